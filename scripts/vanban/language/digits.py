"""Where numbers may begin: the digits of a text, gone through once."""

from __future__ import annotations

import re

_ALONE = r"""(?<=[^\W\d_]\s.|\s\s.)\d{0,4}
    (?: [a-z]?(?![\w%])(?!\s?[/\-.,]\s?\d)(?!\s?/)        # Chỉ thị 48
      | /(?P<year>(?:19|20)\d\d)(?![\w/-]|\s?/))          # Công văn số 01/2020
    """
_SERIAL_ALONE = re.compile(rf"[0-9]{_ALONE}", re.VERBOSE)
_PLACE = re.compile(rf"""[0-9](?<!\d.)(?:
    \d{{0,7}}+[a-zA-ZđĐ]?[ ]{{0,4}}(?=[/\-\nA-ZĐ])
    (?: (?:(?<=\d)\n[ ]{{0,4}}(?=/[A-ZĐ]{{2}}))?             # 409 / /TTr-SNV: over two lines
        [/\-]\s{{0,3}}(?=[A-ZĐƯÂĂÊÔƠa-zđư]                   # 31/KH-UBND, 09-CT/TW
                       |(?:19|20)(?:\d[ ]?\d|[ ]\d\d)(?:[ ]?[/\-]|[A-ZĐ]{{2}}))    # 124/2021/TT-BCA, 127/2007NĐ-CP
      | (?<=[ ])(?=[A-ZĐ]{{1,4}}[a-zđ]?[A-ZĐ]?\s?/\s?[A-ZĐ])  # 09 CT/TW
      | (?=[A-ZĐ]{{1,2}}[a-zđ]?[A-ZĐ]?(?:/[A-ZĐ]|-[A-ZĐ]{{2}}))    # 49CV/THP, 1675QĐ-UBND
      | (?<=[ ])(?=[A-ZĐ]{{2,3}}[a-zđ]?-[A-ZĐ]{{2}})          # 1675 QĐ-UBND
    )
  | (?P<alone>{_ALONE})
)""", re.VERBOSE)
"""Where a number with a symbol, or a serial alone, may begin: one pattern, since to find the digits takes longest."""


def number_places(clean: str) -> tuple[list[re.Match[str]], list[re.Match[str]]]:
    """Where numbers with a symbol may begin, and the serials alone ("Chỉ thị 48"), their ``year`` in a group."""
    numbers, serials = [], []
    for place in _PLACE.finditer(clean):
        alone: re.Match[str] | None = place
        if place["alone"] is None:
            numbers.append(place)
            alone = _SERIAL_ALONE.match(clean, place.start())
        if alone:
            serials.append(alone)
    return numbers, serials
