// @ts-check
/**
 * Everyday words and those of the documents: what the table of synonyms gives for a query is looked for too, at a lower
 * weight, and told. The rows stand in the buckets that the words of the query are looked up in.
 *
 * @typedef {{places: Set<number>, term: string, line?: string, told?: any[], typed: string, used: string}} Synonym places of its words
 *   in the query; the term that is looked for beside them, a word or the rarest pair of neighbours, and its posting list where it is not long
 */
(function (/** @type {any} */ vb) {
  "use strict";

  /** Words of the longest row that is sought. */
  const LONGEST = 6;
  /** What more than one document of so many says is what was typed without accents ("so do" is sơ đồ before it is sổ đỏ). */
  const SAID = 100;

  /**
   * Whether words were typed as a row is written, or without accents ("so do" for "sổ đỏ"); a row of one syllable as it is
   * written only: without accents it may be any other ("bo" is no "bò"; an abbreviation is no syllable).
   * @param {Array<{exact: string, term: string}>} typed
   * @param {Array<{exact: string, term: string}>} row
   */
  const typedAs = (typed, row) => row.every(({ exact, term }, i) =>
    typed[i].exact === exact || (typed[i].exact === term && (row.length > 1 || !vb.folding.SYLLABLE.test(term))));

  /**
   * The runs of neighbouring words that may be a row, the longest first: none within quotes, none whose bucket is not loaded anyway.
   * @param {any} base
   * @param {any} query
   * @returns {Array<{start: number, size: number, key: string}>}
   */
  function runsOf(base, { words, pairs }) {
    const spoken = new Set((base.spoken || "").split(" "));
    const common = (/** @type {any} */ { term }) => vb.common.isCommon(base, term) || /^\d+$/.test(term);
    const known = new Set(pairs.map((/** @type {any} */ { term }) => term));
    const runs = [];
    for (let size = Math.min(LONGEST, words.length); size > 0; size -= 1) {
      for (let start = 0; start + size <= words.length; start += 1) {
        const run = words.slice(start, start + size);
        const terms = run.map((/** @type {any} */ { term }) => term);
        const near = run.some((/** @type {any} */ word) => !common(word)) || (size > 1 ? known.has(`${terms[0]} ${terms[1]}`) : spoken.has(terms[0]));
        if (near && !run.some((/** @type {any} */ { quoted }) => quoted)) runs.push({ start, size, key: terms.join(" ") });
      }
    }
    return runs;
  }

  /**
   * Whether documents often say all neighbours of some words, which are all syllables: an abbreviation is none other.
   * @param {any} engine
   * @param {string[]} terms
   */
  async function said(engine, terms) {
    const pairs = await Promise.all(terms.slice(1).map((term, i) => engine.lookUpOne(`${terms[i]} ${term}`)));
    return pairs.length && terms.every((term) => vb.folding.SYLLABLE.test(term)) && pairs.every((pair) => pair?.count > engine.base.n / SAID);
  }

  /**
   * Whether a run is taken: documents often say it so, or the words on both sides take its first and its last
   * syllable (no Phật giáo stands in "xu phat giao thong").
   * @param {any} engine
   * @param {string[]} terms all of the query
   * @param {number} start
   * @param {number} end
   */
  const taken = async (engine, terms, start, end) => await said(engine, terms.slice(start, end)) ||
    (start && terms[end] && await said(engine, terms.slice(start - 1, start + 1)) && said(engine, terms.slice(end - 1, end + 1)));

  /**
   * What the table has for the words of a query; a word is read with one row, or all rows of the same words.
   * @param {any} engine
   * @param {any} query
   * @returns {Promise<Synonym[]>}
   */
  async function synonymsOf(engine, query) {
    const runs = runsOf(engine.base, query);
    const rows = await Promise.all(runs.map(async ({ key }) => vb.postings.findRows(await engine.bucket(`+${key}`), `+${key}`)));
    const terms = query.words.map((/** @type {any} */ { term }) => term);
    const common = await Promise.all(runs.map(({ start, size }, i) => rows[i].length && taken(engine, terms, start, start + size)));
    /** @type {Synonym[]} */
    const found = [];
    const read = new Set();
    runs.forEach(({ start, size }, i) => {
      const words = query.words.slice(start, start + size);
      const places = words.map((/** @type {any} */ _, /** @type {number} */ j) => start + j);
      if (places.some((/** @type {number} */ at) => read.has(at))) return;
      const typed = words.map((/** @type {any} */ { exact }) => exact).join(" ");
      for (const [exact, used, term, line, told] of rows[i]) {
        if (!typedAs(words, vb.folding.words(exact)) || (common[i] && exact !== typed) || (exact !== exact.toLowerCase() && !words[0].capitals)) continue;
        places.forEach((/** @type {number} */ at) => read.add(at));
        found.push({ places: new Set(places), term, line, told, typed, used });
      }
    });
    return found;
  }

  /**
   * The words of a query as the documents say them.
   * @param {any[]} words
   * @param {Synonym[]} synonyms
   */
  function official(words, synonyms) {
    const instead = new Map(synonyms.map(({ places, used }) => [Math.min(...places), used]));
    const read = new Set(synonyms.flatMap(({ places }) => [...places]));
    return words.flatMap((word, i) => (instead.has(i) ? vb.folding.words(instead.get(i)).map((/** @type {any} */ part) => ({ ...word, ...part })) : read.has(i) ? [] : [word]));
  }

  vb.synonyms = { official, synonymsOf };
})((globalThis.VanBan = globalThis.VanBan || {}));
