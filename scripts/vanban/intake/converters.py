"""Programs that other kinds of file need, used where they are installed: LibreOffice, OCRmyPDF with Vietnamese.

They run on a copy in a temporary folder, without a shell, with a time limit. Where one is missing, the message gives
the line that installs it.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from ..problems import ProblemError, problem
from .result import FileKind

_TIME = 300
"""Seconds that turning an office file into another may take."""
_TRACE = re.compile(r"\w*(?:Error|Exception)\b")
"""The last line of a program that broke down."""
_PAGE, _WHOLE = 900, 7200
"""Seconds that recognising letters may take for a page and for a file: a page that took longer would come without a
word, and nobody would be told."""
_OFFICE = "hãy cài LibreOffice: trên Linux “sudo apt install libreoffice-writer”, trên Windows tải tại libreoffice.org"
_RECOGNITION = ("hãy cài OCRmyPDF và tiếng Việt: “sudo apt install ocrmypdf tesseract-ocr-vie”; "
                "hoặc gõ lại văn bản vào tệp .txt")


def to_docx(data: bytes, kind: FileKind, path: Path) -> bytes:
    """An old office file as a Word document; raises :class:`ProblemError` where that cannot be done."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise ProblemError([problem(path, 0, "Loại tệp", f"tệp .{kind} cần một chương trình chưa có trên máy này",
                                    f"{_OFFICE}; hoặc mở tệp rồi lưu thành .docx.")])
    with tempfile.TemporaryDirectory(prefix="vanban-") as folder:
        source = Path(folder, f"tep.{kind}")
        source.write_bytes(data)
        profile = Path(folder, "profile").as_uri()
        _run([program, f"-env:UserInstallation={profile}", "--headless", "--norestore", "--convert-to", "docx",
              "--outdir", folder, source], path)
        return _result(Path(folder, "tep.docx"), path)


def recognised(data: bytes, kind: FileKind, path: Path, broken: bool = False) -> bytes:
    """A scan as a PDF with a text layer, anew where the one it has is ``broken``; raises :class:`ProblemError` where
    that cannot be done."""
    program = shutil.which("ocrmypdf")
    if program is None:
        raise ProblemError([problem(path, 0, "Loại tệp", "lớp chữ của tệp PDF hỏng, phải nhận dạng lại từ hình trang"
                                    if broken else "bản quét, chưa có chữ để đọc", f"{_RECOGNITION}.")])
    with tempfile.TemporaryDirectory(prefix="vanban-") as folder:
        source, target = Path(folder, "tep.pdf" if kind == "pdf" else "tep.png"), Path(folder, "ra.pdf")
        source.write_bytes(data)
        _run([program, "-l", "vie", "--quiet", "--output-type", "pdf", "--image-dpi", "300",
              "--rotate-pages", *(["--force-ocr"] if broken else ["--deskew"]), "--tesseract-timeout", str(_PAGE),
              source, target], path, _WHOLE)
        return _result(target, path)


def _run(command: list[str | Path], path: Path, seconds: int = _TIME) -> None:
    worker = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              start_new_session=True)
    try:
        _, stderr = worker.communicate(timeout=seconds)
    except KeyboardInterrupt:  # the program runs in a session of its own, which Ctrl+C does not reach
        _end(worker)
        raise
    except subprocess.TimeoutExpired:
        _end(worker)
        raise ProblemError([problem(path, 0, "Chuyển đổi tệp", f"quá {seconds} giây chưa xong",
                                    "hãy tách tệp, hoặc lưu thành .docx rồi thêm lại.")]) from None
    if worker.returncode:
        said = stderr.decode("utf-8", "replace").strip().splitlines()
        why = said[-1][:120] if said and not _TRACE.match(said[-1]) else "chương trình chuyển đổi dừng giữa chừng"
        raise ProblemError([problem(path, 0, "Chuyển đổi tệp", f"không được ({why})",
                                    "hãy mở tệp xem có hỏng không, rồi lưu thành .docx.")])


def _end(worker: subprocess.Popen[bytes]) -> None:
    """End a program with those it started: LibreOffice is a script around the one that works."""
    if hasattr(os, "killpg"):
        os.killpg(worker.pid, signal.SIGKILL)
    else:
        worker.kill()
    worker.communicate()


def _result(target: Path, path: Path) -> bytes:
    if not target.is_file():
        raise ProblemError([problem(path, 0, "Chuyển đổi tệp", "không ra kết quả",
                                    "hãy mở tệp xem có hỏng không, rồi lưu thành .docx.")])
    return target.read_bytes()
