"""Thử máy đọc văn bản với đầu vào ngẫu nhiên trong một thời gian có hạn.

Có atheris thì dò theo độ phủ mã nguồn; không có (máy khác Linux x86-64, Python mới hơn) thì dùng hypothesis,
không dò theo độ phủ. Văn bản gây lỗi được ghi vào tests/fuzz/inputs để mọi lần kiểm thử sau chạy lại.

Ví dụ:
    python tests/fuzz/fuzz_parser.py --seconds 60
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
INPUTS = HERE / "inputs"
sys.path[:0] = [str(HERE.parents[1] / "scripts"), str(HERE.parent)]

try:
    import atheris  # type: ignore[import-not-found, import-untyped, unused-ignore]
except ImportError:
    atheris = None

if atheris is None:
    import hostile_texts
else:
    with atheris.instrument_imports(include=["vanban"]):
        import hostile_texts


def check(text: str) -> None:
    """Everything that must hold for any text."""
    hostile_texts.check_clean(text)
    hostile_texts.check_record(text)


def keep(text: str) -> Path:
    """Keep a text that failed, under a name of its own."""
    path = INPUTS / f"{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}.txt"
    path.write_text(text, encoding="utf-8", newline="")
    return path


def one_input(data: bytes) -> None:
    """The target: bytes as text; a text that fails is kept before the error goes on."""
    text = data.decode("utf-8", "ignore")
    try:
        check(text)
    except BaseException:
        print(f"Lỗi với văn bản {keep(text)}", file=sys.stderr, flush=True)
        raise


def guided(seconds: int) -> None:
    """Search by coverage, with the grammar's words as dictionary and the kept inputs as seeds; ends the process."""
    with tempfile.TemporaryDirectory() as name:
        words = Path(name) / "words.dict"
        words.write_text("".join(f'"{_escaped(word)}"\n' for word in sorted(set(hostile_texts.FRAGMENTS))))
        seeds = Path(name) / "seeds"
        seeds.mkdir()
        for path in INPUTS.glob("*.txt"):
            (seeds / path.name).write_bytes(path.read_bytes())
        for index, line in enumerate(sample_lines()):
            (seeds / f"{index}.txt").write_text(line, encoding="utf-8")
        options = [f"-max_total_time={seconds}", f"-dict={words}", "-max_len=1200", "-timeout=10", "-verbosity=0",
                   "-print_final_stats=1", "-len_control=10", "-artifact_prefix=/dev/null"]
        atheris.Setup([sys.argv[0], *options, str(seeds)], one_input)
        atheris.Fuzz()


def _escaped(word: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in word.encode("utf-8"))


def sample_lines() -> list[str]:
    """Paragraphs of the project's own documents."""
    folder = HERE.parents[1] / "directives" / "documents"
    texts = (path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.md")))
    return [part for text in texts for part in text.split("\n\n") if part.strip()][:200]


def unguided(seconds: int) -> int:
    """Random texts made of the grammar's words until the time is over; how many were tried."""
    from hypothesis import HealthCheck, Phase, given, seed, settings

    end, tried = time.monotonic() + seconds, 0

    def attempt(text: str) -> None:
        nonlocal tried
        tried += 1
        if time.monotonic() < end:
            one_input(text.encode("utf-8"))

    number = 0
    while time.monotonic() < end:
        number += 1
        run = settings(max_examples=200, deadline=None, database=None, phases=[Phase.generate],
                       suppress_health_check=list(HealthCheck))(given(hostile_texts.TEXTS)(attempt))
        seed(number)(run)()
    return tried


def main() -> int:
    """Run for the time given; 0 when nothing failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, default=60, help="số giây")
    parser.add_argument("--unguided", action="store_true", help="không dùng atheris dù có")
    args = parser.parse_args()
    for path in sorted(INPUTS.glob("*.txt")):
        one_input(path.read_bytes())
    if atheris is not None and not args.unguided:
        print(f"Dò theo độ phủ bằng atheris trong {args.seconds} giây …", flush=True)
        guided(args.seconds)  # ends the process by itself
    print(f"Không dùng atheris: thử ngẫu nhiên bằng hypothesis, không dò theo độ phủ, trong {args.seconds} giây …",
          flush=True)
    print(f"Đạt: {unguided(args.seconds)} văn bản, không lỗi nào.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
