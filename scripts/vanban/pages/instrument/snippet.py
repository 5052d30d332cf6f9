"""A card of an instrument to paste elsewhere: one piece of HTML without scripts or style sheets, and plain words."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from ...models import Instrument
from ..parts.cards import card_of
from ..parts.citing import official_form
from ..parts.routes import route_of
from ..site import Site
from ..templating import render_part


@dataclass(frozen=True, slots=True)
class Snippet:
    """The card as it is shown on the page, its HTML to copy, its words to copy, the address in both.

    ``public`` tells whether that address is the published one; if not it counts from the root of the site.
    """

    shown: Markup
    html: str
    words: str
    address: str
    public: bool


def snippet_of(site: Site, instrument: Instrument, base: str) -> Snippet:
    """The card of an instrument; ``base`` leads from the page that shows it to the root of the site."""
    route = route_of(instrument)
    address = site.absolute(route)
    return Snippet(_card(site, instrument, address or f"{base}{route}index.html", False),
                   str(_card(site, instrument, address or route, True)),
                   f"{official_form(site, instrument)}\n{address or route}", address or route, address is not None)


def _card(site: Site, instrument: Instrument, address: str, pasted: bool) -> Markup:
    return render_part("snippet.html", card=card_of(site, instrument.key, ""), address=address, pasted=pasted)
