// @ts-check
/** Which documents answer a query, before lunr scores the best of them: arithmetic on posting lists. */
(function (/** @type {any} */ vb) {
  "use strict";

  const SCORED = 300;
  const PAIR_BOOST = 1.5;
  const GUESS_BOOST = 0.5;
  const ENOUGH = 0.6;
  /** Beside documents with all words, those that lack little of a longer query; so many at most. */
  const NEARLY = 0.75;
  const LONGER = 4;
  const BESIDE = 40;
  const HEADED = 2.5;

  /**
   * @param {any} query
   * @param {Map<string, any>} lookups
   * @param {{groups: any[], pairs: Set<string>}} repaired
   */
  function clausesOf(query, lookups, { groups, pairs }) {
    const boosts = new Map();
    for (const pair of pairs) boosts.set(pair, PAIR_BOOST * GUESS_BOOST);
    for (const { terms, guessed } of groups) for (const term of terms) if (guessed) boosts.set(term, GUESS_BOOST);
    for (const { term } of query.words) boosts.set(term, 1);
    for (const { term } of query.pairs) boosts.set(term, PAIR_BOOST);
    return [...boosts].filter(([term]) => lookups.get(term)?.posting)
      .map(([term, boost]) => ({ term, boost, posting: lookups.get(term).posting }));
  }

  /**
   * The groups that can be checked, all their lists being at hand; where only pairs were loaded, these.
   * @param {any[]} groups
   * @param {Map<string, any>} lookups
   * @param {any[]} clauses
   */
  function asked(groups, lookups, clauses) {
    const usable = groups.filter(({ terms }) =>
      terms.every((/** @type {string} */ term) => !lookups.has(term) || lookups.get(term).apart?.length === 0));
    return usable.length ? usable : clauses.map(({ term }) => ({ terms: [term], guessed: false }));
  }

  /**
   * The documents that hold every required word, and after them those that nearly do; failing that, those
   * that hold most of their weight.
   * @param {{n: number, size: number}} base
   * @param {any[]} usable
   * @param {Map<string, any>} lookups
   * @param {number} [wanted] how many words are asked for, those among them whose lists are too long to load
   * @returns {{documents: number[], near: number[], complete: number, mode: "all" | "near", share: (d: number) => number}}
   */
  function choose(base, usable, lookups, wanted = usable.length) {
    const { held, weight, total } = weigh(base, usable, lookups);
    const count = base.size;
    const share = (/** @type {number} */ d) => (total ? weight[d] / total : 1);
    const all = [];
    let most = 0;
    for (let d = 0; d < count; d += 1) {
      if (held[d] === usable.length && usable.length) all.push(d);
      most = Math.max(most, weight[d]);
    }
    const enough = (/** @type {number} */ d) => (all.length ?
      weight[d] >= NEARLY * total || held[d] === usable.length - 1 : weight[d] >= ENOUGH * most);
    const near = [];
    if (most && !(all.length && wanted < LONGER)) {
      for (let d = 0; d < count; d += 1) if (held[d] < usable.length && enough(d)) near.push(d);
    }
    if (!all.length) return { documents: near, near: [], complete: 0, mode: near.length ? "near" : "all", share };
    return { documents: all, near, complete: all.length, mode: "all", share };
  }

  /**
   * For each document, how many groups it holds and their weight together.
   * @param {{n: number, size: number}} base
   * @param {any[]} usable
   * @param {Map<string, any>} lookups
   */
  function weigh({ n, size }, usable, lookups) {
    const held = new Uint16Array(size);
    const weight = new Float64Array(size);
    const stamp = new Int32Array(size).fill(-1);
    let total = 0;
    usable.forEach(({ terms }, group) => {
      const postings = terms.map((/** @type {string} */ term) => lookups.get(term)?.posting).filter(Boolean);
      const holders = postings.reduce((/** @type {number} */ sum, /** @type {any} */ p) => sum + p.documents.length, 0);
      const worth = Math.log(1 + n / Math.max(1, holders));
      total += worth;
      for (const posting of postings) {
        for (const document of posting.documents) {
          if (stamp[document] === group) continue;
          stamp[document] = group;
          held[document] += 1;
          weight[document] += worth;
        }
      }
    });
    return { held, weight, total };
  }

  /**
   * What each document may be worth: the sum that lunr will come to, and how much of the query its heading seems
   * to hold.
   * @param {{n: number, size: number}} base
   * @param {any[]} clauses
   * @returns {(d: number) => number}
   */
  function standing({ n, size }, clauses) {
    const sums = new Float64Array(size);
    const heads = new Float64Array(size);
    let total = 0;
    for (const { posting, boost } of clauses) {
      const worth = Math.log(1 + n / Math.max(1, posting.documents.length));
      total += worth;
      posting.documents.forEach((/** @type {number} */ d, /** @type {number} */ i) => {
        sums[d] += boost * posting.weights[i];
        if (posting.fields[i] !== vb.postings.TEXT) heads[d] += worth;
      });
    }
    const most = sums.reduce((a, b) => Math.max(a, b), 1e-9);
    return (d) => sums[d] / most + HEADED * (heads[d] / Math.max(total, 1e-9)) ** 2;
  }

  /**
   * The documents that can stand at the top.
   * @param {(d: number) => number} worth
   * @param {number[]} documents
   * @param {number[]} always
   * @param {number} [most]
   */
  function heaviest(worth, documents, always, most = SCORED) {
    if (documents.length <= most) return documents;
    const best = [...documents].sort((a, b) => worth(b) - worth(a) || a - b).slice(0, most);
    return [...new Set([...always, ...best])];
  }

  /**
   * For each document, how many of the words typed with accents it holds only with other accents; words that
   * were taken for slips do not count. ``accents`` is how many could be looked at, ``typed`` how many there are.
   * @param {any} query
   * @param {any[]} groups
   * @param {Map<string, any>} lookups
   * @param {number[]} documents
   */
  function accentsMissed(query, groups, lookups, documents) {
    const guessed = new Set(groups.flatMap((group) => (group.guessed ? group.terms : [])));
    const typed = query.words.filter((/** @type {any} */ w) => w.exact !== w.term && !/^\d+$/.test(w.term) && !guessed.has(w.term));
    const accented = typed.filter((/** @type {any} */ w) => lookups.get(w.term)?.apart?.length === 0);
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
    return { missed, accents: accented.length, typed: typed.length };
  }

  vb.choice = { clausesOf, asked, choose, standing, heaviest, accentsMissed, BESIDE };
})((globalThis.VanBan = globalThis.VanBan || {}));
