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
OWN = Path(sys.prefix) / "browser"
ADVICE = """Lỗi: máy chưa có trình duyệt cho kiểm thử; hãy cài Chromium, Chrome hoặc Edge rồi chạy lại.
Trên Debian, Ubuntu: sudo apt-get install chromium. Trình duyệt ở chỗ khác: đặt biến VANBAN_BROWSER."""


def find_browser() -> str | None:
    """The path of a browser of the Chromium family on this machine, or ``None``."""
    chosen = os.environ.get("VANBAN_BROWSER")
    if chosen:
        return shutil.which(chosen)
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    kept = [*map(Path, PLACES), *OWN.glob("chromium-*/*/chrome"), *OWN.glob("chromium-*/*/*/Contents/MacOS/*")]
    return found or next((str(place) for place in kept if place.is_file()), None)


def install() -> None:
    """Ask the system's package manager (no password is asked for), else fetch one beside the packages of the tests."""
    root = [] if getattr(os, "geteuid", lambda: 1)() == 0 else ["sudo", "-n"]
    if shutil.which("apt-get") and (not root or shutil.which("sudo")):
        for command in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", "chromium"]):
            subprocess.call([*root, "apt-get", *command], stdout=subprocess.DEVNULL)
    if find_browser() is None:
        own = os.environ | {"PLAYWRIGHT_BROWSERS_PATH": str(OWN)}
        subprocess.call([sys.executable, "-m", "playwright", "install", "--no-shell", "chromium"], env=own)


def main(argv: list[str] | None = None) -> int:
    """Print the browser's path; 1 when there is none and none could be installed."""
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args(argv)
    if find_browser() is None and "VANBAN_BROWSER" not in os.environ:
        print("Cài trình duyệt cho kiểm thử …", flush=True)
        install()
    browser = find_browser()
    print(browser or ADVICE, file=sys.stdout if browser else sys.stderr)
    return 0 if browser else 1


if __name__ == "__main__":
    sys.exit(main())
