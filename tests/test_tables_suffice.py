"""What a table can say needs no Python: rows added to a copy of the registry are read, and no row is named in code."""

from __future__ import annotations

import ast
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from vanban.language.folding import fold
from vanban.models import Citation
from vanban.reading.record import read_record
from vanban.registry.tables import REGISTRY_FOLDER, Registry, load_registry

PACKAGE = Path(__file__).parents[1] / "scripts" / "vanban"
HEAD = """ỦY BAN NHÂN DÂN
TỈNH BÌNH PHƯỚC
Số: 12/KH-UBND
Bình Phước, ngày 03 tháng 4 năm 2024

KẾ HOẠCH
Một việc

"""
ADDED = {
    "document_types.yaml": '- {name: Tâm thư, abbreviations: [TTH], systems: [state], traits: [short], '
                           'class: described, example: "Tâm thư số 5/TTH-UBND"}\n'
                           '- {name: Hiến ước, abbreviations: [], systems: [state], traits: [treaty], class: named, '
                           'example: "Hiến ước Paris về khí hậu"}\n'
                           '- {name: Tiêu chuẩn thử, abbreviations: [TC XDVN], systems: [state], traits: [standard], '
                           'class: numbered, example: "TC XDVN 33:2006"}',
    "issuing_bodies.yaml": '- {id: vien-thien-van-tinh, name: "Viện Thiên văn {T}", symbols: [VTV], at: [province], '
                           'parent: uy-ban-nhan-dan, level: province, example: "Công văn của Viện Thiên văn tỉnh A"}',
    "relation_phrases.yaml": '- {phrase: nhất tâm làm theo, relation: implements, '
                             'example: "Nhất tâm làm theo Kế hoạch A"}',
    "formulas.yaml": '- {formula: Thân gửi, part: addressed, slips: "0", example: "Thân gửi: Sở A"}\n'
                     '- {formula: Hiệu, part: number, forms: [], example: "Hiệu: 12/UBND-NC"}',
    "name_words.yaml": '- {name: Đài Quan sát, then: proper, example: "Đài Quan sát Sao Mai"}',
    "place_kinds.yaml": '- {kind: đặc trấn, levels: [commune], short: [đtr.], example: "UBND đặc trấn Sao Mai"}',
    "sentence_words.yaml": '- {word: Đài chủ, role: signer_title, example: "Đài chủ Đài Quan sát Sao Mai"}',
}


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Registry:
    """The registry with one made-up row more in seven of its tables."""
    folder = tmp_path_factory.mktemp("registry") / "registry"
    shutil.copytree(REGISTRY_FOLDER, folder)
    for table, row in ADDED.items():
        path = folder / table
        path.write_text(f"{path.read_text(encoding='utf-8').rstrip()}\n{row}\n", encoding="utf-8")
    return load_registry(folder)


def citations(sentence: str, registry: Registry) -> list[Citation]:
    """The citations of a sentence in a plan of a province."""
    return list(read_record(HEAD + sentence + "\n", "x", registry.grammar).citations)


def test_new_types_of_treaties_and_standards_are_read(grown: Registry) -> None:
    """In small letters too; an abbreviation of two words, with one blank or two."""
    assert citations("Thực hiện các quy định của hiến ước Paris về khí hậu.", grown) is not None
    found = [(each.type, each.number) for each in citations("Theo TC XDVN 33:2006 và TC  XDVN 34:2006.", grown)]
    assert found == [("Tiêu chuẩn thử", "TCXDVN33:2006"), ("Tiêu chuẩn thử", "TCXDVN34:2006")]


def test_a_new_word_before_the_number_is_read(grown: Registry) -> None:
    """Also where it stands on the line of the name of the country."""
    one_line = HEAD.replace("Số: ", "Hiệu: ").replace("\nHiệu", " Hiệu", 1)
    for text in (HEAD.replace("Số: ", "Hiệu: "), one_line):
        assert read_record(text, "x", grown.grammar).document.number == "12/KH-UBND", text


def test_a_new_type_is_read_in_full_and_short(grown: Registry) -> None:
    """Its symbol tells it, its number alone stands for it."""
    full, short = citations("Theo Tâm thư số 48/TTH-UBND ngày 01/3/2024 của UBND tỉnh; Tâm thư 48 nêu rõ.", grown)
    assert (full.type, full.number, short.type, short.number) == ("Tâm thư", "48/TTH-UBND", "Tâm thư", "48")
    assert short.instrument == full.instrument


def test_a_new_body_is_read_by_name_and_by_symbol(grown: Registry) -> None:
    """With the territory of the document, also where only its symbol stands."""
    said = "Theo Công văn số 5/ABC của Viện Thiên văn tỉnh; Báo cáo số 6/BC-VTV ngày 01/3/2024."
    named, told = citations(said, grown)
    assert named.issuing_body == told.issuing_body == "Viện Thiên văn tỉnh Bình Phước"


def test_a_new_kind_of_place_is_read(grown: Registry, registry: Registry) -> None:
    """In a body's name, in full and short; its level is the table's."""
    raw = "UBND ĐẶC TRẤN SAO MAI\nSố: 12/KH-UBND\nSao Mai, ngày 03 tháng 4 năm 2024\n\nKẾ HOẠCH\nMột việc\n\nLàm.\n"
    said, unknown = (read_record(raw, "x", each.grammar).document for each in (grown, registry))
    assert (said.issuing_body, said.level) == ("Ủy ban nhân dân đặc trấn Sao Mai", "commune") != (
        unknown.issuing_body, unknown.level)
    (short,) = citations("Theo Kế hoạch số 9/KH-UBND ngày 01/3/2024 của UBND đtr. Sao Mai.", grown)
    assert short.issuing_body == "Ủy ban nhân dân đặc trấn Sao Mai"


