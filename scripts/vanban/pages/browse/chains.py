"""The pages of chains: one for every instrument from which a chain of three or more goes down, and their index."""

from __future__ import annotations

from collections.abc import Iterator

from ..chain.drawing import drawing_of
from ..chain.steps import summary_words, whole_summary
from ..parts.cards import InstrumentCard, instrument_card, subject_of
from ..parts.reporting import fault_words, report_of_page
from ..site import Site
from ..templating import render_page

CHAIN_BASE = "../../"


def chain_address(site: Site, root: str, base: str) -> str:
    """The address of the chain that begins at ``root``."""
    return f"{base}chuoi/{site.instrument(root).slug}/"


def chain_page(site: Site, root: str) -> Iterator[tuple[str, str]]:
    """The page of a chain: a path under the docs folder and its content."""
    yield f"chuoi/{site.instrument(root).slug}/index.md", _chain_page(site, root)


def chain_index(site: Site) -> Iterator[tuple[str, str]]:
    """The index of chains."""
    yield "chuoi/index.md", render_page("chains.md", chains=largest_chains(site, "../"))


def largest_chains(site: Site, base: str, most: int | None = None) -> list[tuple[InstrumentCard, str, str]]:
    """The chains that reach farthest: card of the head, what the chain holds in words, address of its page."""
    return [(instrument_card(site, root, base), _summary(site, root), chain_address(site, root, base))
            for root in list(site.chains)[:most]]


def _summary(site: Site, root: str) -> str:
    """What a whole chain holds in words, also what is not drawn."""
    return summary_words(whole_summary(site, root))


def _chain_page(site: Site, root: str) -> str:
    instrument, steps = site.instrument(root), site.chains[root].steps
    summary, rest = _summary(site, root), f"{CHAIN_BASE}van-ban/{instrument.slug}/#duoc-vien-dan"
    return render_page(
        "chain.md", title=f"Chuỗi thực hiện {site.names[root].short}", subject=subject_of(site, instrument),
        name=site.names[root].full, description=f"{site.names[root].full}: {summary}.", summary=summary,
        card=instrument_card(site, root, CHAIN_BASE), drawing=drawing_of(site, root, (), steps, CHAIN_BASE, ("", rest)),
        report=report_of_page(site, root),
        fault=fault_words(site, root))
