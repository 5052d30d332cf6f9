"""Tìm trình duyệt để chạy kiểm thử; nếu máy chưa có thì cài, khi máy cho phép.

Nhận Chromium, Chrome hoặc Edge có sẵn; có thể chỉ định bằng biến môi trường VANBAN_BROWSER.

Ví dụ:
    python scripts/install_browser.py
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "chrome", "msedge")
PLACES = (
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    r"C:\Program Files\Microsoft\Edge\Application\msedge.exe",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
ADVICE = """Lỗi: máy chưa có trình duyệt cho kiểm thử; hãy cài Chromium, Chrome hoặc Edge rồi chạy lại.
Trên Debian, Ubuntu: sudo apt-get install chromium. Trình duyệt ở chỗ khác: đặt biến VANBAN_BROWSER."""


def find_browser() -> str | None:
    """The path of a browser of the Chromium family on this machine, or ``None``."""
    chosen = os.environ.get("VANBAN_BROWSER")
    if chosen:
        return shutil.which(chosen)
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    return found or next((place for place in PLACES if Path(place).is_file()), None)


def install() -> None:
    """Try the system's package manager, as far as no password is asked for; failure is seen by looking again."""
    if shutil.which("apt-get") is None or os.environ.get("VANBAN_BROWSER"):
        return
    root = [] if getattr(os, "geteuid", lambda: 1)() == 0 else ["sudo", "-n"]
    if root and (shutil.which("sudo") is None or subprocess.call([*root, "true"], stderr=subprocess.DEVNULL)):
        return
    print("Cài trình duyệt Chromium cho kiểm thử …", flush=True)
    for command in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", "chromium"]):
        subprocess.call([*root, "apt-get", *command], stdout=subprocess.DEVNULL)


def main(argv: list[str] | None = None) -> int:
    """Print the browser's path; 1 when there is none and none could be installed."""
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args(argv)
    if find_browser() is None:
        install()
    browser = find_browser()
    print(browser or ADVICE, file=sys.stdout if browser else sys.stderr)
    return 0 if browser else 1


if __name__ == "__main__":
    sys.exit(main())
