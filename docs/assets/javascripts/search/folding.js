// @ts-check
/**
 * What a word is to the search: the twin of scripts/vanban/search/tokens.py and folding.py.
 * One table of cases (tests/cases/folding.yaml) runs through both.
 */
(function (/** @type {any} */ vb) {
  "use strict";

  const WORD = /[0-9A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0250-\u0259\u0300-\u036f\u0370-\u03ff\u0400-\u04ff\u1e00-\u1eff]+/g;
  const INVISIBLE = /[\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff]/g;
  const OLD_TONE = /(?<!q)(?:o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])(?!\p{L})/gu;
  const MARK = "\u0300\u0301\u0309\u0303\u0323";

  /**
   * Text as it is compared: composed, without invisible characters.
   * @param {string} text
   */
  const compose = (text) => text.replace(INVISIBLE, "").normalize("NFC");

  /**
   * "oà" to "òa": the tone mark goes from the second letter to the first.
   * @param {string} pair
   */
  function moveTone(pair) {
    const second = pair[1].normalize("NFD");
    const mark = [...MARK].find((m) => second.includes(m)) || "";
    return (pair[0] + mark).normalize("NFC") + second.replace(mark, "").normalize("NFC");
  }

  /**
   * Lower case without any mark: "Chỉ thị số 09" to "chi thi so 09".
   * @param {string} text
   */
  function fold(text) {
    const plain = text.toLowerCase().replace(/[đðɖ]/g, "d").normalize("NFD").replace(/[\u0300-\u036f]/g, "");
    return plain.normalize("NFC").replace(/[đðɖ]/g, "d");
  }

  /**
   * Lower case, composed, new tone placement: "HOÀ" to "hòa".
   * @param {string} token
   */
  const exactForm = (token) => token.toLowerCase().normalize("NFC").replace(OLD_TONE, moveTone);

  /**
   * The indexed form of an exact word.
   * @param {string} exact
   */
  function termOf(exact) {
    const term = fold(exact);
    return /^[0-9]+$/.test(term) ? term.replace(/^0+/, "") || "0" : term;
  }

  /**
   * The words of a text with their places in its composed form.
   * @param {string} text already composed
   * @returns {Array<{exact: string, term: string, start: number, end: number}>}
   */
  function wordsAt(text) {
    const found = [];
    for (const match of text.matchAll(WORD)) {
      const exact = exactForm(match[0]);
      const term = termOf(exact);
      if (term) found.push({ exact, term, start: match.index, end: match.index + match[0].length });
    }
    return found;
  }

  /** @param {string} text */
  const words = (text) => wordsAt(compose(text));

  /**
   * A name as it stands in an address: "Kế hoạch" to "ke-hoach".
   * @param {string} name
   */
  const slug = (name) => words(name).map((word) => fold(word.exact)).join("-");

  /** A syllable of the language, folded. */
  const SYLLABLE = /^(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnprstvx])?[aeiouy]{1,3}(?:ng|nh|ch|[cmnpt])?$/;

  vb.folding = { SYLLABLE, compose, fold, exactForm, termOf, words, wordsAt, slug };
})((globalThis.VanBan = globalThis.VanBan || {}));
