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
   * @param {any} engine
   * @param {any} query
   * @param {Map<string, any>} lookups those of the terms found are added
   * @returns {Promise<Synonym[]>}
   */
  async function synonymsOf(engine, query, lookups) {
    const terms = query.words.map((/** @type {any} */ { term }) => term);
    /** @type {Synonym[]} */
    const found = [];
    for (const [key, official] of engine.base.synonyms || []) {
      const parts = key.split(" ");
      const start = terms.findIndex((/** @type {string} */ _, /** @type {number} */ i) => parts.every((/** @type {string} */ part, /** @type {number} */ j) => terms[i + j] === part));
      const places = parts.map((/** @type {string} */ _, /** @type {number} */ i) => start + i);
      if (start < 0 || places.some((/** @type {number} */ place) => query.words[place].quoted || found.some((other) => other.places.has(place)))) continue;
      const term = await rarest(engine, official, lookups);
      const typed = places.map((/** @type {number} */ place) => query.words[place].exact).join(" ");
      if (term) found.push({ places: new Set(places), term, typed, used: official });
    }
    return found;
  }

  /**
   * The word, or the pair of neighbours, of a phrase that fewest documents hold; "" where none does.
   * @param {any} engine
   * @param {string} phrase
   * @param {Map<string, any>} lookups
   */
  async function rarest(engine, phrase, lookups) {
    const words = vb.folding.words(phrase).map((/** @type {any} */ { term }) => term);
    const terms = words.length > 1 ? words.slice(1).map((/** @type {string} */ after, /** @type {number} */ i) => `${words[i]} ${after}`) : words;
    const known = [...(await engine.lookUp(terms))].sort(([, a], [, b]) => a.count - b.count);
    if (known.length < terms.length) return "";
    lookups.set(known[0][0], known[0][1]);
    return known[0][0];
  }

  vb.synonyms = { synonymsOf };
})((globalThis.VanBan = globalThis.VanBan || {}));
