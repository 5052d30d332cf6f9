"""What a build may cost: files, size, time and memory, at about 2,000 real documents.

``build.py`` and ``preview.py`` end with 1 when one of these is passed. Seconds are of processor. The floors of quality
stand in ``floors.yaml``.
"""

from __future__ import annotations

FILES_A_DOCUMENT = 12
"""Files of the built site."""
TIMES_THE_TEXT = 6
"""Bytes of the built site beside those of all texts."""
SECONDS_A_DOCUMENT = 0.06
"""The whole build."""
CHECK_A_DOCUMENT = 0.01
"""Seconds of ``make check``."""
MEGABYTES, MEGABYTES_A_DOCUMENT = 400, 0.3
"""Memory at the peak of the build: at rest, and what each document may add."""
MKDOCS_SHARE = 1 / 6
"""The build's mkdocs step beside plain mkdocs-material on the same tree."""
AGAIN_SHARE = 1 / 5
"""A build after one document changed beside a cold one."""
SEEN_AFTER = 3.0
"""Seconds by the clock until ``make serve`` shows a saved document."""
