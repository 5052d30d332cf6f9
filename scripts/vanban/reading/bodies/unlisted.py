"""Bodies that no table knows: "Quỹ Bảo vệ môi trường Việt Nam", "Tổ công tác … của Thủ tướng Chính phủ".

The members of "Liên Bộ: A, B" are read here too. Unknown names are kept as written, so that a citation goes on behind
them to its subject.
"""

from __future__ import annotations

import re

from ...language.folding import fold
from ...registry.grammar import Grammar, compiled
from .grammar import BodyMatch, BodyPart, match_body
from .words import Lexicon, NameToken, Trie, is_abbreviation, is_capital, lexicon_of, tokens_from

_LONGEST = 24
"""Tokens looked at after the start of a name."""
_MOST_SMALL = 10
"""Small words in a row of a name that none of its capitals ends ("Tổ công tác chuyên trách cải cách thủ tục …")."""
_LEAST_PLAIN = 5
"""Words of a name that has no capital behind its first."""
_LEAST_SHORT = 3
"""Letters of an abbreviation that is a name by itself ("EVN")."""
_JOINT = re.compile(r"(?:liên|Liên|LIÊN)\s+(?P<kind>[Bb]ộ|BỘ|[Ss]ở|SỞ)\s*:?\s*")
_NEXT = re.compile(r"\s*(?:,|-|\bvà\b)\s*")
_MOST_MEMBERS = 8
"""Bodies that issue together; lists that go on are something else."""
_LONGEST_MEMBER = 120
"""Characters in which the name of one of them ends."""


def match_unlisted(clean: str, start: int, grammar: Grammar) -> BodyMatch | None:
    """A body phrase at ``start`` that the tables do not know; ``None`` where no name in capitals stands there."""
    joint = _JOINT.match(clean, start)
    if joint:
        return _members(clean, joint, grammar)
    lexicon, tokens = lexicon_of(grammar), tokens_from(clean, start, None, _LONGEST)
    if not _may_open(tokens, lexicon, grammar):
        return None
    end = _end(tokens, lexicon, _bent_ends(grammar))
    if end < 2 and not (len(tokens[0].text) >= _LEAST_SHORT and tokens[0].text.isupper()):
        return None
    last = _owner_end(clean, tokens, end, grammar)
    plain = end > 1 and not any(is_capital(token.text) for token in tokens[1:end])
    if plain and end < _LEAST_PLAIN and last == tokens[end - 1].end:
        return None  # a kind of office and no name: "của Văn phòng đại diện"
    name = " ".join(clean[tokens[0].start:last].split())
    if any(after == end for after, _ in lexicon.heads.walk(tokens, 0)):
        return None  # a kind of body and no name: "của Công ty"
    return BodyMatch(tokens[0].start, last, (BodyPart((), (), free=name),))


def _may_open(tokens: list[NameToken], lexicon: Lexicon, grammar: Grammar) -> bool:
    """Whether a name of a body can begin with the first token: a capital, no type, no territory, no provision."""
    if not tokens or not tokens[0].text[0].isupper():
        return False
    if lexicon.types.walk(tokens, 0) or lexicon.kinds.walk(tokens, 0) or lexicon.places.walk(tokens, 0):
        return False
    return not _others(grammar).match(" ".join(token.text for token in tokens[:4]))


@compiled
def _others(grammar: Grammar) -> re.Pattern[str]:
    """Words with a capital after "của" that name no body: "của Điều 5", "của Đảng"."""
    return re.compile(rf"(?:{grammar.words('no_body')})(?!\w)")


def _end(tokens: list[NameToken], lexicon: Lexicon, bent: Trie[str]) -> int:
    """The index after the name's last token: to a mark or a word that ends names, else to its last capital."""
    last = small = 0
    for j, token in enumerate(tokens):
        following = tokens[j + 1] if j + 1 < len(tokens) else None
        if j and (token.new_paragraph or _closes(tokens, j, lexicon, bent)):
            return j if small <= _MOST_SMALL else last
        if not token.text[0].isalnum():
            if token.text not in "-&" or following is None or not is_capital(following.text):
                return j if small <= _MOST_SMALL else last
            continue
        if is_capital(token.text):
            last, small = j + 1, 0
        elif token.lower == "và" and following is not None and not is_capital(following.text) and small == 0:
            return j
        else:
            small += 1
    return last


def _closes(tokens: list[NameToken], j: int, lexicon: Lexicon, bent: Trie[str]) -> bool:
    """Whether another thought begins: an end word in small letters, a type of document, a known body after "và"."""
    if lexicon.ends_at(tokens, j) and not is_capital(tokens[j].text):
        return True
    if bent.walk(tokens, j) and not is_capital(tokens[j].text):
        return True
    known = j + 1 < len(tokens) and tokens[j].lower == "và" and any(
        after - j > 2 for after, _ in lexicon.heads.walk(tokens, j + 1))
    at = j + 1 if tokens[j].lower in ("và", "-") else j
    return known or (at < len(tokens) and is_capital(tokens[at].text) and not is_abbreviation(tokens[at].text)
                     and bool(lexicon.types.walk(tokens, at)))


@compiled
def _bent_ends(grammar: Grammar) -> Trie[str]:
    """Ends of names of two words and more by their letters without marks, which recognition loses ("quy dinh")."""
    ends = Trie[str](fold)
    for end in grammar.registry.name_ends:
        if " " in end.word:
            ends.add(end.word, end.word)
    return ends


def _owner_end(clean: str, tokens: list[NameToken], end: int, grammar: Grammar) -> int:
    """The end of the name with the known body it belongs to ("… của Thủ tướng Chính phủ")."""
    last = tokens[end - 1].end
    if end + 1 < len(tokens) and tokens[end].lower == "của" and not any(is_capital(t.text) for t in tokens[1:end]):
        owner = match_body(clean, tokens[end + 1].start, grammar)
        if owner is not None and owner.parts[0].rows:
            return owner.end
    return last


def _members(clean: str, joint: re.Match[str], grammar: Grammar) -> BodyMatch | None:
    """The bodies of "Liên Bộ: Tài chính, Y tế" and "liên Sở Tài chính - Y tế": two at least."""
    kind = joint["kind"].capitalize()
    position, end = joint.end(), joint.end()
    parts: list[BodyPart] = []
    while len(parts) < _MOST_MEMBERS:
        said = clean[position:position + _LONGEST_MEMBER]
        # The kind is written once before the first: "Tài chính" is read as "Bộ Tài chính".
        own = said if said[:len(kind) + 1].lower() == f"{kind} ".lower() else f"{kind} {said}"
        match = match_body(own, 0, grammar)
        if match is None or not match.parts[0].rows or match.parts[0].rows[0].kind == "named":
            break
        parts += match.parts
        end = position + match.end - (len(own) - len(said))
        following = _NEXT.match(clean, end)
        if following is None:
            break
        position = following.end()
    return BodyMatch(joint.start(), end, tuple(parts)) if len(parts) > 1 else None
