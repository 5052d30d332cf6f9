"""The archive to carry, opened in Firefox from a stick: a document, search, chain, printing, without network.

  python tests/offline_in_firefox.py [ARCHIVE]     default: dist/kho-van-ban.zip (make offline-firefox packs it first)

Speaks WebDriver BiDi with the Firefox of this machine (VANBAN_FIREFOX names another), so no driver has to be fetched.
Everything that leaves for another host goes to a closed door and is counted; so are errors of scripts and refusals of
the pages' policy. Exit 1 where a step fails or anything was counted. Firefox: sudo apt-get install firefox-esr.
"""

from __future__ import annotations

import argparse
import asyncio
import base64
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pypdfium2
import zxingcpp
from tornado.websocket import WebSocketClientConnection, websocket_connect

ROOT = Path(__file__).resolve().parents[1]
STICK = "Thẻ nhớ tập huấn, đợt 1"
PREFERENCES = {
    "network.proxy.type": 1, "network.proxy.http": "127.0.0.1", "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1", "network.proxy.ssl_port": 9, "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False, "app.update.enabled": False,
}
ENTER = "\ue007"
WAIT = 20
"""Seconds a page may take to show something."""


class Firefox:
    """One tab of a running Firefox, and what was noticed in it: errors, refusals, requests beyond the disk."""

    def __init__(self, socket: WebSocketClientConnection) -> None:
        self.socket, self.number, self.tab = socket, 0, ""
        self.noticed: list[str] = []

    async def ask(self, method: str, **parameters: object) -> dict[str, Any]:
        """The answer to one command; events that come before it are looked at."""
        self.number += 1
        await self.socket.write_message(json.dumps({"id": self.number, "method": method, "params": parameters}))
        while True:
            message = json.loads(await self.socket.read_message() or "{}")
            if message.get("id") == self.number:
                if message.get("type") == "error":
                    raise RuntimeError(f"{method}: {message['error']}: {message['message']}")
                return dict(message["result"])
            self._look_at(message)

    def _look_at(self, event: dict[str, Any]) -> None:
        said = event.get("params", {})
        if event.get("method") == "log.entryAdded" and said["level"] in ("error", "warn"):
            self.noticed.append(f"{said['level']}: {said['text']}")
        if event.get("method") == "network.beforeRequestSent":
            url = said["request"]["url"]
            if not url.startswith(("file:", "data:", "blob:", "about:", "resource:", "chrome:")):
                self.noticed.append(f"request: {url}")

    async def begin(self) -> None:
        """Open a session and listen."""
        await self.ask("session.new", capabilities={})
        self.tab = (await self.ask("browsingContext.getTree"))["contexts"][0]["context"]
        await self.ask("session.subscribe", events=["log.entryAdded", "network.beforeRequestSent"])
        await self.ask("browsingContext.setViewport", context=self.tab, viewport={"width": 1280, "height": 900})

    async def open(self, address: str) -> None:
        """Open an address and wait until it is loaded."""
        await self.ask("browsingContext.navigate", context=self.tab, url=address, wait="complete")

    async def value(self, expression: str) -> Any:
        """The value of an expression in the page: a text, number or truth."""
        answer = await self.ask("script.evaluate", expression=expression, target={"context": self.tab},
                                awaitPromise=True)
        if answer["type"] == "exception":
            raise RuntimeError(answer["exceptionDetails"]["text"])
        return answer["result"].get("value")

    async def until(self, expression: str, wanted: str) -> None:
        """Wait until an expression is the text wanted (a pattern)."""
        seen = None
        for _ in range(WAIT * 10):
            seen = await self.value(expression)
            if isinstance(seen, str) and re.search(wanted, seen):
                return
            await asyncio.sleep(0.1)
        raise RuntimeError(f"{expression}: {seen!r} instead of {wanted!r}")

    async def keys(self, words: str) -> None:
        """Type words."""
        strokes = [{"type": kind, "value": letter} for letter in words for kind in ("keyDown", "keyUp")]
        await self.ask("input.performActions", context=self.tab,
                       actions=[{"type": "key", "id": "keyboard", "actions": strokes}])

    async def picture(self, path: Path) -> None:
        """Keep a picture of what is seen."""
        shot = await self.ask("browsingContext.captureScreenshot", context=self.tab)
        path.write_bytes(base64.b64decode(shot["data"]))

    async def printed(self) -> tuple[list[str], str]:
        """The text of each sheet that the page prints on, and what a code on one of them says ("" without one)."""
        paper = await self.ask("browsingContext.print", context=self.tab, page={"width": 21, "height": 29.7})
        document = pypdfium2.PdfDocument(base64.b64decode(paper["data"]))
        pictures = [page.render(scale=3, grayscale=True) for page in document]
        dots = [memoryview(bytes(each.buffer)).cast("B", (each.height, each.stride)) for each in pictures]
        code = "".join(found.text for sheet in dots for found in zxingcpp.read_barcodes(sheet))
        return [page.get_textpage().get_text_range() for page in document], code


