// @ts-check
/** Slips of the finger: which word of the index was meant by one that it does not know, or hardly ever beside its neighbours. */
(function (/** @type {any} */ vb) {
  "use strict";

  const CANDIDATES = 5;
  const KEPT = 3;
  /** Second best words are kept where they are seen at least a quarter as often. */
  const CLOSE = 2;
  /** What is looked for instead must stand beside them so many times as often. */
  const BETTER = 4;

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
    const beside = await engine.lookUp(terms.flatMap((term) => vb.repair.pairsOf(query, place, term)));
    const often = (/** @type {string} */ pair) => beside.get(pair)?.count || 0;
    const together = (/** @type {string} */ term) => vb.repair.pairsOf(query, place, term).reduce((/** @type {number} */ sum, /** @type {string} */ pair) => sum + often(pair), 0);
    const weighed = few.map(({ term, far, count }) => ({
      term, far, pairs: vb.repair.pairsOf(query, place, term).filter(often), counts: vb.repair.pairsOf(query, place, term).map(often), seen: together(term),
      value: Math.log2(1 + together(term)) + count / 100 - 3 * far,
    }));
    const own = known ? together(typed) : 0;
    const proven = weighed.filter(({ seen }) => seen > BETTER * own).sort((a, b) => b.value - a.value);
    const best = proven.length || known ? proven : weighed.filter(({ far }) => far === weighed[0].far);
    const kept = best.filter(({ value }) => value >= best[0].value - CLOSE).slice(0, KEPT);
    return { terms: kept.map(({ term }) => term), pairs: kept.flatMap(({ pairs }) => pairs), best: kept[0],
      doubtful: !proven.length && kept[0]?.far > 1 };
  }

  vb.slips = { meant };
})((globalThis.VanBan = globalThis.VanBan || {}));
