"""Collections that know of each other: what one holds, the other links to; nothing is guessed, nothing else trusted."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import made_up_documents
import pytest
from bs4 import BeautifulSoup
from vanban.commands.build import prepare_docs
from vanban.commands.documents import records_of
from vanban.commands.fetching import fetch_inventories
from vanban.graph.build import build_collection
from vanban.models import Collection
from vanban.pages.units import PageInputs, generated_files
from vanban.problems import ProblemError
from vanban.registry.tables import Registry
from vanban.store.documents import DOCUMENTS_FOLDER, read_sources
from vanban.store.inventories import PUBLISHED, Elsewhere, copy_of, load_inventories, read_inventory
from vanban.store.settings import Settings, read_settings

TEXTS = list(made_up_documents.texts(40).items())
EAST, WEST = "https://dong.example.vn/kho/", "https://tay.example.vn/"
ROW = {"key": "1/KH-UBND@2020@x", "number": "1/KH-UBND", "date": None, "title": "Thử", "address": "van-ban/mot/"}


def collection_of(folder: Path, registry: Registry, texts: list[tuple[str, str]]) -> Collection:
    """The collection of some made-up documents."""
    folder.mkdir()
    for slug, text in texts:
        (folder / f"{slug}.md").write_text(f"---\nsource: Đặt ra để thử\n---\n{text}", encoding="utf-8")
    sources = read_sources(folder)
    return build_collection(records_of(sources, registry, print), {each.slug: each.text for each in sources}, registry)


def written(*rows: object, **other: object) -> bytes:
    """An inventory with some rows."""
    return json.dumps({"format": 1, "collection": "Kho <b>thử</b>", "instruments": rows} | other).encode()


def links_out(collection: Collection, registry: Registry, elsewhere: dict[str, Elsewhere]) -> dict[str, str]:
    """The links to other sites that stand on pages, by the slug of the page."""
    found = {}
    for path, content in generated_files(collection, registry, given=PageInputs(elsewhere=elsewhere)):
        if path.startswith("van-ban/") and path.endswith("index.md"):
            for link in BeautifulSoup(content.decode(), "html.parser").select(".facts a[href^=https]"):
                assert "ở kho khác" in link.get_text()
                found[path.split("/")[1]] = str(link["href"])
    return found


def test_two_collections_lead_into_each_other(tmp_path: Path, registry: Registry) -> None:
    """Every instrument that one only cites and the other holds leads to the page there, and no other does."""
    east = collection_of(tmp_path / "dong", registry, TEXTS[::2])
    west = collection_of(tmp_path / "tay", registry, TEXTS[1::2])
    for here, there, address in ((east, west, WEST), (west, east, EAST)):
        files = dict(generated_files(there, registry, Settings(keeper="Kho bên kia")))
        known = read_inventory(files[PUBLISHED], address + PUBLISHED)
        held = {key: one for key, one in there.instruments.items() if one.document}
        expected = {one.slug: f"{address}van-ban/{held[key].slug}/" for key, one in here.instruments.items()
                    if key in held and not one.document and one.year}
        assert links_out(here, registry, known) == expected and len(expected) >= 3
        assert all(f"{one.removeprefix(address)}index.md" in files for one in expected.values())
        assert {one.collection for one in known.values()} == {"Kho bên kia"}


def test_what_two_collections_hold_is_linked_to_neither(tmp_path: Path) -> None:
    other = ROW | {"key": "2/KH-UBND@2020@x"}
    addresses = [f"https://{name}.example.vn/{PUBLISHED}" for name in ("mot", "hai")]
    for address, rows in zip(addresses, ([ROW, other], [ROW]), strict=True):
        path = copy_of(tmp_path, address)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(written(*rows))
    assert load_inventories(tmp_path, addresses).keys() == {other["key"]}
    assert load_inventories(tmp_path, addresses[1:]).keys() == {ROW["key"]}
    assert read_inventory(written(ROW, ROW), addresses[0]) == {}


@pytest.mark.parametrize("content", [
    b"", b"[]", b"{", written(ROW, format=2), written("x"), written(ROW | {"title": None}),
    written(ROW | {"address": "https://khac.example/"}), written(ROW | {"address": "van-ban/../x/"}),
    written(ROW | {"address": "javascript:alert(1)"}), written(ROW | {"title": "x" * 3000}), b"[" * 100_000,
], ids=range(11))
def test_what_is_no_inventory_is_refused(tmp_path: Path, content: bytes) -> None:
    address = f"https://mot.example.vn/{PUBLISHED}"
    path = copy_of(tmp_path, address)
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    with pytest.raises(ProblemError, match="sai dạng"):
        load_inventories(tmp_path, [address])


def test_words_of_another_collection_stay_words(tmp_path: Path, registry: Registry) -> None:
    collection = collection_of(tmp_path / "dong", registry, TEXTS[::2])
    key, one = next((key, one) for key, one in collection.instruments.items() if not one.document and one.year)
    known = {key: Elsewhere("<script>x</script>", f"{WEST}van-ban/a/", '"><img src=x>')}
    files = dict(generated_files(collection, registry, given=PageInputs(elsewhere=known)))
    page = BeautifulSoup(files[f"van-ban/{one.slug}/index.md"].decode(), "html.parser")
    assert not page.select("script, img[src=x]") and "<script>x</script>" in page.select(".facts")[0].get_text()


@pytest.mark.parametrize("address", ["du-lieu/inventory.json", "ftp://x.vn/du-lieu/inventory.json", "https://x.vn/", 5])
def test_an_address_that_is_none_is_told_with_its_line(tmp_path: Path, address: object) -> None:
    (tmp_path / "mkdocs.yml").write_text(f"site_name: x\nextra:\n  inventories:\n    - {address}\n", encoding="utf-8")
    with pytest.raises(ProblemError, match=r"mkdocs\.yml:3.*inventories"):
        read_settings(tmp_path)


@pytest.fixture
def neighbour(tmp_path: Path) -> Iterator[str]:
    """The address of a site on this machine that has an inventory."""
    (tmp_path / "ban/du-lieu").mkdir(parents=True)
    (tmp_path / "ban" / PUBLISHED).write_bytes(written(ROW))
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(SimpleHTTPRequestHandler, directory=tmp_path / "ban"))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def test_copies_are_fetched_on_demand_and_a_build_asks_nobody(root: Path, tmp_path: Path, neighbour: str) -> None:
    project = tmp_path / "kho"
    (project / DOCUMENTS_FOLDER).mkdir(parents=True)
    (project / DOCUMENTS_FOLDER.parent / "registry").symlink_to(root / DOCUMENTS_FOLDER.parent / "registry")
    settings = project / "mkdocs.yml"
    settings.write_text(f"extra:\n  inventories: ['{neighbour}{PUBLISHED}']\n", encoding="utf-8")
    with pytest.raises(ProblemError, match=r"fetch_inventories\.py"):
        prepare_docs(project, say=lambda _: None)
    assert fetch_inventories(project) == [(neighbour + PUBLISHED, 1, True)]
    assert fetch_inventories(project) == [(neighbour + PUBLISHED, 1, False)]
    prepare_docs(project, say=lambda _: None)
    settings.write_text(f"extra:\n  inventories: ['{neighbour}khong-co/{PUBLISHED}']\n", encoding="utf-8")
    with pytest.raises(ProblemError, match="không lấy được"):
        fetch_inventories(project)
