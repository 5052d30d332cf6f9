"""Collections for the tests of the search: the five annotated documents, and texts made of dice."""

from __future__ import annotations

import itertools
import json
import os
import random
import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import Any

from cases import load_cases
from collections_for_tests import document_path
from vanban.graph.build import build_collection
from vanban.language.folding import fold, slugify
from vanban.language.numbers import parts_of
from vanban.models import Block, Collection, FrontMatter
from vanban.reading.bodies import with_parts
from vanban.reading.record import read_record
from vanban.registry.tables import Registry, load_registry
from vanban.search.entries import SearchEntry, number_row
from vanban.search.tokens import search_words
from vanban.store.decoding import split_front_matter
from vanban.store.documents import document_files
from vanban.store.records import record_from_dict

ROOT = Path(__file__).resolve().parents[1]
SLUGS = {
    "000": "261-ldld-2022-phu-rieng", "001": "100-kh-ldld-2024-thu-duc", "002": "02-bc-ldld-2018-binh-thuan",
    "003": "cong-van-tong-lien-doan-phong-trao-bao-ve-an-ninh-to-quoc", "004": "31-kh-ubnd-2023-binh-phuoc",
}
_COMMON = (
    "an ninh trật tự tổ quốc công tác phòng chống tội phạm kế hoạch chỉ thị thực hiện phong trào toàn dân bảo vệ "
    "liên đoàn lao động ủy ban nhân phải phái phủ phú tuyên truyền 9 09 31 138 2023 ct tw ubnd kh năm nam và của các "
    "đơn vị cơ quan doanh nghiệp đạt chuẩn huyện tỉnh xã phường thị trấn nghị quyết hướng dẫn báo cáo"
)
SYLLABLES = _COMMON.split()
_ONSETS = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
_RHYMES = (
    "a ă â e ê i o ô ơ u ư y ai ao au ay âu ây eo êu ia iê iu oa oă oe oi ôi ơi oai oay ua uâ uê ui uy uya uyê uơ ưa "
    "ươ ươi ươu ưi ưu yê yêu"
)
FIELD_SIZES = (160, 5, 14, 7, 3, 3, 2, 9, 20)


def gold_collection() -> Collection:
    """The five documents as people annotated them, every line a paragraph with an anchor."""
    records, texts = {}, {}
    for path in sorted((ROOT / "tests/gold").glob("*.json")):
        slug = SLUGS[path.name[:3]]
        source = document_path(ROOT / "directives/documents", slug)
        _, text, _ = split_front_matter(source.read_bytes().decode())
        record = record_from_dict(json.loads(path.read_text(encoding="utf-8")), slug)
        record = with_parts(record, load_registry().grammar)
        topics = ("Bảo vệ an ninh", "Thi đua") if "kh" in slug else ("Bảo vệ an ninh",)
        records[slug] = replace(record, outline=_lines(text), front_matter=FrontMatter(topics=topics))
        texts[slug] = text
    return build_collection(records, texts, load_registry())


def real_collection() -> Collection | None:
    """The documents of the folder that ``SEARCH_COLLECTION`` names, read by the parser; ``None`` without it."""
    folder = os.environ.get("SEARCH_COLLECTION")
    if not folder:
        return None
    registry = load_registry()
    texts = {slugify(path.stem): path.read_bytes().decode("utf-8", "replace")
             for path in sorted(Path(folder).rglob("*.txt"))}
    records = {slug: read_record(text, slug, registry.grammar) for slug, text in texts.items()}
    return build_collection(records, texts, registry)


def _lines(text: str) -> tuple[Block, ...]:
    blocks, start = [], 0
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            blocks.append(Block("paragraph", "body", start, start + len(line), number, f"doan-{number}"))
        start += len(line) + 1
    return tuple(blocks)


def random_documents(seed: int, count: int) -> list[tuple[list[str], float]]:
    """Texts of each field and the boost of documents made of common syllables, rare ones rarer."""
    dice = random.Random(seed)
    weights = [1 / (1 + rank) for rank in range(len(SYLLABLES))]
    documents = []
    for _ in range(count):
        held = dice.random() < 0.4
        texts = [" ".join(dice.choices(SYLLABLES, weights, k=dice.randint(0, size))) for size in FIELD_SIZES[1:]]
        text = " ".join(dice.choices(SYLLABLES, weights, k=dice.randint(20, FIELD_SIZES[0]))) if held else ""
        documents.append(([text, *texts], round(1 + dice.random(), 3)))
    return documents


def random_queries(seed: int, terms: list[str], count: int) -> list[list[tuple[str, float]]]:
    """Queries of one to six indexed terms with boosts."""
    dice = random.Random(seed)
    return [[(term, dice.choice([1, 1, 1.5, 0.5])) for term in dice.sample(terms, dice.randint(1, 6))]
            for _ in range(count)]


def all_syllables() -> list[str]:
    """Every way to put an onset, a rhyme and a tone together, in both tone placements, composed and not."""
    onsets, rhymes = [*_ONSETS.split(), ""], _RHYMES.split()
    codas = ["", "n", "ng", "m", "t", "c", "ch", "nh", "p"]
    tones = ["", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"]
    found = []
    for onset, rhyme, coda, tone in itertools.product(onsets, rhymes, codas[:1], tones):
        for place in range(len(rhyme)):
            plain = onset + rhyme[:place + 1] + tone + rhyme[place + 1:] + coda
            found += [unicodedata.normalize(form, plain) for form in ("NFC", "NFD")]
    for rhyme, coda, tone in itertools.product(rhymes, codas[1:], tones):
        found.append(unicodedata.normalize("NFC", rhyme + tone + coda).upper())
    return list(dict.fromkeys(found))


def spoken_syllables() -> list[str]:
    """The different syllables with a mark in the project's own documents, in lower case."""
    found: set[str] = set()
    for path in document_files(ROOT / "directives/documents"):
        found.update(word.exact for word in search_words(path.read_text(encoding="utf-8")) if word.exact.isalpha())
    return sorted(s for s in found if fold(s) != s and len(s) < 8 and set(fold(s)) & set("aeiouy"))


def to_json(path: Path, value: Any) -> None:
    """Write data for the scripts' own tests."""
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")


def spellings(registry: Registry) -> list[dict[str, Any]]:
    """The table of spellings with the row that the shown one has in the number table of the search."""
    found: list[dict[str, Any]] = []
    for case in load_cases("spellings.yaml"):
        entry = SearchEntry("a", "", case["shown"], "", "", parts_of(case["shown"]).year, (), "", None, False, 0)
        row = number_row(0, entry, registry, [])
        assert row is not None
        folded = fold(case["shown"])
        found.append({"row": row, "same": [case["shown"], *case["also"]],
                      "other": [one for one in case.get("never", []) if fold(one) != folded]})
    return found
