"""The table of extraction quality against the floors kept in ``benchmarks/floors.yaml``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import yaml

from ..models import RELATIONS
from ..store.documents import ROOT
from .figures import Figure, folder_figures, own_figures
from .scoring import Score

FLOORS = ROOT / "benchmarks" / "floors.yaml"
GROUPS = {
    "five": "Năm văn bản mẫu (tests/gold)",
    "annotated": "Văn bản khác có chú giải (gold/*.json)",
    "sentences": "Câu có chú giải (vnlegaltext*.jsonl)",
    "cards": "Thông tin trên cổng (metadata.jsonl)",
    "texts": "Mọi văn bản (*.txt)",
}
_NAMES = {
    "fields_all": "các trường của văn bản", "detected": "viện dẫn có số, F1", "exact": "viện dẫn đúng trọn, F1",
    "named": "viện dẫn theo tên, F1", "parent": "viện dẫn lồng nhau, F1", "relation": "quan hệ của viện dẫn có số",
    "instrument": "năm của văn bản được dẫn", "people_all": "người ký và nơi nhận",
    "edges": "quan hệ cùng chủ thể, F1", "edges_no_basis": "quan hệ cùng chủ thể, không kể căn cứ, F1",
    "edges_precision": "  độ chính xác", "edges_recall": "  độ phủ",
    "edges_no_basis_precision": "  độ chính xác", "edges_no_basis_recall": "  độ phủ",
    "recall": "độ phủ", "places": "độ phủ, mỗi chỗ tính một lần", "precision": "độ chính xác", "number": "số, ký hiệu",
    "date": "ngày", "type": "loại", "issuing_body": "cơ quan ban hành", "signer": "người ký",
    "wrong": "văn bản gây lỗi hoặc lệch vị trí", "differing": "văn bản cho kết quả khác khi chạy hai tiến trình",
    "slowest_seconds": "giây cho văn bản chậm nhất",
    "title": "trích yếu", "place": "địa danh", "level": "cấp", "signer_title": "chức vụ người ký",
    "signing_capacity": "tư cách ký", "addressed_to": "kính gửi", "recipients": "nơi nhận",
}


@dataclass(frozen=True, slots=True)
class Floors:
    """What each figure must reach at least or may reach at most, by group and name."""

    at_least: dict[str, dict[str, float]]
    at_most: dict[str, dict[str, float]]

    def fits(self, figure: Figure) -> bool:
        """Whether a figure is within its limits; one without limits always is."""
        low = self.at_least.get(figure.group, {}).get(figure.name)
        high = self.at_most.get(figure.group, {}).get(figure.name)
        return (low is None or figure.value >= low - 1e-9) and (high is None or figure.value <= high + 1e-9)

    def told(self, figure: Figure) -> str:
        """The limit in words."""
        low = self.at_least.get(figure.group, {}).get(figure.name)
        high = self.at_most.get(figure.group, {}).get(figure.name)
        return f"≥ {low:g}" if low is not None else f"≤ {high:g}" if high is not None else ""


def load_floors(path: Path = FLOORS) -> Floors:
    """Read the limits."""
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    return Floors(data["at_least"], data["at_most"])


def measure(data: Path | None, say: Callable[[str], None], lost: bool = False, root: Path = ROOT) -> int:
    """Measure and print what can be measured; 1 when a figure misses its floor, else 0."""
    floors = load_floors(root / FLOORS.relative_to(ROOT))
    say(f"{'':50}{'đo được':>9}{'mức':>9}{'trên':>8}")
    failed = _group(*own_figures(root), floors, say, lost)
    seen = {"five"}
    known = frozenset(path.name for path in (root / "tests" / "gold").glob("*.json"))
    for figures, score in folder_figures(data, known) if data else ():
        failed += _group(figures, score, floors, say, lost)
        seen |= {figure.group for figure in figures}
    for group in (each for each in GROUPS if each not in seen) if data else ():
        say(f"Chưa đo “{GROUPS[group]}”: thư mục {data} không có.")
    if not data:
        say("Chưa đo các mục khác (" + "; ".join(GROUPS[group] for group in GROUPS if group not in seen)
            + "): cần thư mục dữ liệu, make measure DATA=thư-mục.")
    say(f"Chưa đạt {failed} mức." if failed else "Đạt mọi mức đã đo.")
    return 1 if failed else 0


def label_of(name: str) -> str:
    """What a figure is called in the table; those of one field or one relation are set in below their sum."""
    kind, _, rest = name.partition("_")
    if kind in ("field", "people") and rest in _NAMES:
        return f"  {_NAMES[rest]}"
    relation, _, part = rest.rpartition("_")
    return f"  {relation}: {_NAMES[part]}" if kind == "edges" and relation in RELATIONS else _NAMES[name]


def _group(figures: list[Figure], score: Score | None, floors: Floors, say: Callable[[str], None], lost: bool) -> int:
    """Print the figures of one group, and on demand what was lost; how many miss their floor."""
    if figures:
        say(GROUPS[figures[0].group])
    for figure in figures:
        mark = "" if floors.fits(figure) else "  CHƯA ĐẠT"
        say(f"  {label_of(figure.name):48}{figure.value:9.4f}{floors.told(figure):>9}{figure.of:8}{mark}")
    for name, kind, wanted, got in score.misses if lost and score else ():
        say(f"    {name}: {kind}: {wanted} → {got}")
    return sum(not floors.fits(figure) for figure in figures)