@asynccontextmanager
async def firefox(profile: Path) -> AsyncIterator[Firefox]:
    """A Firefox with a profile of its own and no way out."""
    command = os.environ.get("VANBAN_FIREFOX") or shutil.which("firefox") or shutil.which("firefox-esr")
    if not command:
        sys.exit("Firefox is missing: sudo apt-get install firefox-esr, or set VANBAN_FIREFOX")
    (profile / "user.js").write_text("".join(
        f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in PREFERENCES.items()))
    log = profile / "log.txt"
    with log.open("w") as errors:
        process = subprocess.Popen([command, "--headless", "--no-remote", "--profile", str(profile),
                                    "--remote-debugging-port", "0"], stdout=errors, stderr=errors)
    try:
        while not (found := re.search(r"listening on (ws://\S+)\n", log.read_text(errors="replace"))):
            if process.poll() is not None:
                sys.exit(f"Firefox does not start: {log.read_text(errors='replace')[-500:]}")
            await asyncio.sleep(0.1)
        browser = Firefox(await websocket_connect(f"{found[1]}/session", max_message_size=1 << 28))
        await browser.begin()
        yield browser
        await browser.ask("browser.close")
    finally:
        process.terminate()
        process.wait(30)


async def walk(browser: Firefox, pages: Path, pictures: Path | None) -> None:
    """What an official does with the stick, step by step."""

    async def seen(step: str) -> None:
        print(f"  {step}", flush=True)
        if pictures:
            await browser.picture(pictures / f"{step.replace(' ', '-')}.png")

    def at(path: str) -> str:
        return (pages / path).as_uri()

    await browser.open(at("index.html"))
    await browser.value("document.querySelector('[type=search]').focus()")
    await seen("home")
    await browser.keys("ke hoach 31 ubnd" + ENTER)
    await browser.until("document.querySelector('h1').textContent", r"^Kế hoạch số 31/KH-UBND")
    await seen("document by its number")
    await browser.value("document.querySelector('.ways a[data-proof]').click()")
    await browser.until("document.querySelector('.ways .proof')?.checkVisibility() ? 'yes' : 'no'", "yes")
    await seen("proof")
    await browser.open(at("tim-kiem/index.html") + "?q=an+ninh+to+quoc")
    await browser.until("[...document.querySelectorAll('.vb-result mark')].map(mark => mark.textContent).join(' ')",
                        r"(?i)an ninh")
    await seen("search without accents")
    await browser.open(at("chuoi/09-ct-tw-2011/index.html"))
    await browser.until("String(document.querySelectorAll('.drawing .spot').length)", r"^([2-9]|\d\d)")
    await seen("drawing of a chain")
    document = at("van-ban/31-kh-ubnd-2023-binh-phuoc/index.html")
    await browser.open(document)
    await seen("document")
    sheets, code = await browser.printed()
    coded = await browser.value("!!document.querySelector('.qr-code svg')")
    if "31/KH-UBND" not in sheets[0] or coded != code.endswith("/van-ban/31-kh-ubnd-2023-binh-phuoc/"):
        raise RuntimeError(f"printed {len(sheets)} sheets, code {code!r}, the first: {sheets[0][:200]!r}")
    print(f"  printed on {len(sheets)} sheets, code: {code or 'none, for the site was built without SITE_URL'}")


async def check(archive: Path, pictures: Path | None) -> int:
    """Unpack, walk, tell what was noticed; 1 where anything was."""
    with tempfile.TemporaryDirectory() as place:
        stick, profile = Path(place) / STICK, Path(place) / "profile"
        profile.mkdir()
        with zipfile.ZipFile(archive) as packed:
            packed.extractall(stick)
        pages = next(stick.glob("*/trang"))
        print(f"{archive.name} in “{STICK}”")
        async with firefox(profile) as browser:
            try:
                await walk(browser, pages, pictures)
            except RuntimeError as error:
                browser.noticed.append(str(error))
            for line in browser.noticed:
                print(f"  NOTICED {line}")
            return int(bool(browser.noticed))


def main() -> int:
    """Parse the command line and check."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archive", nargs="?", type=Path, default=ROOT / "dist/kho-van-ban.zip")
    parser.add_argument("--pictures", type=Path, help="folder to keep a picture of each step in")
    arguments = parser.parse_args()
    return asyncio.run(check(arguments.archive, arguments.pictures))


if __name__ == "__main__":
    sys.exit(main())