def test_a_new_relation_phrase_is_read(grown: Registry) -> None:
    """In capitals at the start of a sentence as in the middle of it."""
    (found,) = citations("Nhất tâm làm theo Kế hoạch số 9/KH-UBND ngày 01/3/2024 của UBND tỉnh.", grown)
    assert found.relation == "implements"


def test_a_new_formula_and_a_new_word_of_names_are_read(grown: Registry) -> None:
    """Who is addressed by other words; what stands behind a new word is a proper name."""
    raw = ("SỞ A\nĐÀI QUAN SÁT SAO MAI\nSố: 12/ĐQS\nBình Phước, ngày 03 tháng 4 năm 2024\nV/v một việc\n\n"
           "Thân gửi: Sở B\n\nĐài đề nghị.\n")
    document = read_record(raw, "x", grown.grammar).document
    assert document.addressed_to == ("Sở B",)
    assert document.issuing_body is not None and "Đài Quan sát Sao Mai" in document.issuing_body


def test_a_new_title_of_those_who_sign_is_read(grown: Registry, registry: Registry) -> None:
    """In capitals above the name; without its row the line is no title."""
    raw = f"{HEAD}Các sở thực hiện.\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n\nĐÀI CHỦ\n\nNguyễn Văn An\n"
    signed, unsigned = (read_record(raw, "x", each.grammar).document for each in (grown, registry))
    assert (signed.signer_title, signed.signer, unsigned.signer_title) == ("ĐÀI CHỦ", "Nguyễn Văn An", None)


def rows_named(source: str, registry: Registry) -> list[str]:
    """The strings of a module that are a type's name or the id of a body or territory.

    An id without a hyphen ("bo") can be an ordinary word, and is none.
    """
    ids = {row.id for row in registry.bodies} | {row.id for row in registry.territories}
    known = {name for name in ids if "-" in name} | {row.name for row in registry.types}
    strings = {node.value for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Constant)}
    return sorted(known.intersection(each for each in strings if isinstance(each, str)))


def test_code_names_no_row(registry: Registry) -> None:
    """What depends on a type, a body or a territory is a column of its table, in every room."""
    found = {str(path.relative_to(PACKAGE)): names for path in sorted(PACKAGE.rglob("*.py"))
             if (names := rows_named(path.read_text(encoding="utf-8"), registry))}
    assert found == {}


def test_a_row_named_in_code_is_seen(registry: Registry) -> None:
    """A type's name and the id of a body are; words that hold one are not."""
    assert rows_named('TYPES = ("Công văn", "Công văn số", "bo-cong-an")', registry) == ["Công văn", "bo-cong-an"]


FEWEST_LISTED = 3
"""Phrases of the tables that stand side by side in code: so many are a list that belongs in a table."""
BLANKS = re.compile(r"(?:\\s(?:[+*]|\{\d,\d+\})?|\[ \][+*]?|\s)+")
BORDERS = re.compile(r"\(\?(?::|p<\w+>|<?[!=]|[a-z-]+:)?|[|()\[\]{}^$?,]|\\[bAZ]")


def phrases_of(registry: Registry) -> frozenset[str]:
    """Every phrase of two words or more that a table of words, types, bodies or relations holds, in small letters, with
    its marks and without them."""
    held = [word for words in registry.sentence_words.values() for word in words]
    held += [row.phrase for row in registry.phrases] + [end.word for end in registry.name_ends]
    held += [row.words for row in registry.formulas] + [row.name for row in registry.name_words]
    held += [name for row in registry.types for name in (row.name, *row.aliases)]
    held += [head for rows in (registry.bodies, registry.organs) for row in rows for head in row.heads]
    held += [row.kind for row in registry.place_kinds.rows]
    return frozenset(form for phrase in held if " " in phrase for form in (phrase.lower(), fold(phrase)))


def listings(source: str) -> Iterator[set[str]]:
    """The words of each pattern, string or collection of strings of a module, parted where alternations are."""
    tree = ast.parse(source)
    inner: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Tuple | ast.List | ast.Set | ast.BinOp | ast.JoinedStr | ast.Constant) and \
                id(node) not in inner:
            parts = [each for each in ast.walk(node) if isinstance(each, ast.Constant) and isinstance(each.value, str)]
            inner |= {id(each) for each in ast.walk(node)}
            yield {" ".join(part.split()) for each in parts
                   for part in BORDERS.split(BLANKS.sub(" ", re.sub(r"[ ]#.*", "", str(each.value)).lower()))}


def test_a_list_of_words_stands_in_a_table(registry: Registry) -> None:
    """No pattern and no collection of reading or graph lists phrases that a table holds."""
    held = phrases_of(registry)
    paths = [path for room in ("reading", "graph") for path in sorted((PACKAGE / room).rglob("*.py"))]
    found = {str(path.relative_to(PACKAGE)) for path in paths
             if any(len(words & held) >= FEWEST_LISTED for words in listings(path.read_text(encoding="utf-8")))}
    assert found == set(), "these words belong in a table"


def test_a_list_of_words_in_code_is_seen(registry: Registry) -> None:
    """In a collection as in a pattern, also one that is written over several lines; a sentence is no list."""
    held = phrases_of(registry)
    listed = ('WORDS = ("ban hành", "phê duyệt", "thông qua")', 'P = r"(?:ban\\s+hành|phê[ ]duyệt | thông\\s{1,4}qua)"',
              'P = r"ban hanh|phe duyet|thong qua"')
    for source in (*listed, 'SAID = "ban hành rồi phê duyệt và thông qua"'):
        assert any(len(words & held) >= FEWEST_LISTED for words in listings(source)) is (source in listed)
