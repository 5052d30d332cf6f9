// @ts-check
/**
 * How well the heading of a document (type, number, title, body, date) answers a query: a second look at
 * the documents that lunr puts first, for which the posting lists do not tell title from text.
 */
(function (/** @type {any} */ vb) {
  "use strict";

  const FIT = 2.5;
  const NAMED = 0.5;
  /** Of a query that begins with type and serial and goes on about the subject. */
  const LED = 3;
  /** Among headings that fit alike, one whose text is held comes before one that is only cited. */
  const HELD = 0.3;
  const ACCENTS = 0.4;
  /** Up to so many words with accents, documents that hold them so come before all others. */
  const FEW_ACCENTS = 3;
  /** Of a query that begins with a type ("chỉ thị của …"), more for documents of that type. */
  const LEADS = 0.15;
  /** Documents looked at twice: more for queries that may be a title. */
  const HEAD = 12;
  const LONG_HEAD = 24;
  const LONG = 5;

  /**
   * @param {Array<{terms: string[]}>} groups
   * @param {Map<string, any>} lookups
   * @param {number} count of documents
   */
  function weightsOf(groups, lookups, count) {
    return groups.map(({ terms }) => {
      const size = terms.reduce((sum, term) => sum + (lookups.get(term)?.count || 0), 0);
      return Math.log(1 + count / Math.max(1, size));
    });
  }

  /**
   * The terms of a text, abbreviations in full.
   * @param {string} text
   * @param {Object<string, string>} shorts
   */
  const inFull = (text, shorts) => vb.folding.words(text).flatMap((/** @type {any} */ { term }) => spelled(term, shorts));

  /**
   * @param {string} term
   * @param {Object<string, string>} shorts
   * @returns {string[]}
   */
  const spelled = (term, shorts) => (Object.hasOwn(shorts, term) ? shorts[term].split(" ") : [term]);

  /**
   * The share of the query that a heading holds, in order and whole, from 0 to 1.
   * @param {any} asked groups of terms with weights, and the query's terms in order
   * @param {any[]} facts
   */
  function fitOf(asked, facts) {
    const [, type, number, title, date, body, , , , signer] = facts;
    const parts = [type, title, number ? `${type} ${number}` : `${type} ${title}`, body, date, signer || ""].map((text) => inFull(text, asked.shorts));
    const held = new Set(parts.flat());
    const beside = new Set(parts.flatMap((terms) => terms.slice(1).map((/** @type {string} */ term, /** @type {number} */ i) => `${terms[i]} ${term}`)));
    let covered = 0;
    asked.groups.forEach((/** @type {string[][]} */ terms, /** @type {number} */ i) => {
      if (terms.some((spelling) => spelling.every((part) => held.has(part)))) covered += asked.weights[i];
    });
    const share = asked.total ? covered / asked.total : 0;
    const together = asked.pairs.filter((/** @type {string[]} */ pairs) => pairs.some((pair) => beside.has(pair))).length;
    const order = asked.pairs.length ? together / asked.pairs.length : share;
    const own = new Set(parts[1]);
    const whole = own.size ? [...own].filter((term) => asked.terms.has(term)).length / own.size : 0;
    const leads = parts[0].length > 0 && parts[0].every((/** @type {string} */ term, /** @type {number} */ i) => asked.typed[i] === term);
    return share * share * (0.5 + 0.3 * order + 0.2 * whole * order + (leads ? LEADS : 0));
  }

  /**
   * What is asked of a heading: for each word the terms that will do, their parts where they are abbreviations
   * or pairs; the pairs that neighbours make.
   * @param {any} query
   * @param {any[]} groups
   * @param {Map<string, any>} lookups
   * @param {{n: number, shorts?: Object<string, string>}} base
   */
  function askedOf(query, groups, lookups, { n, shorts = {} }) {
    const weights = weightsOf(groups, lookups, n);
    const instead = new Map(groups.map(({ terms }) => [terms[0], terms]));
    /** @type {string[][]} */
    const forms = query.words.flatMap((/** @type {any} */ { term }) =>
      (Object.hasOwn(shorts, term) ? spelled(term, shorts).map((part) => [part]) : [[term, ...(instead.get(term) || [])]]));
    const pairs = forms.slice(1).map((after, i) => forms[i].flatMap((a) => after.map((b) => `${a} ${b}`)));
    const parts = groups.map(({ terms }) => terms.map((/** @type {string} */ term) => term.split(" ").flatMap((part) => spelled(part, shorts))));
    return { groups: parts, weights, pairs, typed: forms.map(([term]) => term), terms: new Set([...forms.flat(), ...parts.flat(2)]), shorts,
      total: weights.reduce((sum, weight) => sum + weight, 0) };
  }

  /**
   * The documents in order: instruments named in full, then by score and heading together.
   * @param {any} engine
   * @param {number[]} documents
   * @param {any} found
   * @param {boolean} plain without the second look
   * @returns {Promise<number[]>}
   */
  async function rank(engine, documents, found, plain) {
    const { scores, hits, missed, accents, typed, share, asked, worth } = found;
    const best = Math.max(1e-9, ...documents.map((d) => scores.get(d) || 0));
    const values = new Map(documents.filter((d) => scores.has(d) || hits.has(d)).map((d) => {
      const lacking = accents ? (missed.get(d) ?? accents) / accents : 0;
      const tier = typed > 0 && typed <= FEW_ACCENTS ? -10 * Math.floor(4 * lacking) : -ACCENTS * lacking;
      const hit = hits.get(d);
      return [d, namedOf(hit) + (hit?.full ? 0 : tier) + ((scores.get(d) || 0) / best) * share(d) ** 2];
    }));
    const value = (/** @type {number} */ d) => values.get(d) ?? -1000;
    const order = (/** @type {number} */ a, /** @type {number} */ b) => value(b) - value(a) || a - b;
    if (plain) return [...documents].sort(order);
    const likely = new Map(documents.map((d) => [d, value(d) + worth(d)]));
    const ranked = [...documents].sort((a, b) => (likely.get(b) || 0) - (likely.get(a) || 0) || a - b);
    const head = ranked.slice(0, asked.groups.length < LONG ? HEAD : LONG_HEAD);
    await Promise.all(head.map(async (d) => {
      const facts = await engine.factsOf(d);
      if (facts && values.has(d)) values.set(d, value(d) + FIT * fitOf(asked, facts) + (hits.get(d)?.full ? 0 : HELD * facts[7]));
    }));
    return [...head.sort(order), ...ranked.slice(head.length)];
  }

  /**
   * What it is worth that a query names the document by its number.
   * @param {any} hit
   */
  function namedOf(hit) {
    if (!hit) return 0;
    if (hit.full) return 100 + hit.value;
    return hit.leads && hit.named ? LED : NAMED;
  }

  vb.fit = { askedOf, fitOf, rank };
})((globalThis.VanBan = globalThis.VanBan || {}));
