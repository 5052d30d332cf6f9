#!/usr/bin/env python3
"""How fast texts are read: megabytes and documents a second, peak memory, time against length.

  python benchmarks/extraction.py                  made-up (synthetic) documents, seed 1, and hostile texts
  python benchmarks/extraction.py --folder FOLDER  the .txt and .md files below a folder, and hostile texts
  python benchmarks/extraction.py --only hostile   hostile texts alone
  python benchmarks/extraction.py --only places    each hostile piece in each place of a document (ten minutes)
  python benchmarks/extraction.py --base REVISION  a revision and the working tree in turn over the same texts

Speed is of one core in processor time, so that other work on the machine counts little. Peak memory is of a
process of its own that reads every text once. Hostile texts are read at one length and at twice that length;
the ratio tells how time grows (2 is linear, the most allowed is 2.3). The last line is one line of 5 MB.
"""

from __future__ import annotations

import argparse
import gc
import random
import resource
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from string import Formatter
from time import process_time

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "scripts"))

from against import measure_against
from vanban.problems import ProblemError
from vanban.quality.figures import read_outcome, read_outcomes
from vanban.reading.record import read_record
from vanban.registry.tables import load_registry

ROOT = Path(__file__).resolve().parents[1]
MOST = 2.3
PROVINCES = ("Bình Phước", "Nghệ An", "Hà Tĩnh", "Lâm Đồng", "Gia Lai", "Cà Mau", "Sơn La", "Thái Nguyên")
TOPICS = ("phòng, chống tội phạm", "bảo đảm an ninh trật tự", "an toàn lao động", "cải cách hành chính")
HOSTILE = {
    "digits": "1234567890", "digits and slashes": "12/", "Căn cứ": "Căn cứ ", "Căn cứ, a line each": "Căn cứ\n",
    "số": "số ", "numbers": "Số 12/KH-UBND, ", "unclosed quotes": "Kế hoạch “A ", "brackets": "(", "nested": "[({",
    "tags": "<b ", "closed tags": "<b>", "pipes": "| ", "a table": "| a | b |\n", "spaces": " ", "empty lines": "\n",
    "capitals": "ỦY BAN NHÂN DÂN ", "capital lines": "ỦY BAN NHÂN DÂN\n", "của": "của Ủy ban nhân dân ",
    "laws": "Luật Đất đai, ", "law about law": "Luật sửa đổi Luật ", "provisions": "khoản 1 Điều 2, ",
    "one long list": "Nghị quyết số 1, 2, 3, ", "plans about plans": "Kế hoạch số 1/KH-UBND về thực hiện ",
    "described": "thực hiện Chương trình quốc gia ", "marks": "a\u0301", "marks alone": "\u0301",
    "zero width": "a\u200b",
    "emphasis": "a**", "underscores": "A_", "receivers": "Nơi nhận:\n", "signing": "TM. ỦY BAN\n", "footnotes": "¹ a\n",
    "headings": "1.1. A\n", "Roman": "I. A\n", "dates": "ngày 01 tháng 02 năm 2023 ", "semicolons": "a; ",
    "colon lists": "- a:\n", "letters": "a", "words": "a ", "TCVN3": "®¹i héi ", "old tones": "hoà ", "returns": "\r",
    "carrying out": "về việc thực hiện ", "plans to any depth": "Kế hoạch số 1/KH-UBND về việc thực hiện ",
    "dots": "..... ", "copies": "- Lưu: VT (1)", "scraps": ";a",
    "done by others": "thực hiện Kế hoạch số 1/KH-UBND; đã làm tốt; ",
    "of": "của ", "plans of": "Kế hoạch của Bộ Công an ", "receivers' list": "- Sở Y tế;\n", "footnote marks": "¹²³ ",
    "footnotes that cite": "¹ Xem Nghị định số 1/2020/NĐ-CP;\n", "a long title": "VỀ CÔNG TÁC PHÒNG CHỐNG TỘI PHẠM ",
    "title lines": "VỀ CÔNG TÁC PHÒNG CHỐNG\n", "articles": "Điều 1. ", "articles, a line each": "Điều 1.\n",
    "plenums": "Nghị quyết Hội nghị Trung ương 6 khóa XII, ", "congresses": "Nghị quyết Đại hội ",
    "annexes": "Phụ lục I kèm theo Thông tư số 1/2020/TT-BCA ", "amended": "được sửa đổi, bổ sung bởi ",
    "expired": "Quyết định số 1/QĐ-UBND hết hiệu lực ", "between bodies": "giữa Bộ Công an, Bộ Y tế và ",
    "treaties": "Hiệp định giữa Việt Nam và ", "called": "Ủy ban nhân dân tỉnh (sau đây gọi tắt là UBND tỉnh) ",
    "open brackets": "(Nghị định số 1/2020/NĐ-CP ", "serials": "12, 13, 14/KH-UBND, ", "symbols": "1/KH-KH-",
    "laws with numbers": "Luật Đất đai số 45/2013/QH13; ", "standards": "TCVN 1:2000 ", "drafts": "Dự thảo\n",
    "number lines": "Số: 1/KH-UBND\n", "national titles": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n",
    "days": "Hà Nội, ngày 1 tháng 2 năm 2020\n", "subjects": "V/v A\n", "types": "QUYẾT ĐỊNH\n",
    "every level": "I. A\n1. B\na) C\n- D\n", "lists": "gồm:\n", "closing quotes": "”",
    "quoted": "Đề án “Tuyên truyền phổ biến” ",
    "marks of two kinds": "\u0301\u0323", "trailing spaces": "a" + " " * 50 + "\n", "cells": "| Sở Y tế | Số: 1/KH |\n",
}
"""Pieces that are repeated to a text; each aims at one repetition of the grammar."""
FRAME = """{above}ỦY BAN NHÂN DÂN
TỈNH BÌNH PHƯỚC
Số: 12/KH-UBND{number}
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Bình Phước, ngày 03 tháng 4 năm 2024{day}

KẾ HOẠCH
Một việc{title}

Kính gửi: Sở A{addressee}

Căn cứ Luật Đất đai ngày 18/01/2024{basis};
Thực hiện Kế hoạch số 9/KH-UBND{sentence}.

Điều 1. Sửa đổi{article}

Nơi nhận:{heading}
- Như trên;{receiver}
- Lưu: VT.{kept}

TM. ỦY BAN NHÂN DÂN{capacity}
CHỦ TỊCH{signing}
Nguyễn Văn A{name}
{below}"""
"""A made-up document; what stands in braces is empty but for one place that a hostile piece is repeated in."""
PLACES = tuple(name for _, name, _, _ in Formatter().parse(FRAME) if name)
IN_PLACE = {"short sentences": "a. ", "titles": "CHỦ TỊCH; ", "names": "Nguyễn Văn A; ", "kept": "- Lưu: VT. ",
            "heads": "A: ", "items in a line": "- Như Điều 1; ", "numbers of a head": "Số: 1/QĐ-A "}
