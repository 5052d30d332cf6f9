"""What all tests share: the project's folder, its registry, the site built once, and no network."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings
from vanban.quality.conditions import undecided, watch_conditions
from vanban.quality.rules import FACTORS, leave_out, rules_of_code

if TYPE_CHECKING:  # it imports what a run without a rule imports changed
    from vanban.registry.tables import Registry

ROOT = Path(__file__).resolve().parents[1]
settings.register_profile("no clock", deadline=None)
settings.load_profile("no clock")  # a busy machine must not decide over a property


NOT_QUICK = (
    "test_add", "test_advisories", "test_apart", "test_bad_input", "test_build", "test_builds", "test_chain_drawing",
    "test_changes", "test_check", "test_citing", "test_contribution", "test_corpus", "test_document_page",
    "test_exports", "test_faults", "test_formats", "test_inbox", "test_incremental", "test_interface_words",
    "test_inventories", "test_kept", "test_linked_data", "test_linking", "test_links", "test_listing", "test_measure",
    "test_merging", "test_mistakes", "test_office_files", "test_originals", "test_package", "test_pages",
    "test_pictures", "test_preview", "test_promises", "test_publishing", "test_reading_lists", "test_registers",
    "test_reporting", "test_reproducible", "test_revisions", "test_scripts", "test_search", "test_withdraw")
"""Test modules that build pages or the site, start commands, read office files or use the tables of a nation's corpus:
not of grammar, records and graph, so not read by ``--quick``."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--quick``: what ``make quick`` runs. ``--without``: which tests need a rule ``make rent`` finds nothing for.
    ``--conditions``: which conditions of reading no test needs."""
    parser.addoption("--quick", action="store_true", help="only the tests of grammar, records and graph")
    parser.addoption("--conditions", action="store_true", help="tell the conditions of reading that decide nothing")
    parser.addoption("--without", metavar="RULE", help="leave out a rule of reading, by its name in `make rent`")


def pytest_configure(config: pytest.Config) -> None:
    """Leave out the rule before any test module imports what holds it."""
    if config.getoption("--conditions"):
        watch_conditions()
    name = config.getoption("--without")
    if name is None:
        return
    # The name of a bound alone means the bound taken by half.
    rule = next((rule for rule in rules_of_code()
                 if name in (str(rule), str(rule).removesuffix(FACTORS["half"]))), None)
    if rule is None:
        raise pytest.UsageError(f"no rule of reading is called {name}")
    leave_out(rule)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Tell what ``--conditions`` asks for; the tests must run in one process."""
    if config.getoption("--conditions"):
        terminalreporter.section("conditions of reading that decide nothing in these tests")
        for condition in undecided():
            terminalreporter.line(condition)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave out whole modules before they are imported: collecting them costs a quarter of a quick run."""
    left_out = collection_path.stem in NOT_QUICK or collection_path == ROOT / "tests" / "browser"
    return True if config.getoption("--quick") and left_out else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what needs a browser; a quick run builds no site."""
    for item in items:
        if "browser" in item.path.relative_to(ROOT / "tests").parts:
            item.add_marker("browser")
    if config.getoption("--quick"):
        items[:] = [item for item in items if "built_site" not in getattr(item, "fixturenames", ())]


def is_loopback(host: str) -> bool:
    """Whether a host is this machine itself."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@pytest.fixture(scope="session", autouse=True)
def no_network() -> Iterator[None]:
    """A test that reaches for another host fails instead of depending on it."""
    real = socket.socket.connect

    def connect(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not is_loopback(str(address[0])):
            raise AssertionError(f"a test must not use the network: {address}")
        real(self, address)

    patch = pytest.MonkeyPatch()
    patch.setattr(socket.socket, "connect", connect)
    yield
    patch.undo()


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return ROOT


@pytest.fixture(scope="session")
def registry() -> Registry:
    """The project's own tables."""
    from vanban.registry.tables import load_registry

    return load_registry()


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the whole site, built strictly and once for all tests, as if nobody knew its address."""
    from vanban.commands.build import build_site

    with pytest.MonkeyPatch.context() as patch:
        for name in ("SITE_URL", "KHO_MA"):
            patch.delenv(name, raising=False)
        return build_site(ROOT, tmp_path_factory.mktemp("built") / "site", say=lambda _: None)
