// @ts-check
/**
 * The commonest words: their lists are long and say little, and beside a neighbour the list of the pair says more. So they
 * are not looked up where they stand beside another word, unless no document has any of their pairs or somebody asks
 * for what is only like the answer.
 *
 * @typedef {{count: number, size: number, posting: null, apart: null, common: true}} Common
 */
(function (/** @type {any} */ vb) {
  "use strict";

  /** @type {WeakMap<any, Map<string, number>>} */
  const read = new WeakMap();

  /**
   * The commonest words of a collection, with about how many documents hold each.
   * @param {any} base
   * @returns {Map<string, number>}
   */
  function wordsOf(base) {
    const known = read.get(base);
    if (known) return known;
    const [words, sizes] = base.common || ["", ""];
    const counts = vb.postings.unpack(sizes);
    const found = new Map((words ? words.split(" ") : []).map((/** @type {string} */ word, /** @type {number} */ i) => [word, 0.75 * 2 ** counts[i]]));
    read.set(base, found);
    return found;
  }

  /**
   * @param {any} base
   * @param {string} word
   */
  const isCommon = (base, word) => wordsOf(base).has(word);

  /**
   * The pairs of each word of a query.
   * @param {any} query
   * @param {string} term
   * @returns {string[]}
   */
  const pairsOf = (query, term) => query.pairs.map((/** @type {any} */ pair) => pair.term).filter((/** @type {string} */ pair) => pair.split(" ").includes(term));

  /**
   * A grammatical word beyond doubt: it has the accents of one.
   * @param {any} word
   */
  const isGrammar = ({ small, exact, term }) => small && exact !== term;

  /**
   * The words of a query that need not be looked up, by term: beside telling ones, no grammatical word that is common.
   * @param {any} base
   * @param {any} query
   * @returns {Map<string, Common>}
   */
  function leftOut(base, query) {
    const common = wordsOf(base);
    const tells = query.words.some((/** @type {any} */ word) => !isGrammar(word));
    return new Map(query.words.filter((/** @type {any} */ word) => common.has(word.term) && !word.quoted && !Object.hasOwn(base.shorts, word.term) && (pairsOf(query, word.term).length || (tells && isGrammar(word))))
      .map((/** @type {any} */ { term }) => [term, { count: common.get(term) || 0, size: 0, posting: null, apart: null, common: true }]));
  }

  /**
   * Add what was left out, looked up after all where no pair of it is known.
   * @param {any} engine
   * @param {any} query
   * @param {Map<string, any>} lookups changed
   * @param {Map<string, Common>} left
   */
  async function fill(engine, query, lookups, left) {
    const asked = new Set(query.words.filter((/** @type {any} */ word) => !isGrammar(word)).map((/** @type {any} */ { term }) => term));
    const bare = [...left.keys()].filter((term) => (asked.has(term) || !asked.size) && !pairsOf(query, term).some((pair) => lookups.has(pair)));
    for (const [term, lookup] of left) if (!bare.includes(term)) lookups.set(term, lookup);
    for (const [term, lookup] of await engine.lookUp(bare)) lookups.set(term, lookup);
  }

  vb.common = { leftOut, fill, isCommon };
})((globalThis.VanBan = globalThis.VanBan || {}));
