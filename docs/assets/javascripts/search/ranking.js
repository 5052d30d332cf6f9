// @ts-check
/**
 * The order of the documents: a sum of features, each from 0 to 1, each with a weight. The table is all there is; what each
 * row is worth is measured by benchmarks/search_ablation.py.
 */
(function (/** @type {any} */ vb) {
  "use strict";

  /** @type {Object<string, number>} */
  const WEIGHTS = {
    /** The query names the document by its number, in full, or is a citation of it: nothing else comes before it. */
    number: 100,
    /** The query is its name, word for word ("luật thú y"). */
    name: 12,
    /** What lunr's sum is, against the greatest. */
    text: 1,
    /** How much of the query its heading holds: type, number, title, body, date, signer. */
    heading: 2,
    /** How much more of the query its heading holds where what people say for its title, and what it says it is about, count too. */
    spoken: 1.5,
    /** How many of the pairs of the query its heading or these words hold, the rare ones most. */
    phrase: 1,
    /** How many of the words typed with accents it holds so. */
    accents: 1,
    /** It holds a query of several words in long runs of pairs, where no heading says it: a passage of it was typed. */
    passage: 3,
    /** How much of the weight of the words it holds: the rare one that few hold ("vcomms") tells most. */
    words: 2.5,
    /** How much of the query it says in the documents' words where everyday ones were typed: these come first. */
    other: -0.5,
    /** Its type is the query's first word ("báo cáo ..."). */
    type: 0.3,
    /** The query begins with its type and says only what it is besides: its number or year, who issued it. */
    own: 1,
    /** Its text is held; less where it is only cited, nothing where its heading, all that is known of it, lacks a word too. */
    held: 1,
    /** Nothing is known of it but a name all of whose words something held or numbered has too: that comes first. */
    nameless: -1.5,
  };

  /** What type and serial count for what is about all that is said besides. */
  const LED = 0.1;
  /** Documents that lunr scores. */
  const SCORED = 300;
  /** Pairs of neighbours in a query that may be a passage of a text; more where it begins with a type, as names do. */
  const PASSAGE = 3;
  const PASSAGE_OF_TYPE = 7;
  /** A heading that says so much of a query is what was meant by it, not a passage of a text. */
  const SAID = 0.85;
  /** Pairs that stand in several runs may be anywhere in a text: they say little. */
  const STEEP = 3;
  const PAIR_BOOST = 1.5;
  const GUESS_BOOST = 0.5;
  /** What something counts of which no text is held, and which lacks nothing of the query, against something held. */
  const CITED = 0.75;

  /**
   * The terms that lunr scores; no syllable alone of everyday words that the documents say otherwise.
   * @param {any} query
   * @param {Map<string, any>} lookups
   * @param {{groups: any[], pairs: Set<string>}} repaired
   */
  function clausesOf(query, lookups, { groups, pairs }) {
    const boosts = new Map();
    for (const pair of pairs) boosts.set(pair, PAIR_BOOST * GUESS_BOOST);
    for (const { terms, guessed } of groups) for (const term of terms) if (guessed) boosts.set(term, GUESS_BOOST);
    query.words.forEach((/** @type {any} */ { term }, /** @type {number} */ i) =>
      groups.some((g) => g.place === i && g.instead && !g.terms.includes(term)) || boosts.set(term, 1));
    for (const { term } of query.pairs) boosts.set(term, PAIR_BOOST);
    return [...boosts].filter(([term]) => lookups.get(term)?.posting)
      .map(([term, boost]) => ({ term, boost, posting: lookups.get(term).posting }));
  }

  /**
   * The features of a document, all of which the posting lists tell.
   * @param {any} found
   * @param {number} d
   * @returns {Object<string, number>}
   */
  function seen(found, d) {
    const { evidence, scores, best, hits, names } = found;
    const { share, count } = vb.evidence;
    const accented = evidence.parts.reduce((/** @type {number} */ sum, /** @type {any} */ { exact }) => sum + (exact ? 1 : 0), 0);
    const hit = hits.get(d);
    return {
      number: evidence.nameless[d] ? 0 : hit?.full || hit?.cited ? 1 + hit.value / 100 : hit?.led ? LED : 0,
      name: names.get(d) || 0,
      text: (scores.get(d) || 0) / best,
      heading: share(evidence, evidence.head[d]) ** 2,
      spoken: share(evidence, evidence.head[d] | evidence.spoken[d]) ** 2 - share(evidence, evidence.head[d]) ** 2,
      phrase: evidence.pairTotal ? evidence.said[d] / evidence.pairTotal : 0,
      accents: hit?.full || !accented ? 1 : 1 - count(evidence.wrong[d]) / accented,
      passage: found.passage ? (evidence.runs[d] / evidence.pairs ** 2) ** STEEP : 0,
      words: evidence.total ? evidence.weight[d] / evidence.total : 1,
      other: share(evidence, evidence.other[d]),
      type: evidence.kind[d],
      own: evidence.kind[d] && count(evidence.own[d]) === evidence.parts.length ? 1 : 0,
      held: evidence.text[d] || (hit?.named || (evidence.held[d] & evidence.all) === evidence.all ? CITED : 0),
      nameless: evidence.nameless[d],
    };
  }

  /** @param {Object<string, number>} features */
  function valueOf(features) {
    let sum = 0;
    for (const [name, value] of Object.entries(features)) sum += (vb.ranking.WEIGHTS[name] || 0) * value;
    return sum;
  }

  /**
   * The documents in order, with the value and the features of the first.
   * @param {number[]} documents
   * @param {any} found
   * @returns {{ranked: number[], values: Map<number, number>, features: Map<number, Object<string, number>>}}
   */
  function rank(documents, { evidence, ...others }) {
    const passage = evidence.pairs >= (documents.some((d) => evidence.kind[d]) ? PASSAGE_OF_TYPE : PASSAGE) && documents.every((d) => evidence.led[d] < SAID * evidence.pairs);
    const found = { evidence, passage, ...others };
    const prior = new Map(documents.map((d) => [d, valueOf(seen({ ...found, scores: new Map(), best: 1 }, d))]));
    const order = (/** @type {Map<number, number>} */ by) => (/** @type {number} */ a, /** @type {number} */ b) =>
      (by.get(b) ?? -1) - (by.get(a) ?? -1) || a - b;
    const likely = [...documents].sort(order(prior)).slice(0, SCORED);
    const scores = found.clauses.length ? vb.postings.score(likely, found.clauses) : new Map();
    const best = Math.max(1e-9, ...scores.values());
    const features = new Map(likely.map((d) => [d, seen({ ...found, scores, best }, d)]));
    const values = new Map(likely.map((d) => [d, valueOf(features.get(d) || {})]));
    likely.sort(order(values));
    const rest = new Set(likely);
    return { ranked: [...likely, ...documents.filter((d) => !rest.has(d)).sort(order(prior))], values, features };
  }

  vb.ranking = { WEIGHTS, clausesOf, rank, seen };
})((globalThis.VanBan = globalThis.VanBan || {}));
