// @ts-check
/**
 * One search from the typed text to ordered documents: look the terms up, narrow, let lunr score, order.
 *
 * @typedef {{slug: string, type: string, number: string, title: string, date: string, body: string,
 *   level: string, held: boolean, citedBy: number, document: number, score: number}} Result
 * @typedef {{results: Result[], total: number, mode: "all" | "near" | "none", partial: boolean,
 *   corrections: Array<{typed: string, used: string}>, direct: string | null, facets: any[], query: any}} Answer
 */
(function (vb) {
  "use strict";

  const { clausesOf, asked, choose, heaviest, accentsMissed } = vb.choice;
  const LONG_BUDGET = 28000;
  const KEPT = 500;
  /** A term whose bucket could not be loaded: nothing is known of it, so nothing is asked of it. */
  const LOST = Object.freeze({ count: 0, size: -1, posting: null });

  class Engine {
    /** @param {any} source a Loader, or anything with load(name), lunr() and missing */
    constructor(source) {
      this.source = source;
      /** @type {any} */
      this.base = null;
      this.facets = null;
      /** @type {Map<string, any>} lookups of earlier searches, decoded */
      this.known = new Map();
    }

    /** Load the base data; false where it cannot be had. */
    async start() {
      if (!this.base) {
        const [base] = await Promise.all([this.source.load("muc-luc"), this.source.lunr()]);
        if (!base) return false;
        this.base = base;
        this.source.version = base.version;
        this.facets = new vb.Facets(this.source, base);
      }
      return Boolean(await this.source.lunr());
    }

    /**
     * @param {string} text
     * @param {{limit?: number, filters?: Object<string, string[]>, sort?: string, facets?: boolean,
     *   typing?: boolean}} [options]
     * @returns {Promise<Answer>}
     */
    async search(text, options = {}) {
      this.source.missing.clear();
      const query = vb.query.parse(text);
      const filters = merge(query.filters, options.filters || {});
      const narrowed = Object.values(filters).some((values) => values.length > 0);
      if (!(await this.start())) return emptyAnswer(query, true);
      if (!query.words.length && !narrowed) return emptyAnswer(query, false);
      const found = query.words.length ? await this.find(query, options) : this.everything();
      if (narrowed || options.facets || options.sort) await this.facets.need(found.documents);
      const kept = narrowed ? found.documents.filter((d) => this.facets.passes(d, filters)) : found.documents;
      const ordered = this.order(kept, found, options.sort);
      const results = await this.results(ordered.slice(0, options.limit || 10), found);
      return {
        results, total: kept.length, mode: kept.length ? found.mode : "none",
        partial: this.source.missing.size > 0, corrections: found.corrections.map((/** @type {any} */ c) => asWritten(c, results)),
        direct: [...found.hits.values()].filter((hit) => hit.full).length === 1 && found.hits.get(results[0]?.document)?.full ?
          results[0].slug : null,
        facets: options.facets ? this.facets.count(found.documents, filters) : [], query,
      };
    }

    everything() {
      const documents = Array.from({ length: this.base.n }, (_, i) => i);
      return { documents, mode: "all", scores: new Map(), hits: new Map(), missed: new Map(), corrections: [], accents: 0 };
    }

    /**
     * @param {any} query
     * @param {any} options
     */
    async find(query, options) {
      const terms = [...new Set([...query.words, ...query.pairs].map(({ term }) => term))];
      const [lookups, table] = await Promise.all([this.lookUp(terms), this.numberRows(query.words)]);
      const hits = vb.numbers.match(query.words, table);
      const { groups, corrections } = await this.groups(query, lookups, options);
      await this.loadLong(lookups);
      const clauses = clausesOf(query, lookups, groups);
      const { documents, mode } = choose(this.base.n, asked(groups, lookups, clauses), lookups);
      const full = [...hits.values()].filter((hit) => hit.full).map((hit) => hit.document);
      const all = full.length && mode === "near" ? full : [...new Set([...full, ...documents])];
      const best = heaviest(this.base.n, all, clauses, full);
      const scores = clauses.length ? vb.postings.score(await this.source.lunr(), best, clauses) : new Map();
      return { documents: all, mode: full.length ? "all" : mode, scores, hits, corrections, ...accentsMissed(query, lookups, best) };
    }

    /**
     * @param {string[]} terms
     * @returns {Promise<Map<string, any>>} lookups by term; a term that no document holds is left out
     */
    async lookUp(terms) {
      const found = await Promise.all(terms.map((term) => this.lookUpOne(term)));
      return new Map(terms.map((term, i) => [term, found[i]]).filter(([, lookup]) => lookup));
    }

    /** @param {string} term */
    async lookUpOne(term) {
      if (this.known.has(term)) return this.known.get(term);
      const bucket = await this.source.load(`tu/${vb.postings.bucketName(term, this.base.bits)}`);
      if (bucket === undefined) return LOST;
      if (this.known.size > KEPT) this.known.clear();
      const lookup = vb.postings.findTerm(bucket, term);
      this.known.set(term, lookup);
      return lookup;
    }

    /** @param {any[]} words */
    async numberRows(words) {
      const table = new Map();
      await Promise.all(vb.numbers.serials(words).map(async (/** @type {string} */ serial) => {
        const bucket = await this.source.load(`so/${vb.postings.bucketName(serial, this.base.numberBits)}`);
        if (bucket && bucket[serial]) table.set(serial, bucket[serial]);
      }));
      return table;
    }

    /**
     * The words a document must hold, each with the terms that will do for it.
     * @param {any} query
     * @param {Map<string, any>} lookups
     * @param {any} options
     */
    async groups(query, lookups, options) {
      const required = query.words.some((/** @type {any} */ word) => !word.small) ?
        query.words.filter((/** @type {any} */ word) => !word.small) : query.words;
      /** @type {Array<{typed: string, used: string}>} */
      const corrections = [];
      const groups = await Promise.all(required.map(async (/** @type {any} */ word) => {
        if (lookups.has(word.term)) return { terms: [word.term], guessed: false };
        const last = options.typing && query.open && word === query.words[query.words.length - 1];
        const finished = last ? await vb.typing.completions(this.source, this.base, word.term) : [];
        const terms = finished.length ? finished : await vb.typing.nearest(this.source, this.base, word.term);
        for (const [term, lookup] of await this.lookUp(terms)) lookups.set(term, lookup);
        const used = terms.filter((/** @type {string} */ term) => lookups.has(term));
        if (used.length && !finished.length) corrections.push({ typed: word.exact, used: common(lookups, used[0]) });
        return { terms: used, guessed: true };
      }));
      for (const pair of query.pairs) if (pair.required) groups.push({ terms: [pair.term], guessed: false });
      return { groups, corrections };
    }

    /**
     * Load the long lists, the rarest terms first, as far as the budget of a search goes: a word that stands
     * in nearly every document takes long to load and says nothing, unless there is nothing else.
     * @param {Map<string, any>} lookups
     */
    async loadLong(lookups) {
      const long = [...lookups].filter(([, lookup]) => lookup !== LOST && !lookup.posting)
        .sort(([, a], [, b]) => a.count - b.count);
      const short = [...lookups].some(([, { posting }]) => posting);
      let size = 0;
      const wanted = long.filter(([, lookup], i) => (size += lookup.size) <= LONG_BUDGET || (i === 0 && !short));
      await Promise.all(wanted.map(async ([term, lookup]) => {
        const line = await this.source.load(`dai/${vb.postings.ownName(term)}`);
        if (line) lookup.posting = vb.postings.readPosting(line);
      }));
    }

    /**
     * @param {number[]} documents
     * @param {any} found
     * @param {string} [sort]
     */
    order(documents, found, sort) {
      const { scores, hits, missed, accents } = found;
      const named = (/** @type {number} */ d) => (hits.has(d) ? (hits.get(d).full ? 2 : 1) : 0);
      const tier = (/** @type {number} */ d) => (accents ? Math.floor((4 * (missed.get(d) ?? accents)) / accents) : 0);
      const value = (/** @type {number} */ d) => (hits.get(d)?.full ? hits.get(d).value : 0);
      const score = (/** @type {number} */ d) => scores.get(d) || 0;
      const byFit = (/** @type {number} */ a, /** @type {number} */ b) => named(b) - named(a) || value(b) - value(a) ||
        tier(a) - tier(b) || score(b) - score(a) || a - b;
      const year = (/** @type {number} */ d) => Number(this.facets.slugOf(d, "nam") || 0);
      const cited = (/** @type {number} */ d) => this.facets.fact(d, "cited");
      if (sort === "moi-nhat") return [...documents].sort((a, b) => year(b) - year(a) || byFit(a, b));
      if (sort === "vien-dan") return [...documents].sort((a, b) => cited(b) - cited(a) || byFit(a, b));
      const top = documents.filter((d) => scores.has(d) || hits.has(d)).sort(byFit);
      return top.length === documents.length ? top : [...top, ...documents.filter((d) => !scores.has(d) && !hits.has(d))];
    }

    /**
     * @param {number[]} documents
     * @param {any} found
     * @returns {Promise<Result[]>}
     */
    async results(documents, found) {
      const facts = await Promise.all(documents.map((d) => this.source.load(`vb/${Math.floor(d / this.base.facts)}`)));
      return documents.flatMap((document, i) => {
        if (!facts[i]) return [];
        const [slug, type, number, title, date, body, level, held, citedBy] = facts[i][document % this.base.facts];
        return [{ slug, type, number, title, date, body, level: this.base.levels[level] || "", held: held === 1, citedBy,
          document, score: found.scores.get(document) || 0 }];
      });
    }
  }

  /**
   * @param {Object<string, string[]>} a
   * @param {Object<string, string[]>} b
   */
  function merge(a, b) {
    return Object.fromEntries(vb.FACETS.map((/** @type {string} */ facet) =>
      [facet, [...new Set([...(a[facet] || []), ...(b[facet] || [])])]]));
  }

  /**
   * @param {any} query
   * @param {boolean} partial
   * @returns {Answer}
   */
  const emptyAnswer = (query, partial) =>
    ({ results: [], total: 0, mode: "none", partial, corrections: [], direct: null, facets: [], query });

  /**
   * The commonest written form of a term.
   * @param {Map<string, any>} lookups
   * @param {string} term
   */
  const common = (lookups, term) => lookups.get(term)?.posting?.variants[0] || term;

  /**
   * A correction with the accents that the results have.
   * @param {{typed: string, used: string}} correction
   * @param {Result[]} results
   */
  function asWritten(correction, results) {
    const term = vb.folding.termOf(correction.used);
    const seen = results.flatMap(({ title, body }) => vb.folding.words(`${title} ${body}`));
    return { ...correction, used: seen.find((word) => word.term === term)?.exact || correction.used };
  }

  vb.Engine = Engine;
})((globalThis.VanBan = globalThis.VanBan || {}));
