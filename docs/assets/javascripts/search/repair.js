// @ts-check
/**
 * Words that the index does not know, or knows but never beside their neighbours: what was meant instead.
 *
 * @typedef {{terms: string[], guessed: boolean, place: number, instead?: string}} Group terms of which a document must hold one,
 *   and the place of the word they are for, -1 for a pair; instead: the one of them that stands for several words
 * @typedef {{typed: string, used: string, also: boolean, offered?: boolean}} Correction
 *   also: the word as typed is looked for too; offered: nothing is looked for instead until the reader says so
 */
(function (/** @type {any} */ vb) {
  "use strict";

  const CANDIDATES = 5;
  const KEPT = 3;
  /** Second best words are kept where they are seen at least a quarter as often. */
  const CLOSE = 2;
  /** A word in more than this share of the documents is not taken for a slip. */
  const COMMON = 0.05;
  /** Nor is one that stands beside its neighbours more often than this. */
  const SEEN = 3;
  /** What is looked for instead must stand beside them so many times as often. */
  const BETTER = 4;

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
      const synonym = synonyms.find(({ places: covered }) => covered.has(place));
      if (synonym) return { terms: [...(known ? [word.term] : []), synonym.term], guessed: true, place, instead: synonym.term };
      if (!known && word.capitals) return { terms: [word.term], guessed: false, place };
      if (known && !suspicious(engine, query, lookups, place)) return { terms: [word.term], guessed: false, place };
      const last = options.typing && query.open && place === query.words.length - 1;
      const finished = last && !known ? await vb.typing.completions(engine.source, engine.base, word.term) : [];
      const found = last && (known || finished.length) ? { terms: finished, pairs: [], doubtful: false } : await meant(engine, query, place, known);
      for (const [term, lookup] of await engine.lookUp([...found.terms, ...found.pairs])) lookups.set(term, lookup);
      const used = found.terms.filter((/** @type {string} */ term) => lookups.has(term));
      found.pairs.forEach((/** @type {string} */ pair) => pairs.add(pair));
      if (used.length && found.doubtful) {
        corrections.push({ typed: word.exact, used: used[0], also: true, offered: true });
        return { terms: [word.term], guessed: false, place };
      }
      if (used.length && !finished.length) corrections.push({ typed: word.exact, used: used[0], also: known });
      return { terms: known ? [word.term, ...used] : used, guessed: true, place };
    }));
    for (const { typed, used } of synonyms) corrections.push({ typed, used, also: true });
    for (const pair of query.pairs) if (pair.required) groups.push({ terms: [pair.term], guessed: false, place: -1 });
    return { groups, corrections, pairs };
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
    if (quoted || term.length < 3 || /\d/.test(term) || !count || count > Math.max(SEEN, COMMON * engine.base.n)) return false;
    const beside = pairsOf(query, place, term);
    return beside.length > 0 && beside.every((pair) => (lookups.get(pair)?.count ?? 0) <= SEEN);
  }

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

  /**
   * The nearest words of the index that stand beside the same neighbours; failing that, the nearest: doubtful where that is
   * two slips away.
   * @param {any} engine
   * @param {any} query
   * @param {number} place
   * @param {boolean} known the word itself is in the index: only a better one counts
   * @param {boolean} [thorough] look for words with another first letter too
   */
  async function meant(engine, query, place, known, thorough = !known) {
    const { term: typed } = query.words[place];
    /** @type {Array<{term: string, count: number, far: number}>} */
    const near = await vb.typing.nearest(engine.source, engine.base, typed, known ? 1 : 2, thorough);
    const few = near.slice(0, CANDIDATES);
    const terms = [typed, ...few.map(({ term }) => term)];
    const beside = await engine.lookUp(terms.flatMap((term) => pairsOf(query, place, term)));
    const often = (/** @type {string} */ pair) => beside.get(pair)?.count || 0;
    const together = (/** @type {string} */ term) => pairsOf(query, place, term).reduce((sum, pair) => sum + often(pair), 0);
    const weighed = few.map(({ term, far, count }) => ({
      term, far, pairs: pairsOf(query, place, term).filter(often), counts: pairsOf(query, place, term).map(often), seen: together(term),
      value: Math.log2(1 + together(term)) + count / 100 - 3 * far,
    }));
    const own = known ? together(typed) : 0;
    const proven = weighed.filter(({ seen }) => seen > BETTER * own).sort((a, b) => b.value - a.value);
    const best = proven.length || known ? proven : weighed.filter(({ far }) => far === weighed[0].far);
    const kept = best.filter(({ value }) => value >= best[0].value - CLOSE).slice(0, KEPT);
    return { terms: kept.map(({ term }) => term), pairs: kept.flatMap(({ pairs }) => pairs), best: kept[0],
      doubtful: !proven.length && kept[0]?.far > 1 };
  }

  vb.repair = { groupsOf, meant, neighbours };
})((globalThis.VanBan = globalThis.VanBan || {}));
