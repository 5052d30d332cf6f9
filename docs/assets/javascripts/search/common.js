// @ts-check
/**
 * The commonest words: their lists are long and say little, and beside a neighbour the list of the pair says more. So they
 * are not looked up where they stand beside another word, unless no document has any of their pairs or somebody asks
 * for what is only like the answer. Pairs of abbreviations are those of texts that write them out, too.
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

  /**
   * The pairs of abbreviations with their neighbours, each with the pair that stands there in texts that write them out:
   * "ubnd xa", "dan xa". What is quoted is meant as it stands.
   * @param {any} base
   * @param {any} query
   * @returns {Map<string, string>}
   */
  function inFull({ shorts }, { pairs }) {
    const full = (/** @type {string} */ word) => (Object.hasOwn(shorts, word) ? shorts[word] : word).split(" ");
    return new Map(pairs.filter((/** @type {any} */ { required }) => !required).map((/** @type {any} */ { term }) => {
      const [before, after] = term.split(" ").map(full);
      return [term, `${before.at(-1)} ${after[0]}`];
    }).filter((/** @type {[string, string]} */ [term, written]) => term !== written));
  }

  /**
   * A lookup of what holds one of two pairs.
   * @param {any} one
   * @param {any} other
   */
  function either(one, other) {
    if (!one?.posting || !other?.posting) return one?.posting ? one : other || one;
    const found = new Map();
    for (const { documents, weights, fields } of [one.posting, other.posting]) documents.forEach((/** @type {number} */ d, /** @type {number} */ i) => {
      const [, weight, own] = found.get(d) || [d, 0, 0];
      found.set(d, [d, Math.max(weight, weights[i]), own | fields[i]]);
    });
    const [documents, weights, fields] = [0, 1, 2].map((i) => [...found.values()].map((row) => row[i]));
    return { ...one, count: found.size, posting: { ...one.posting, documents, weights, fields } };
  }

  vb.common = { leftOut, fill, inFull, either, isCommon };
})((globalThis.VanBan = globalThis.VanBan || {}));
