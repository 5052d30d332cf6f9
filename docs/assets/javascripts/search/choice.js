// @ts-check
/** Which documents answer a query, before lunr scores the best of them: arithmetic on posting lists. */
(function (vb) {
  "use strict";

  const SCORED = 300;
  const PAIR_BOOST = 1.5;
  const GUESS_BOOST = 0.5;
  const ENOUGH = 0.6;

  /**
   * @param {any} query
   * @param {Map<string, any>} lookups
   * @param {any[]} groups
   */
  function clausesOf(query, lookups, groups) {
    const boosts = new Map();
    for (const { term } of query.words) boosts.set(term, 1);
    for (const { term } of query.pairs) boosts.set(term, PAIR_BOOST);
    for (const { terms, guessed } of groups) for (const term of terms) if (guessed) boosts.set(term, GUESS_BOOST);
    return [...boosts].filter(([term]) => lookups.get(term)?.posting)
      .map(([term, boost]) => ({ term, boost, posting: lookups.get(term).posting }));
  }

  /**
   * The groups that can be checked; where only pairs of common words were loaded, these.
   * @param {any[]} groups
   * @param {Map<string, any>} lookups
   * @param {any[]} clauses
   */
  function asked(groups, lookups, clauses) {
    const usable = groups.filter(({ terms }) => !terms.length ||
      terms.some((/** @type {string} */ term) => !lookups.has(term) || lookups.get(term).posting));
    return usable.length ? usable : clauses.map(({ term }) => ({ terms: [term], guessed: false }));
  }

  /**
   * The documents that hold every required word; failing that, those that hold most of their weight.
   * @param {number} count
   * @param {any[]} usable
   * @param {Map<string, any>} lookups
   * @returns {{documents: number[], mode: "all" | "near"}}
   */
  function choose(count, usable, lookups) {
    const held = new Uint16Array(count);
    const weight = new Float64Array(count);
    const stamp = new Int32Array(count).fill(-1);
    usable.forEach(({ terms }, group) => {
      const postings = terms.map((/** @type {string} */ term) => lookups.get(term)?.posting).filter(Boolean);
      const size = postings.reduce((/** @type {number} */ sum, /** @type {any} */ p) => sum + p.documents.length, 0);
      for (const posting of postings) {
        for (const document of posting.documents) {
          if (stamp[document] === group) continue;
          stamp[document] = group;
          held[document] += 1;
          weight[document] += Math.log(1 + count / size);
        }
      }
    });
    const all = [];
    let most = 0;
    for (let d = 0; d < count; d += 1) {
      if (held[d] === usable.length && usable.length) all.push(d);
      most = Math.max(most, weight[d]);
    }
    if (all.length || !most) return { documents: all, mode: "all" };
    const near = [];
    for (let d = 0; d < count; d += 1) if (weight[d] >= ENOUGH * most) near.push(d);
    return { documents: near, mode: "near" };
  }

  /**
   * The documents that can stand at the top: those with the greatest sums of what lunr will add up.
   * @param {number} count
   * @param {number[]} documents
   * @param {any[]} clauses
   * @param {number[]} always
   */
  function heaviest(count, documents, clauses, always) {
    if (documents.length <= SCORED) return documents;
    const sums = new Float64Array(count);
    for (const { posting, boost } of clauses) {
      posting.documents.forEach((/** @type {number} */ d, /** @type {number} */ i) => { sums[d] += boost * posting.weights[i]; });
    }
    const best = [...documents].sort((a, b) => sums[b] - sums[a] || a - b).slice(0, SCORED);
    return [...new Set([...always, ...best])];
  }

  /**
   * For each document, how many of the words typed with accents it holds only with other accents.
   * @param {any} query
   * @param {Map<string, any>} lookups
   * @param {number[]} documents
   */
  function accentsMissed(query, lookups, documents) {
    const accented = query.words.filter((/** @type {any} */ w) => w.exact !== w.term && !/^\d+$/.test(w.term) && lookups.get(w.term)?.posting);
    const missed = new Map(documents.map((d) => [d, accented.length]));
    for (const { exact, term } of accented) {
      const { documents: holders, variants, masks } = lookups.get(term).posting;
      const bit = variants.indexOf(exact);
      if (bit < 0) continue;
      holders.forEach((/** @type {number} */ d, /** @type {number} */ i) => {
        const left = missed.get(d);
        if (left !== undefined && (!masks.length || (masks[i] >> bit) & 1)) missed.set(d, left - 1);
      });
    }
    return { missed, accents: accented.length };
  }

  vb.choice = { clausesOf, asked, choose, heaviest, accentsMissed };
})((globalThis.VanBan = globalThis.VanBan || {}));
