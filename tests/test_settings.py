"""What mkdocs.yml says of the published site is read as mkdocs reads it."""

from __future__ import annotations

from pathlib import Path

import pytest
from vanban.problems import ProblemError
from vanban.store.settings import Settings, read_settings

OTHER = 'markdown_extensions:\n  - toc:\n      slugify: !!python/name:os.system\n'


def written(folder: Path, text: str) -> Path:
    (folder / "mkdocs.yml").write_text(text + OTHER, encoding="utf-8")
    return folder


@pytest.mark.parametrize(("text", "found"), [
    ("site_name: x\n", Settings()),
    ("site_url: https://a.vn/kho/\nextra:\n  kho_ma: https://github.com/a/b\n",
     Settings("https://a.vn/kho/", "https://github.com/a/b")),
    ("site_url: !ENV DIA_CHI\nextra:\n  kho_ma: !ENV [KHONG_CO, DIA_CHI, 'http://c.vn']\n",
     Settings("https://env.vn/", "https://env.vn/")),
    ("site_url: !ENV KHONG_CO\nextra:\n  kho_ma: !ENV [KHONG_CO, 'http://c.vn']\n", Settings(None, "http://c.vn")),
    ("extra:\n", Settings()),
    ("site_url: !ENV [DIA_CHI]\nextra:\n  kho_ma: !ENV [KHONG_CO]\n", Settings("https://env.vn/")),
    ("site_url: !ENV []\nextra:\n  inventories: https://a.vn/du-lieu/inventory.json\n",
     Settings(inventories=("https://a.vn/du-lieu/inventory.json",))),
])
def test_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, text: str, found: Settings) -> None:
    """Plain values, environment variables and their defaults; nothing is imported or run."""
    monkeypatch.setenv("DIA_CHI", "https://env.vn/")
    monkeypatch.delenv("KHONG_CO", raising=False)
    assert read_settings(written(tmp_path, text)) == found


@pytest.mark.parametrize("text", [
    "extra:\n  kho_ma: javascript:alert(1)\n", "extra:\n  kho_ma: github.com/a/b\n", "site_url: '//a.vn'\n",
    "site_url: [a\n", "extra: abc\n", "extra: [kho_ma]\n", "extra:\n  kho_ma: 12345\n",
    "site_url: 'https://a.vn:abc/'\n", "extra:\n  kho_ma: [https://a.vn/x]\n", "extra:\n  don_vi: [A, B]\n",
    "site_url: 'https://a.vn/\">x'\n",
])
def test_what_is_no_address_is_refused(tmp_path: Path, text: str) -> None:
    """A wrong address or broken YAML stops the build with the file's name."""
    with pytest.raises(ProblemError, match=r"mkdocs\.yml"):
        read_settings(written(tmp_path, text))


def test_the_project_calls_no_code_host(root: Path) -> None:
    """With ``repo_url`` the theme would send requests to another host."""
    assert "\nrepo_url" not in (root / "mkdocs.yml").read_text(encoding="utf-8")
    assert isinstance(read_settings(root), Settings)
