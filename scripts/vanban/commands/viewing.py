"""The built pages served on this machine; an open page is loaded again when the site behind it has changed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Condition, Thread
from typing import Any

from ..problems import ProblemError, problem

ASKING = "/.xem-thu/"
"""Where an open page asks for a newer state than the one it knows: it may load scripts of its own host and no more."""
_PATIENCE = 20.0
"""Seconds after which an open page is answered that nothing is new."""
_OPENED = "mo/"
"""What a page asks as it opens: the answer comes at once, so that the page counts as loaded."""
_ASK = """(function () {{
  function ask() {{
    var asked = document.createElement("script");
    asked.src = "{asking}{state}?" + Date.now();
    document.head.append(asked);
  }}
  if (document.readyState === "complete") ask();
  else addEventListener("load", ask);
}})();
"""


class SiteState:
    """How often the site has changed; who asks may wait for the next change."""

    def __init__(self) -> None:
        self.number = 0
        self._changed = Condition()

    def changed(self) -> None:
        """The site is another one now."""
        with self._changed:
            self.number += 1
            self._changed.notify_all()

    def wait(self, known: int) -> int:
        """The number of the state, as soon as it is not the one known or patience is over."""
        with self._changed:
            self._changed.wait_for(lambda: self.number != known, _PATIENCE)
            return self.number


class _Handler(SimpleHTTPRequestHandler):
    """Files of the site; every page with a script that asks for the next state."""

    def __init__(self, *arguments: Any, state: SiteState, **options: Any) -> None:
        self.state = state
        super().__init__(*arguments, **options)

    def do_GET(self) -> None:
        """Serve a page with the script, the script itself, or a file."""
        try:
            self._answer(self.path.partition("?")[0])
        except ConnectionError:  # the page was left while it waited
            self.close_connection = True

    def _answer(self, path: str) -> None:
        if path.startswith(ASKING):
            self._send(self._script(path.removeprefix(ASKING)).encode(), "text/javascript; charset=utf-8")
            return
        file = Path(self.translate_path(path))
        page = file / "index.html" if path.endswith("/") else file
        if page.suffix == ".html" and page.is_file():
            asking = f'<script src="{ASKING}{_OPENED}{self.state.number}" async></script>'.encode()
            self._send(page.read_bytes().replace(b"</body>", asking + b"</body>", 1), "text/html; charset=utf-8")
        else:
            super().do_GET()

    def _script(self, asked: str) -> str:
        known = int(asked.removeprefix(_OPENED)) if asked.removeprefix(_OPENED).isdecimal() else -1
        if not asked.startswith(_OPENED) and self.state.wait(known) != known:
            return "location.reload();\n"
        return _ASK.format(asking=ASKING, state=known)

    def _send(self, content: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *arguments: Any) -> None:
        """Say nothing: what changes is told by who changes it."""


@contextmanager
def viewing(site: Path, address: str, state: SiteState) -> Iterator[str]:
    """Serve a folder on "host:port" for as long as the block runs; gives the address to open."""
    host, _, port = address.rpartition(":")
    host = host or "127.0.0.1"  # an empty one would be every address of this machine
    try:
        server = ThreadingHTTPServer((host, int(port)), partial(_Handler, state=state, directory=str(site)))
    except (ValueError, OverflowError, OSError) as error:
        raise ProblemError([problem(address, 0, "--address", f"không mở được ({error})",
                                    "cần máy:cổng, cổng chưa ai dùng.", "127.0.0.1:8000")]) from None
    server.daemon_threads = True
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://{host}:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
