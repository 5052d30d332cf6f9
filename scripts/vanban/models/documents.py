"""The words of the project as frozen records, shared by every stage.

Offsets always count characters of a document's text as it was read (UTF-8, newlines untouched, after
the front matter), half-open: ``text[start:end]``. Dates are ISO strings. ``None`` means "the text does
not say", never "unknown error".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from msgspec import Struct

Level = Literal["central", "ministry", "province", "district", "commune", "grassroots"]
CitationClass = Literal["numbered", "named", "described"]
RelationType = Literal["basis", "implements", "continues", "guides", "attaches", "amends", "replaces", "repeals",
                       "issued", "cites"]
Certainty = Literal["high", "medium", "low"]
BlockKind = Literal["heading", "paragraph", "item", "footnote", "table", "page"]
Zone = Literal["header", "body", "closing", "outside"]

LEVELS: tuple[Level, ...] = get_args(Level)
RELATIONS: tuple[RelationType, ...] = get_args(RelationType)
PARTS = ("number_parts", "bodies")
"""Fields that stand beside a written one and follow from it."""


class Block(Struct, frozen=True, gc=False):
    """One paragraph, heading, list item, footnote, table row or page number of a document, in text order.

    ``anchor`` is unique in the document and stable (``muc-ii-3-1``, ``dieu-5``, ``doan-12``); ``label``
    is the written mark ("II.", "3.1.", "Điều 5", "-"); ``depth`` is 0 for the outermost level. ``continues``
    is the anchor of the block whose sentence a page end cut and this one goes on with. A "page" is what a page
    put into a sentence: its number, its running head.
    """

    kind: BlockKind
    zone: Zone
    start: int
    end: int
    line: int
    anchor: str
    label: str | None = None
    depth: int = 0
    continues: str | None = None


class NumberParts(Struct, frozen=True, gc=False):
    """A number as it is compared: its serial without leading zeros, the year it carries, its segments.

    ``year``: ``None`` where the number names none (31/KH-UBND); ``segments``: upper case with the strokes that
    typing leaves out (NĐ for ND), empty where only the serial is given.
    """

    serial: str
    year: int | None = None
    segments: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The one form in which numbers are equal: ``48 CT TW`` for 48-CT/TW and 48/CT-TW alike."""
        return " ".join((self.serial, *([str(self.year)] if self.year else []), *self.segments))


class BodyParts(Struct, frozen=True, gc=False):
    """One issuing body as it is compared, beside its full ``name`` as shown.

    ``id``: the row of the registry, ``None`` for a body no table knows; ``territory``: the id of a province or
    district, ``None`` for the centre and where the words do not tell which of several namesakes it is; ``kind`` and
    ``place``: type word and name of the territory ("xã", "Phú Riềng"); ``organ``: the words before the
    organisation.
    """

    name: str
    id: str | None = None
    territory: str | None = None
    kind: str | None = None
    place: str | None = None
    organ: str | None = None

    @property
    def organisation(self) -> str:
        """The name without the organ."""
        return self.name.removeprefix(f"{self.organ} ") if self.organ else self.name


class Document(Struct, frozen=True, gc=False):
    """What a document says of itself. Scalar fields are ``None`` where the text does not say.

    ``number_parts`` and ``bodies`` are ``number`` and ``issuing_body`` (joint issuers one by one) as compared.
    ``year`` is what the head tells of a date whose day or month is blank or unreadable; ``None`` beside a ``date``.
    """

    number: str | None = None
    type: str | None = None
    date: str | None = None
    place: str | None = None
    issuing_body: str | None = None
    level: Level | None = None
    title: str | None = None
    signer: str | None = None
    signer_title: str | None = None
    signing_capacity: str | None = None
    addressed_to: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    number_parts: NumberParts | None = None
    bodies: tuple[BodyParts, ...] = ()
    year: int | None = None

    @property
    def issued_in(self) -> int | None:
        """The year of issue, of the date or alone; ``None``: not known."""
        return int(self.date[:4]) if self.date else self.year


