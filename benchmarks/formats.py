"""Measure the intake: real texts set in every format an office has, read back, compared with their plain text.

Each document is set as plain text in four encodings, as a web page, a Word document, a printed PDF, and, where
LibreOffice is installed, .odt, .rtf and .doc (see set_texts.py); with --scans also as pictures of paper. The record of
each is compared with that of the plain UTF-8 text: header fields letter by letter (capitals, quotes and dashes aside,
which old fonts lack), citations by the instrument they name, a lost one and a false one counting alike.

Example: python benchmarks/formats.py --corpus ../texts --count 20 --losses
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "scripts"), str(ROOT / "tests"), str(ROOT / "benchmarks")]

import install_browser  # noqa: E402
from old_encodings import in_1258, in_tcvn3, in_vni  # noqa: E402
from playwright.sync_api import Browser, sync_playwright  # noqa: E402
from printing import printed, scanned  # noqa: E402
from set_texts import as_page, as_print, as_text, as_word, blocks_of  # noqa: E402
from vanban.intake import read_bytes  # noqa: E402
from vanban.models import Document, FrontMatter, Record  # noqa: E402
from vanban.reading.record import read_record  # noqa: E402
from vanban.registry.tables import load_registry  # noqa: E402
from vanban.store.documents import DOCUMENTS_FOLDER, read_sources  # noqa: E402

FIELDS = tuple(name for name in Document.__struct_fields__ if name not in ("number_parts", "bodies"))
AT_LEAST: Mapping[str, tuple[float, float]] = {
    ".pdf": (0.98, 0.95), ".odt": (0.95, 0.90), ".rtf": (0.95, 0.90), ".doc": (0.95, 0.90), "scan": (0.95, 0.90)}
"""Shares of fields and citations that must be equal, where they are less than those of every other format."""
MOST = 0.98, 0.97
OFFICE = ("odt", "rtf", "doc")
_LIKE = str.maketrans("“”‘’–—…", "\"\"''--.")
_LONGEST = 60_000
"""Characters of a document that is chosen from a corpus."""


@dataclass(frozen=True, slots=True)
class Compared:
    """How one file read: fields that differ (name, of the text, of the file), citations lost and false, and all."""

    format: str
    fields: tuple[tuple[str, object, object], ...]
    lost: tuple[str, ...]
    false: tuple[str, ...]
    citations: int

    @property
    def shares(self) -> tuple[int, int, int, int]:
        """Fields equal and all, citations equal and all."""
        return (len(FIELDS) - len(self.fields), len(FIELDS), self.citations - len(self.lost),
                self.citations + len(self.false))


def files_of(text: str, browser: Browser | None) -> Iterator[tuple[str, bytes]]:
    """The text of a document in the formats the project sets itself, with the format's name; PDF needs a browser."""
    blocks = blocks_of(text)
    plain = as_text(blocks)
    yield "UTF-8", plain.encode()
    yield "UTF-16", plain.encode("utf-16")
    yield "TCVN3", in_tcvn3(plain)
    yield "VNI", in_vni(plain)
    yield "1258", in_1258(plain)
    yield ".html", as_page(blocks).encode()
    yield ".docx", as_word(blocks)
    if browser:
        yield ".pdf", printed(as_print(blocks), browser)


def scans(texts_set: Iterable[tuple[str, str]], browser: Browser) -> dict[str, bytes]:
    """The documents printed, then scanned at 200 dots an inch with specks, by name."""
    return {slug: scanned(printed(as_print(blocks_of(text)), browser)) for slug, text in texts_set}


def converted(words: Mapping[str, bytes]) -> dict[str, list[tuple[str, bytes]]]:
    """Word documents in the other formats of office programs, by name; none where LibreOffice is not installed."""
    program, found = shutil.which("soffice"), {name: list[tuple[str, bytes]]() for name in words}
    if program is None or not words:
        return found
    with tempfile.TemporaryDirectory() as folder:
        for name, word in words.items():
            Path(folder, f"{name}.docx").write_bytes(word)
        for suffix in OFFICE:
            subprocess.run([program, f"-env:UserInstallation={Path(folder, 'profile').as_uri()}", "--headless",
                            "--convert-to", suffix, "--outdir", folder, *Path(folder).glob("*.docx")], check=True,
                           capture_output=True, timeout=1200)
            for name in words:
                found[name].append((f".{suffix}", Path(folder, f"{name}.{suffix}").read_bytes()))
    return found


def read(data: bytes) -> Record:
    """The record of a file's text, as a document that is added has it."""
    found = read_bytes(data, Path("tep"))
    return read_record(found.text, "tep", load_registry().grammar, FrontMatter(recognised=found.proofread))