"""Pieces that mean something in a place of a document only."""
SHORTEST = 0.15
"""Seconds below which a ratio tells the machine's noise."""


def made_up(draw: random.Random, index: int) -> str:
    """One plan of the usual shape, its numbers and words drawn at random."""
    province, topic = draw.choice(PROVINCES), draw.choice(TOPICS)
    day, month = draw.randint(1, 28), draw.randint(1, 12)
    head = (f"ỦY BAN NHÂN DÂN\nTỈNH {province.upper()}\n-------\nSố: {index}/KH-UBND\n\n"
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
            f"{province}, ngày {day:02} tháng {month:02} năm 2023\n\nKẾ HOẠCH\nCông tác {topic} năm 2023\n\n")
    body = []
    for part in range(draw.randint(5, 60)):
        serial, year = draw.randint(1, 400), draw.randint(2005, 2023)
        body.append(
            f"{part + 1}. Các sở, ban, ngành tiếp tục thực hiện Chỉ thị số {serial % 60:02}-CT/TW ngày 01/12/{year} "
            f"của Ban Bí thư về tăng cường công tác {topic}; Kế hoạch số {serial}/KH-UBND ngày 05/3/{year} của "
            f"Ủy ban nhân dân tỉnh {province} và Luật Công an nhân dân năm 2018.\n")
        body += ["Tổ chức tuyên truyền, vận động cán bộ, công chức, viên chức và nhân dân chấp hành pháp luật.\n"] * 3
    foot = ("\nNơi nhận:\n- Bộ Công an;\n- Lưu: VT.\n\n"
            "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nTrần Văn An\n")
    return head + "\n".join(body) + foot


