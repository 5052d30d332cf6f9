// @ts-check
/**
 * Everyday words and those of the documents: what the table of synonyms gives for a query is looked for too, at a lower
 * weight, and told.
 *
 * @typedef {{key: string, places: Set<number>, term: string, typed: string, used: string}} Synonym places of its words in the query; the
 *   term that is looked for beside them, a word or the rarest pair of neighbours
 */
(function (/** @type {any} */ vb) {
  "use strict";

  /**
   * Whether a word was typed as another is written, or without accents ("vat", but not "vật", for "VAT").
   * @param {{exact: string, term: string}} word
   * @param {{exact: string, term: string}} part
   */
  const typedAs = (word, part) => word?.term === part.term && (word.exact === part.exact || word.exact === word.term);

  /**
   * What the table has for the words of a query; a word is read with one row, or all rows of the same words, and none within quotes.
   * @param {any} base
   * @param {any} query
   * @returns {Synonym[]}
   */
  function synonymsOf(base, { words }) {
    /** @type {Synonym[]} */
    const found = [];
    for (const [key, used, term] of base.synonyms || []) {
      const parts = vb.folding.words(key);
      const start = words.findIndex((/** @type {any} */ _, /** @type {number} */ i) => parts.every((/** @type {any} */ part, /** @type {number} */ j) => typedAs(words[i + j], part)));
      const places = parts.map((/** @type {any} */ _, /** @type {number} */ i) => start + i);
      if (start < 0 || places.some((/** @type {number} */ place) => words[place].quoted || found.some((other) => other.key !== key && other.places.has(place)))) continue;
      found.push({ key, places: new Set(places), term, typed: places.map((/** @type {number} */ place) => words[place].exact).join(" "), used });
    }
    return found;
  }

  vb.synonyms = { synonymsOf };
})((globalThis.VanBan = globalThis.VanBan || {}));