def compare(files: Iterable[tuple[str, bytes]]) -> Iterator[Compared]:
    """How each file of a document reads beside the first, its plain text."""
    truth: Record | None = None
    for name, data in files:
        found = read(data)
        if truth is None:
            truth = found
        else:
            yield compared(name, truth, found)


def compared(name: str, truth: Record, found: Record) -> Compared:
    """Where two records differ."""
    differ = tuple((field, a, b) for field in FIELDS
                   if _like(a := getattr(truth.document, field)) != _like(b := getattr(found.document, field)))
    ours, theirs = (Counter(str(_like(each.instrument)) for each in record.citations) for record in (truth, found))
    return Compared(name, differ, tuple((ours - theirs).elements()), tuple((theirs - ours).elements()), ours.total())


def _like(value: object) -> object:
    """A value without what an old font cannot say."""
    if isinstance(value, tuple):
        return tuple(map(_like, value))
    return value.translate(_LIKE).casefold() if isinstance(value, str) else value


def texts(corpus: Path | None, count: int) -> list[tuple[str, str]]:
    """Names and texts: those held here, or ``count`` whole documents spread over a corpus."""
    if corpus is None:
        return [(source.slug, source.text) for source in read_sources(ROOT / DOCUMENTS_FOLDER)]
    whole: list[tuple[str, str]] = []
    paths = sorted(corpus.rglob("*.txt"))
    for path in paths[::max(1, len(paths) // (4 * count))]:
        text = path.read_text(encoding="utf-8")
        record = read_record(text, path.stem, load_registry().grammar) if len(text) < _LONGEST else None
        if record and all((record.document.number, record.document.date, record.document.issuing_body,
                           record.document.signer)) and len(record.citations) > 4:
            whole.append((path.stem, text))
    return whole[::max(1, len(whole) // count)][:count]


def of_kinds(chosen: Iterable[tuple[str, str]], count: int) -> list[tuple[str, str]]:
    """So many of the documents, short ones first, and of each type one before a second."""
    seen: Counter[str | None] = Counter()
    ordered = []
    for name, text in sorted(chosen, key=lambda each: len(each[1])):
        type_ = read_record(text, name, load_registry().grammar).document.type
        ordered.append((seen[type_], name, text))
        seen[type_] += 1
    return [(name, text) for _, name, text in sorted(ordered, key=lambda each: each[0])[:count]]


def table(rows: Iterable[Compared]) -> dict[str, tuple[float, float, int, int]]:
    """For each format the shares of fields and of citations that are equal, and how many of both there were."""
    sums: dict[str, tuple[int, ...]] = {}
    for row in rows:
        before = sums.get(row.format, (0, 0, 0, 0))
        sums[row.format] = tuple(a + b for a, b in zip(before, row.shares, strict=True))
    return {name: (a / b, c / d, b, d) for name, (a, b, c, d) in sums.items()}


def below(name: str, share: tuple[float, float, int, int]) -> bool:
    """Whether a format reads worse than it must."""
    least = AT_LEAST.get(name, MOST)
    return share[0] < least[0] or share[1] < least[1]


def main(argv: list[str] | None = None) -> int:
    """Print the table; 1 where a format reads worse than it must."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, help="folder of texts (.txt); the documents held here by default")
    parser.add_argument("--count", type=int, default=20, help="how many documents of the corpus")
    parser.add_argument("--own", action="store_true", help="leave out what LibreOffice converts, which takes minutes")
    parser.add_argument("--losses", action="store_true", help="print each difference")
    parser.add_argument("--scans", type=int, default=0, metavar="N",
                        help="scan N of the documents too, of as many types as there are; recognition takes ten "
                             "seconds a page")
    given = parser.parse_args(argv)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=install_browser.find_browser(), args=["--no-sandbox"])
        chosen = texts(given.corpus, given.count)
        files = {slug: list(files_of(text, browser)) for slug, text in chosen}
        for slug, scan in scans(of_kinds(chosen, given.scans), browser).items():
            files[slug].append(("scan", scan))
    words = {} if given.own else {slug: dict(each)[".docx"] for slug, each in files.items()}
    for slug, others in converted(words).items():
        files[slug] += others
    rows = [(slug, row) for slug, each in files.items() for row in compare(each)]
    for slug, row in rows:
        if given.losses and (row.fields or row.lost or row.false):
            print(f"{slug} {row.format}: {row.fields} lost {row.lost} false {row.false}")
    shares = table(row for _, row in rows)
    print(f"{'format':8} fields   of  citations   of")
    for name, share in shares.items():
        print(f"{name:8} {share[0]:6.1%} {share[2]:4}  {share[1]:9.1%} {share[3]:4}"
              f"{'  below' if below(name, share) else ''}")
    return int(any(below(name, share) for name, share in shares.items()))


if __name__ == "__main__":
    sys.exit(main())
