// @ts-check
/**
 * Everyday words and those of the documents: what the table of synonyms gives for a query is looked for too, at a lower
 * weight, and told.
 *
 * @typedef {{places: Set<number>, term: string, typed: string, used: string}} Synonym places of its words in the query; the
 *   term that is looked for beside them, a word or the rarest pair of neighbours
 */
(function (/** @type {any} */ vb) {
  "use strict";

  /**
   * What the table has for the words of a query; a word is read once, and none within quotes.
   * @param {any} base
   * @param {any} query
   * @returns {Synonym[]}
   */
  function synonymsOf(base, { words }) {
    /** @type {Synonym[]} */
    const found = [];
    for (const [key, used, term] of base.synonyms || []) {
      const parts = key.split(" ");
      const start = words.findIndex((/** @type {any} */ _, /** @type {number} */ i) => parts.every((/** @type {string} */ part, /** @type {number} */ j) => words[i + j]?.term === part));
      const places = parts.map((/** @type {string} */ _, /** @type {number} */ i) => start + i);
      if (start < 0 || places.some((/** @type {number} */ place) => words[place].quoted || found.some((other) => other.places.has(place)))) continue;
      found.push({ places: new Set(places), term, typed: places.map((/** @type {number} */ place) => words[place].exact).join(" "), used });
    }
    return found;
  }

  vb.synonyms = { synonymsOf };
})((globalThis.VanBan = globalThis.VanBan || {}));
