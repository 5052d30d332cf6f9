"""The pictures of the clerks' guide: those that the script takes, all shown, and taken of what the commands say now."""

from __future__ import annotations

import re
from pathlib import Path

from vanban.commands.pictures import FROM_COMMANDS, PICTURES, SCREENS, terminal_page, told_by_commands


def test_the_guide_shows_the_pictures_that_the_script_takes(root: Path) -> None:
    """Each with words for those who do not see it."""
    taken = {*FROM_COMMANDS, *SCREENS}
    assert {path.stem for path in (root / PICTURES).iterdir()} == taken
    shown = re.findall(r"!\[([^\]]+)\]\(assets/images/dong-gop/([a-z-]+)\.png\)",
                       (root / "docs/dong-gop.md").read_text(encoding="utf-8"))
    assert {name for _, name in shown} == taken and all(len(words) > 20 for words, _ in shown)
    assert sum(path.stat().st_size for path in (root / PICTURES).iterdir()) < 500_000


def test_what_a_picture_says_is_what_a_command_says(root: Path, tmp_path: Path) -> None:
    told = dict(told_by_commands(root, tmp_path))
    assert set(told) == set(FROM_COMMANDS)
    assert "Đã thêm ke-hoach-45.txt" in told["phieu"] and "[item-missing]" in told["phieu"]
    assert "có phải “source”?" in told["cau-bao-loi"]
    assert str(tmp_path) not in "".join(told.values())
    assert "<b>" not in terminal_page("<b>")
