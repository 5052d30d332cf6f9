"""What the source of advisories answers, told; a source that cannot be asked is no fault of the project."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import check_advisories
import pytest
from vanban.commands.advisories import packages_of_locks
from vanban.store.documents import ROOT


class Answers(BaseHTTPRequestHandler):
    """A source that knows two advisories of jinja2, the second on a page of its own; ``odd`` is answered instead."""

    odd: Any = None

    def do_POST(self) -> None:
        """Answer as the source promises."""
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["queries"]
        rows = [self.row(each) if each["package"] == {"name": "jinja2", "ecosystem": "PyPI"} else {} for each in asked]
        body = json.dumps({"results": rows} if self.odd is None else self.odd).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    @staticmethod
    def row(asked: dict[str, Any]) -> dict[str, Any]:
        """The first page of jinja2's advisories, or the one that is asked for."""
        if asked.get("page_token") == "hai":
            return {"vulns": [{"id": "GHSA-2"}]}
        return {"vulns": [{"id": "GHSA-1"}], "next_page_token": "hai"}

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def source() -> Iterator[str]:
    """The address of a source on this machine."""
    with HTTPServer(("127.0.0.1", 0), Answers) as server:
        worker = Thread(target=server.serve_forever)
        worker.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        worker.join()


def test_a_package_with_an_advisory_is_told(source: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Its name, version and the advisory's name, and what to do."""
    assert check_advisories.main(["--source", source]) == 1
    said = capsys.readouterr().out
    assert "jinja2 3." in said and "GHSA-1, GHSA-2; hãy nâng phiên bản" in said and "1 gói có cảnh báo" in said


@pytest.mark.parametrize("odd", [[], {}, 5, {"results": []}, {"results": {"a": 1}},
                                 {"results": [{"vulns": [{}]}] * 500}])
def test_an_answer_that_cannot_be_read_is_an_error(odd: Any, source: str, monkeypatch: pytest.MonkeyPatch,
                                                  capsys: pytest.CaptureFixture[str]) -> None:
    """It is not taken for a missing network, nor for no advisory."""
    monkeypatch.setattr(Answers, "odd", odd)
    assert check_advisories.main(["--source", source]) == 1
    assert "không đọc được câu trả lời" in capsys.readouterr().err


def test_a_source_that_cannot_be_asked_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """Without a network nothing fails, and nothing is said to be well."""
    assert check_advisories.main(["--source", "http://127.0.0.1:9/"]) == 0
    said = capsys.readouterr()
    assert "Chưa hỏi được" in said.err and not said.out


def test_a_host_that_speaks_no_http_cannot_be_asked(source: str, monkeypatch: pytest.MonkeyPatch,
                                                   capsys: pytest.CaptureFixture[str]) -> None:
    """As where a network answers in the place of every host."""
    def say_something_else(self: Answers) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.wfile.write(b"?\r\n\r\n")

    monkeypatch.setattr(Answers, "do_POST", say_something_else)
    assert check_advisories.main(["--source", source]) == 0
    assert "Chưa hỏi được" in capsys.readouterr().err


def test_both_locks_are_asked_about() -> None:
    """The packages of Python and of the browser scripts."""
    found = packages_of_locks(ROOT)
    assert {each.ecosystem for each in found} == {"PyPI", "npm"}
    assert {"mammoth", "typescript", "@keyv/bigmap"} <= {each.name for each in found}
