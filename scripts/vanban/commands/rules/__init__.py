"""Every rule a contribution is held to, in the order of the guide; each looks at a file, a document or the whole."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from . import (
    collection,
    dates,
    facts,
    files,
    front_matter_effect,
    front_matter_words,
    guides,
    numbers,
    records,
    slips,
    standing,
    texts,
)
from .rule import File, Held, Rule, Whole

OF_FILES: tuple[Rule[File], ...] = (files.conflict_marks, files.front_matter_fence)
OF_DOCUMENTS: tuple[Rule[Held], ...] = (
    files.source_missing, files.source_vague, files.original_missing, facts.file_name, facts.topic_unknown,
    records.record_missing, records.record_broken, records.line_ends, records.record_old, records.record_edited,
    texts.text_garbled, texts.program_text, dates.date_future, dates.date_old, dates.retrieved_date,
    front_matter_effect.correction_value, front_matter_words.annex_parent, front_matter_words.correction_words,
    front_matter_effect.citation_quote, front_matter_effect.mask_original, files.original_changed,
    texts.text_short, texts.text_cut, texts.text_twice, texts.marks_missing, texts.letters_lost,
    texts.conversion_marks, texts.hidden_characters,
    texts.mixed_script, texts.personal_data, facts.facts_missing, numbers.number_form, dates.date_impossible,
    dates.cites_later, numbers.symbol_type, numbers.symbol_body, facts.unknown_body, numbers.unknown_symbol,
    standing.secret_mark, standing.draft, standing.text_shortened, standing.two_documents, standing.year_folder,
    standing.text_recognised,
    slips.item_missing, slips.paragraph_twice, slips.field_codes, slips.editor_notes, slips.spaced_letters,
    slips.page_words, slips.arrival_stamp, numbers.misread_number, slips.odd_signs, slips.place_body,
    front_matter_words.topic_twice, front_matter_words.reason_vague, front_matter_words.level_body,
    front_matter_words.link_private, front_matter_words.mask_wide,
    front_matter_effect.correction_needless, front_matter_effect.mask_idle,
)
OF_THE_WHOLE: tuple[Rule[Whole], ...] = (
    files.stray_file, files.stray_nearby, files.inbox_waiting, files.orphan_record, files.same_name,
    files.original_file,
    collection.same_text, collection.same_instrument, collection.near_copy,
    collection.address_lost, collection.address_shared, collection.address_deleted, collection.base_unknown,
    collection.document_gone,
    collection.text_shrunk, collection.withdrawn,
    collection.reading_list, guides.guide_link,
)
READING_RULES = (files.unreadable, files.front_matter)
TABLE_RULE: Rule[Any] = Rule("table", "error", "Bảng tra đúng cú pháp, đúng các trường, không dòng nào ghi hai "
                             "lần.", lambda seen: ())
RULES: tuple[Rule[Any], ...] = (
    *READING_RULES, *OF_FILES, *OF_DOCUMENTS, *OF_THE_WHOLE, TABLE_RULE, front_matter_effect.seen_unknown,
    front_matter_effect.seen_idle)
REMARK_IDS = frozenset(each.id for each in RULES if each.severity == "remark")


def guide() -> Iterator[str]:
    """The table of all rules as the guide prints it, errors first."""
    yield from ("| Quy tắc | Mức | Điều phải đạt |", "|---|---|---|")
    for severity, words in (("error", "lỗi"), ("remark", "nên xem")):
        yield from (f"| `{each.id}` | {words} | {each.about} |" for each in RULES if each.severity == severity)
