"""Ways to report a fault: addresses of new issues with title and body filled in. Nothing is sent by the page."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from ...models import CitationPlace, Instrument, Relation
from ..site import Site
from ..words import say
from .citation_links import citation_id
from .excerpts import Piece

REPORTING_SECTION = "#bao-loi"
"""The part of a page that leads to how faults are reported: where no repository is known, every link leads there."""
_LONGEST_NAME = 200
_BEFORE, _LONGEST_SENTENCE = 60, 160


def report_of_relation(site: Site, relation: Relation) -> str:
    """The address that reports a relation: the two instruments, how they are linked, the sentence, its place."""
    if site.repository is None:
        return REPORTING_SECTION
    return site.reads.once(
        site.reports, (relation.source, relation.target, relation.type), lambda: _of_link(
            site, relation.source, relation.target, site.verb(relation.type), relation.evidence, relation.reason))


def report_of_mentions(site: Site, acting: str, other: str, mentions: tuple[CitationPlace, ...]) -> str:
    """The same for an instrument that a document only names."""
    return _of_link(site, acting, other, say("mentions"), mentions, None) if site.repository else REPORTING_SECTION


def report_of_page(site: Site, key: str) -> str | None:
    """The address that reports a whole page; ``None`` without a repository."""
    if site.repository is None:
        return None
    title = say("report_title", name=_cut(site.names[key].short))
    return issue_address(site.repository, title, _words_of_page(site, key))


def _words_of_page(site: Site, key: str) -> str:
    name, route = site.names[key].full, f"van-ban/{site.instrument(key).slug}/"
    return "\n".join((say("report_document", name=_cut(name)), say("report_page", address=_route(site, route)), "",
                      say("report_yours"), ""))


def issue_address(repository: str, title: str, body: str) -> str:
    """The address of a new issue on GitHub, Forgejo or GitLab with its title and body already written."""
    gitlab = "gitlab" in (urlsplit(repository).hostname or "")
    path, names = ("/-/issues/new", ("issue[title]", "issue[description]")) if gitlab else (
        "/issues/new", ("title", "body"))
    fields = "&".join(f"{quote(name, safe='')}={quote(words, safe='', errors='replace')}"
                      for name, words in zip(names, (title, body), strict=True))
    return f"{repository.rstrip('/').removesuffix('.git')}{path}?{fields}"


def _of_link(site: Site, acting: str, other: str, verb: str, mentions: tuple[CitationPlace, ...],
             reason: str | None) -> str:
    names = [site.names[key] for key in (acting, other)]
    lines = [say("report_document", name=_cut(names[0].full)), say("report_relation", words=verb),
             say("report_other", name=_cut(names[1].full))]
    if mentions:
        place = f"van-ban/{mentions[0].document}/#{citation_id(mentions[0].index)}"
        lines += [say("report_proof", words=reported_sentence(site.excerpt_of(mentions[0]))),
                  say("report_page", address=_route(site, place))]
    else:
        lines += [say("report_reason", words=reason),
                  say("report_page", address=_route(site, _page(site.instrument(acting))))]
    title = say("report_link_title", first=_cut(names[0].short), second=_cut(names[1].short))
    return issue_address(site.repository or "", title, "\n".join((*lines, "", say("report_yours"), "")))


def reported_sentence(pieces: tuple[Piece, ...]) -> str:
    """The words of an excerpt, cut around what is cited so that an address stays short enough for any server."""
    words = "".join(piece.text if piece.part != "gap" else " […] " for piece in pieces).strip()
    if len(words) <= _LONGEST_SENTENCE:
        return words
    cited = next((piece.text for piece in pieces if piece.part == "cited"), "")
    start = max(0, words.find(cited) - _BEFORE)
    end = start + _LONGEST_SENTENCE
    return ("… " if start else "") + words[start:end].strip() + (" …" if end < len(words) else "")


def _page(instrument: Instrument) -> str:
    return f"van-ban/{instrument.slug}/"


def _route(site: Site, route: str) -> str:
    return site.absolute(route) or route


def _cut(words: str) -> str:
    return words if len(words) <= _LONGEST_NAME else words[:_LONGEST_NAME].rstrip() + "…"