class Citation(Struct, frozen=True, gc=False):
    """One mention of an instrument at one place in one document.

    ``text`` is exactly ``document_text[start:end]``: type word to the last of number, date and issuing body; the
    subject is outside. ``number`` keeps the written symbols without spaces; ``number_parts`` and ``bodies`` are
    number and issuing body as compared. ``year`` is known from the date, the number or a bare "năm …". ``parent``
    holds indexes into the same list: the citations whose subject this one stands in. ``instrument`` is the key
    shared by all mentions of the same instrument: canonical number ``@`` year. ``inferred`` names what the words do
    not say literally and where it came from ("issuing_body: symbol"); ``confidence`` sums that up. ``cue`` is the
    phrase that says the relation, ``None`` where no phrase does and "cites" is all that can be said.
    ``relation_certainty`` is how sure the relation is, apart from the citation; ``None`` for "cites". ``doubt`` says
    in Vietnamese why a relation that the words state cannot be and is only "cites". ``acts_on`` are further
    relations the words state between two citations of the list: in "Nghị định A được sửa đổi bởi Nghị định B", B
    holds ``("amends", index of A)``. ``corrected`` is why a person changed or added this citation, ``None`` where it
    stands as it was read. ``sentence`` is the span of the sentence that proves the citation and holds the whole of
    it; ``None`` only in records that were not computed from a text.
    """

    text: str
    start: int
    end: int
    line: int
    class_: CitationClass
    relation: RelationType
    instrument: str
    anchor: str | None = None
    type: str | None = None
    number: str | None = None
    date: str | None = None
    year: int | None = None
    issuing_body: str | None = None
    level: Level | None = None
    subject: str | None = None
    pinpoint: str | None = None
    parent: tuple[int, ...] = ()
    note: str | None = None
    confidence: Certainty = "high"
    inferred: tuple[str, ...] = ()
    cue: str | None = None
    acts_on: tuple[tuple[RelationType, int], ...] = ()
    corrected: str | None = None
    relation_certainty: Certainty | None = None
    doubt: str | None = None
    sentence: tuple[int, int] | None = None
    number_parts: NumberParts | None = None
    bodies: tuple[BodyParts, ...] = ()


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day (ISO) by which a text says that something is due.

    ``start`` and ``end`` hold the words that say so ("trước ngày 29/11/2024"), ``sentence`` the sentence around them.
    """

    day: str
    start: int
    end: int
    sentence: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Correction:
    """A fact a person supplied in a document's front matter, because the text cannot give it or was misread.

    Either a ``field`` of :class:`Document` has the ``value`` (``None``: the text does not say), or the words quoted
    in ``citation`` are no citation (``ignore``), or they cite the instrument that ``value`` names as a text would,
    or they stand in the ``relation``. ``field`` is "" for a citation.
    """

    field: str
    value: object
    reason: str
    line: int = 0
    citation: str | None = None
    ignore: bool = False
    relation: RelationType | None = None


@dataclass(frozen=True, slots=True)
class SeenRemark:
    """A remark of the check that a person looked at and settled: the rule's id and why nothing has to change."""

    rule: str
    reason: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What a person wrote above a document's text: where it came from and what had to be supplied.

    ``original_sha256`` is the hash of the original's bytes when the text was taken from it. ``recognised`` stands while
    letters that a machine recognised in a picture have not been read against it by a person. ``annex_of`` is the number
    of the instrument that the text is an annex of, as the text cites it, where the annex came as a file of its own.
    ``seen`` (remarks settled) and ``mask`` (words nobody may read) are for the check and for the reading of the
    file; records do not hold them.
    """

    source: str | None = None
    url: str | None = None
    retrieved: str | None = None
    original: str | None = None
    topics: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    seen: tuple[SeenRemark, ...] = ()
    mask: tuple[str, ...] = ()
    original_sha256: str | None = None
    recognised: bool = False
    annex_of: str | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """All that is computed from one document: it depends on that document and the registry only.

    ``encoding`` names the legacy encoding that the text came in; ``None`` for a text in Unicode.
    """

    slug: str
    sha256: str
    characters: int
    document: Document
    outline: tuple[Block, ...]
    citations: tuple[Citation, ...]
    front_matter: FrontMatter = FrontMatter()
    deadlines: tuple[Deadline, ...] = ()
    encoding: Literal["tcvn3"] | None = None
