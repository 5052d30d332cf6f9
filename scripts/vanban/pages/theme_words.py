"""A hook of mkdocs that gives the frame of the pages its words: those of the table that readers of the language edit.

The frame (``overrides``) is rendered by mkdocs, which knows settings and pages only; the words become a setting, so
that what is made of them is made again when they change. mkdocs loads this file by its path (``hooks`` in
``mkdocs.yml``), so it imports nothing of the package.
"""

from __future__ import annotations

from pathlib import Path

import yaml
from mkdocs.config.defaults import MkDocsConfig

_TABLE = "tu-ngu.yaml"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """The words by their key, as ``config.extra.words``."""
    rows = yaml.safe_load((Path(config.docs_dir) / _TABLE).read_text(encoding="utf-8"))
    config.extra["words"] = {row["key"]: row["words"] for row in rows}
    return config
