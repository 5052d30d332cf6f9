// @ts-check
/**
 * Words that the index does not know, or knows but never beside their neighbours: what was meant instead.
 *
 * @typedef {{terms: string[], guessed: boolean, place: number, instead?: string[]}} Group terms of which a document must hold one,
 *   and the place of the word they are for, -1 for a pair; instead: those of them that the documents say for
 *   everyday words
 * @typedef {{typed: string, used: string, also: boolean, offered?: boolean, official?: boolean}} Correction
 *   also: the word as typed is looked for too; offered: nothing is looked for instead until the reader says so;
 *   official: a word of the table, written as it is there
 */
(function (/** @type {any} */ vb) {
  "use strict";

  /** A word in more than this share of the documents is not taken for a slip. */
  const COMMON = 0.05;
  /** Nor is one that stands beside its neighbours more often than this. */
  const SEEN = 3;
  /** A longer query is a sentence in somebody's own words: these are seldom said beside each other, and enough is left of it. */
  const SENTENCE = 7;
  /** A word in more than one document of so many is taken as it is. */
  const RARE = 200;

  /**
   * The words a document must hold, each with the terms that will do for it; lookups of these are added.
   * @param {any} engine
   * @param {any} query
   * @param {Map<string, any>} lookups
   * @param {{typing?: boolean}} options
   * @param {any[]} [synonyms] of words of the query: these are no slips
   */
  async function groupsOf(engine, query, lookups, options, synonyms = []) {
    const places = query.words.map((/** @type {any} */ _, /** @type {number} */ i) => i);
    const telling = places.filter((/** @type {number} */ i) => !query.words[i].small);
    /** @type {Correction[]} */
    const corrections = [];
    /** @type {Set<string>} */
    const pairs = new Set();
    /** @type {Group[]} */
    const groups = await Promise.all((telling.length ? telling : places).map(async (/** @type {number} */ place) => {
      const word = query.words[place];
      const known = lookups.has(word.term);
      const rows = synonyms.filter(({ places: covered }) => covered.has(place));
      const instead = rows.map(({ term }) => term);
      if (instead.length) return { terms: [...instead, ...asTyped(query, place, rows).filter((term) => lookups.has(term))], guessed: true, place, instead };
      if (!known && word.capitals) return { terms: [word.term], guessed: false, place };
      if (known && !suspicious(engine, query, lookups, place)) return { terms: [word.term], guessed: false, place };
      const last = options.typing && query.open && place === query.words.length - 1;
      const finished = last && !known ? await vb.typing.completions(engine.source, engine.base, word.term) : [];
      const found = last && (known || finished.length) ? { terms: finished, pairs: [], doubtful: false } : await vb.slips.meant(engine, query, place, known);
      for (const [term, lookup] of await engine.lookUp([...found.terms, ...found.pairs])) lookups.set(term, lookup);
      const used = found.terms.filter((/** @type {string} */ term) => lookups.has(term));
      found.pairs.forEach((/** @type {string} */ pair) => pairs.add(pair));
      if (used.length && (found.doubtful || (known && written(word, lookups.get(word.term))))) {
        corrections.push({ typed: word.exact, used: used[0], also: true, offered: true });
        return { terms: [word.term], guessed: false, place };
      }
      if (used.length && !finished.length) corrections.push({ typed: word.exact, used: used[0], also: known });
      return { terms: known ? [word.term, ...used] : used, guessed: true, place };
    }));
    for (const { typed, used } of synonyms) corrections.push({ typed, used, also: true, official: true });
    for (const pair of query.pairs) if (pair.required) groups.push({ terms: [pair.term], guessed: false, place: -1 });
    return { groups, corrections, pairs };
  }

  /**
   * What shows that a text says everyday words themselves: a word, of several the pairs of it among them. A syllable of a
   * compound says nothing without its partner ("băng" of "nhà băng"), but where documents say the compound too.
   * @param {any} query
   * @param {number} place
   * @param {Array<{places: Set<number>, typed: string, used: string}>} rows of the table for these words
   * @returns {string[]}
   */
  const asTyped = ({ words }, place, rows) => (rows[0].places.size === 1 || rows.some(saysItself) ? [words[place].term] :
    [place - 1, place].filter((i) => rows[0].places.has(i) && rows[0].places.has(i + 1)).map((i) => `${words[i].term} ${words[i + 1].term}`));

  /** @param {{typed: string, used: string}} row whose words for documents hold the everyday ones: "đón tiếp khách" for "tiếp khách" */
  const saysItself = ({ typed, used }) => ` ${vb.folding.fold(used)} `.includes(` ${vb.folding.fold(typed)} `);

  /**
   * Whether a word may be another one than was typed (respell): no document holds it, or few do and it is no syllable and no number.
   * @param {any} engine
   * @param {{term: string}} word
   * @param {Map<string, any>} lookups
   */
  function doubtful(engine, { term }, lookups) {
    const lookup = lookups.get(term);
    return !lookup || ((lookup.count || Infinity) <= engine.base.n / RARE && !vb.folding.SYLLABLE.test(term) && !/^\d+$/.test(term));
  }

  /**
   * Whether a rather rare word stands beside its neighbours hardly anywhere in the collection.
   * @param {any} engine
   * @param {any} query
   * @param {Map<string, any>} lookups
   * @param {number} place
   */
  function suspicious(engine, query, lookups, place) {
    const { term, quoted } = query.words[place];
    const { count } = lookups.get(term);
    if (quoted || query.words.length > SENTENCE || term.length < 3 || /\d/.test(term) || !count || count > Math.max(SEEN, COMMON * engine.base.n)) return false;
    const asked = new Set(query.pairs.map((/** @type {any} */ pair) => pair.term));
    const beside = pairsOf(query, place, term).filter((pair) => asked.has(pair));
    return beside.length > 0 && beside.every((pair) => (lookups.get(pair)?.count ?? 0) <= SEEN);
  }

  /**
   * Whether a word was typed with accents with which documents have it: that is no slip beyond doubt.
   * @param {any} word
   * @param {any} lookup
   */
  const written = ({ exact, term }, lookup) => exact !== term && (lookup.variants || "").split(",").includes(exact);

  /**
   * The terms before and after a place.
   * @param {any} query
   * @param {number} place
   */
  const neighbours = (query, place) => ({ before: query.words[place - 1]?.term, after: query.words[place + 1]?.term });

  /**
   * The pairs of a term with its neighbours at a place.
   * @param {any} query
   * @param {number} place
   * @param {string} term
   */
  function pairsOf(query, place, term) {
    const { before, after } = neighbours(query, place);
    return [before && `${before} ${term}`, after && `${term} ${after}`].filter(Boolean);
  }

  vb.repair = { RARE, groupsOf, doubtful, pairsOf, neighbours };
})((globalThis.VanBan = globalThis.VanBan || {}));
