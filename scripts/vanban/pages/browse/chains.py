"""The pages of chains: one for every instrument from which a chain of three or more goes down, and their index."""

from __future__ import annotations

from collections.abc import Iterator

from ..chain.drawing import drawing_of
from ..chain.steps import summary_words, whole_summary
from ..generated import GeneratedText
from ..parts.cards import instrument_card, subject_of
from ..parts.listing import Listing, listing_files
from ..parts.reporting import report_of_page
from ..parts.routes import qr_code
from ..site import Site
from ..templating import number, render_page
from ..words import say

CHAINS_FOLDER = "chuoi"
CHAIN_BASE = "../../"


def chain_address(site: Site, root: str, base: str) -> str:
    """The address of the chain that begins at ``root``."""
    return f"{base}{CHAINS_FOLDER}/{site.instrument(root).slug}/"


def chain_page(site: Site, root: str) -> Iterator[GeneratedText]:
    """The page of a chain: a path under the docs folder and its content."""
    yield f"{CHAINS_FOLDER}/{site.instrument(root).slug}/index.md", _chain_page(site, root)


def chain_index(site: Site) -> Iterator[GeneratedText]:
    """The index of chains, those that reach farthest first."""
    roots = [site.instrument(root) for root in site.chains]
    lead = say("chains_lead", n=number(len(roots))) if roots else say("chains_none")
    yield from listing_files(site, Listing(
        CHAINS_FOLDER, f"{CHAINS_FOLDER}/", say("chains"), lead, "", "", leads_to=CHAINS_FOLDER, counted="n_chains",
        why={root: _summary(site, root) for root in site.chains}), roots)


def _summary(site: Site, root: str) -> str:
    """What a whole chain holds in words, also what is not drawn."""
    return summary_words(whole_summary(site, root))


def _chain_page(site: Site, root: str) -> str:
    instrument, steps = site.instrument(root), site.chains[root].steps
    route = f"{CHAINS_FOLDER}/{instrument.slug}/"
    summary, rest = _summary(site, root), f"{CHAIN_BASE}van-ban/{instrument.slug}/#duoc-vien-dan"
    return render_page(
        "chain.md", title=say("chain_of", name=site.names[root].short), subject=subject_of(site, instrument),
        name=site.names[root].full, description=f"{site.names[root].full}: {summary}.", summary=summary,
        card=instrument_card(site, root, CHAIN_BASE), drawing=drawing_of(site, root, (), steps, CHAIN_BASE, ("", rest)),
        qr=qr_code(site, route), printed=site.absolute(route) or route,
        report=report_of_page(site, root))