def write_made_up(folder: Path, count: int) -> None:
    """Made-up documents as files of a folder."""
    draw = random.Random(1)
    for index in range(count):
        (folder / f"gia-lap-{index:05}.txt").write_text(made_up(draw, index), encoding="utf-8", newline="")


def compare(args: argparse.Namespace) -> int:
    """Read the texts of the folder, or made-up ones, with a revision and the working tree in turn."""
    with tempfile.TemporaryDirectory() as name:
        folder = args.folder or Path(name)
        if not args.folder:
            write_made_up(folder, args.documents)
        paths = sorted(path for path in folder.rglob("*") if path.suffix in (".txt", ".md"))[::args.step]
        if not paths:
            sys.exit(f"no .txt or .md file below {folder}")
        try:
            measure_against(ROOT, args.base, paths, args.rounds)
        except ProblemError as error:
            print(error, file=sys.stderr)
            return 1
    return 0


def memory_of(paths: list[Path]) -> tuple[float, float]:
    """Megabytes at the peak, after loading the tables and after reading every text; run in a process of its own."""
    read_record("Căn cứ Luật Đất đai;", "x", load_registry().grammar)
    before = peak_memory()
    for path in paths:
        read_outcome(path)
    return before, peak_memory()


def peak_memory() -> float:
    """The most megabytes this process ever held; Linux lets a child inherit its parent's peak in ``ru_maxrss``."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text().partition("VmHWM:")[2].split()[0]) / 1e3
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


def measure_folder(folder: Path, what: str) -> bool:
    """Print speed, memory and whether two processes give the same; false when a text fails or differs."""
    paths = sorted(path for path in folder.rglob("*") if path.suffix in (".txt", ".md"))
    if not paths:
        sys.exit(f"no .txt or .md file below {folder}")
    sizes = [path.stat().st_size for path in paths]
    read_outcome(paths[0])
    alone = read_outcomes(paths)
    shared = read_outcomes(paths, 2)
    seconds = sum(outcome.seconds for outcome in alone)
    slowest, size, name = max((outcome.seconds, size, path.name) for outcome, size, path in zip(
        alone, sizes, paths, strict=True))
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        start, peak = pool.submit(memory_of, paths).result()
    wrong = [outcome.wrong for outcome in alone if outcome.wrong]
    same = [a.digest for a in alone] == [b.digest for b in shared]
    print(f"{what}: {len(paths):,} documents, {sum(sizes) / 1e6:.1f} MB")
    print(f"  {sum(sizes) / 1e6 / seconds:.2f} MB/s and {len(paths) / seconds:.0f} documents/s on one core")
    print(f"  slowest: {slowest:.2f} s, {size / 1e3:.0f} kB ({name})")
    print(f"  peak memory {peak:.0f} MB, of it {start:.0f} MB with the tables loaded and nothing read")
    print(f"  one process and two give {'the same' if same else 'DIFFERENT records'}; failed: {len(wrong)}")
    for line in wrong[:20]:
        print(f"    {line}")
    return same and not wrong


def seconds_for(text: str, repeat: int = 3) -> float:
    """Processor time to read one text, the least of several.

    The collector rests meanwhile, as in ``timeit``: it walks a growing record in steps of its own.
    """
    registry = load_registry()
    best = float("inf")
    gc.collect()
    gc.disable()
    try:
        for _ in range(repeat):
            start = process_time()
            read_record(text, "x", registry.grammar)
            best = min(best, process_time() - start)
    finally:
        gc.enable()
    return best


def measure_hostile(length: int, long_line: int) -> bool:
    """Print time at one length and at twice that; false when a ratio is beyond :data:`MOST`."""
    print(f"\nhostile texts (synthetic): {length:,} characters and twice that")
    print(f"  {'repeated':24}{'s':>8}{'s, double':>11}{'ratio':>7}{'MB/s':>7}")
    good = True
    for name, piece in HOSTILE.items():
        text = piece * (length // len(piece))
        once, twice = seconds_for(text), seconds_for(text * 2)
        ratio = twice / once
        if ratio > MOST:  # a noisy machine is given a second chance
            once, twice = seconds_for(text, 5), seconds_for(text * 2, 5)
            ratio = twice / once
        good &= ratio <= MOST
        speed = len(text.encode()) * 2 / 1e6 / twice
        print(f"  {name:24}{once:8.3f}{twice:11.3f}{ratio:7.2f}{speed:7.2f}{'  TOO MUCH' if ratio > MOST else ''}")
    draw = random.Random(1)
    line = "".join(made_up(draw, i).replace("\n", " ") for i in range(1 + long_line // 9000))
    line = line.encode()[:long_line].decode(errors="ignore")
    half, whole = seconds_for(line[:len(line) // 2], 1), seconds_for(line, 1)
    print(f"  one line of {len(line.encode()) / 1e6:.1f} MB: {whole:.2f} s, half of it {half:.2f} s, "
          f"ratio {whole / half:.2f}")
    return good and whole / half <= MOST


def measure_places(length: int) -> bool:
    """Print where time more than doubles with a piece repeated in one place of a document; false when it does."""
    print(f"\nhostile pieces (synthetic) in {len(PLACES)} places of a document: {length:,} characters and twice that")
    good = True
    for place in PLACES:
        for name, piece in (HOSTILE | IN_PLACE).items():
            def seconds(size: int, repeat: int, place: str = place, piece: str = piece) -> float:
                said = dict.fromkeys(PLACES, "") | {place: " " + piece * (size // len(piece))}
                return seconds_for(FRAME.format(**said), repeat)

            once, twice = seconds(length, 1), seconds(2 * length, 1)
            if twice > SHORTEST and twice / once > MOST:
                once, twice = seconds(length, 3), seconds(2 * length, 3)
            if twice > SHORTEST and twice / once > MOST:
                good = False
                print(f"  {place:10} {name:24}{once:8.3f}{twice:11.3f}{twice / once:7.2f}  TOO MUCH")
    return good


def main() -> int:
    """Measure what is asked for; 1 when something failed, differed or grew too fast."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--documents", type=int, default=300, help="how many documents to make up")
    parser.add_argument("--length", type=int, default=100_000, help="characters of a hostile text")
    parser.add_argument("--line", type=int, default=5_000_000, help="bytes of the one long line")
    parser.add_argument("--only", choices=["speed", "hostile", "places"])
    parser.add_argument("--base", metavar="REVISION", help="compare with this branch, tag or commit, and nothing else")
    parser.add_argument("--rounds", type=int, default=3, help="times that each text is read for --base")
    parser.add_argument("--step", type=int, default=1, help="for --base, take every STEPth text")
    args = parser.parse_args()
    if args.base:
        return compare(args)
    good = True
    if args.only == "places":
        return 0 if measure_places(args.length // 5) else 1
    if args.only != "hostile" and args.folder:
        good = measure_folder(args.folder, str(args.folder))
    elif args.only != "hostile":
        with tempfile.TemporaryDirectory() as name:
            write_made_up(Path(name), args.documents)
            good = measure_folder(Path(name), "made-up documents (synthetic, seed 1)")
    if args.only != "speed":
        good &= measure_hostile(args.length, args.line)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
