// @ts-check
/**
 * One search from the typed text to ordered documents: look the terms up, narrow, let lunr score, order.
 *
 * @typedef {{slug: string, type: string, number: string, title: string, date: string, body: string,
 *   level: string, held: boolean, citedBy: number, document: number, score: number}} Result
 * @typedef {{results: Result[], total: number, complete: number, mode: "all" | "near" | "none", partial: boolean,
 *   corrections: Array<{typed: string, used: string, also: boolean}>, direct: string | null, facets: any[], query: any,
 *   unsure: boolean}} Answer
 *   unsure: not every document that may hold a quoted phrase was looked into
 */
(function (/** @type {any} */ vb) {
  "use strict";

  const { clausesOf, asked, choose, standing, heaviest, accentsMissed, BESIDE } = vb.choice;
  const LONG_BUDGET = 28000;
  const KEPT = 500;
  /** A term whose bucket could not be loaded: nothing is known of it, so nothing is asked of it. */
  const LOST = Object.freeze({ count: 0, size: 0, posting: null, apart: null });

  class Engine {
    /** @param {any} source a Loader, or anything with start(), load(name) and missing */
    constructor(source) {
      this.source = source;
      /** @type {any} */
      this.base = null;
      this.facets = null;
      /** Characters of long lists that a search may load. */
      this.budget = LONG_BUDGET;
      /** @type {Map<string, any>} lookups of earlier searches, decoded */
      this.found = new Map();
      /** @type {Map<string, any>} long posting lists of earlier searches, decoded */
      this.lists = new Map();
    }

    /** Load the base data; false where it cannot be had. */
    async start() {
      if (!this.base) {
        this.base = (await this.source.start()) || null;
        if (this.base) this.facets = new vb.Facets(this.source, this.base);
      }
      return this.base !== null;
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
      const found = query.words.length ? await this.find(query, options) : await this.everything();
      await this.facets.need(found.documents, neededFields(filters, options));
      const kept = narrowed ? found.documents.filter((/** @type {number} */ d) => this.facets.passes(d, filters)) : found.documents;
      const limit = options.limit || 10;
      const ranked = await this.order(kept, found, options.sort);
      const { documents, unsure, mode } = await this.confirmed(ranked, found, limit);
      const results = await this.results(documents.slice(0, limit), found);
      const total = documents.length;
      return {
        results, total, unsure, complete: narrowed || total < ranked.length ? total : found.complete, mode: total ? mode : "none",
        partial: this.source.missing.size > 0, corrections: found.corrections.map((/** @type {any} */ c) => asWritten(c, results)),
        direct: results.length && vb.numbers.only(found.hits) === results[0].document ? results[0].slug : null,
        facets: options.facets ? this.facets.count(found.documents, filters) : [], query: found.query || query,
      };
    }

    /**
     * The documents that hold the quoted phrases; where none does, all of them as the nearest.
     * @param {number[]} ranked
     * @param {any} found
     * @param {number} limit
     * @returns {Promise<{documents: number[], unsure: boolean, mode: "all" | "near"}>}
     */
    async confirmed(ranked, found, limit) {
      const phrases = found.query?.phrases || [];
      if (!phrases.length || found.mode !== "all") return { documents: ranked, unsure: false, mode: found.mode };
      const { documents, unsure } = await vb.phrases.confirm(this, ranked, phrases, limit);
      return documents.length ? { documents, unsure, mode: "all" } : { documents: ranked, unsure: false, mode: "near" };
    }

    async everything() {
      const documents = await this.facets.everyone();
      return { documents, mode: "all", complete: documents.length, hits: new Map(), corrections: [] };
    }

    /**
     * @param {any} typed
     * @param {any} options
     */
    async find(typed, options) {
      let known = await this.known(typed);
      const respelled = await vb.respell.respell(this, typed, known.lookups);
      if (respelled) known = await this.known(respelled.query);
      const { query, lookups, table } = known;
      const hits = vb.numbers.match(query.words, table);
      const repaired = await vb.repair.groupsOf(this, query, lookups, options);
      await this.loadLong(lookups);
      const clauses = clausesOf(query, lookups, repaired);
      const { documents, near, complete, mode, share } = choose(this.base, asked(repaired.groups, lookups, clauses), lookups, repaired.groups.length);
      const full = [...hits.values()].filter((hit) => hit.full).map((hit) => hit.document);
      const worth = standing(this.base, clauses);
      const beside = heaviest(worth, near, [], BESIDE);
      const all = full.length && mode === "near" ? full : [...new Set([...full, ...documents, ...beside])];
      const best = heaviest(worth, all, full);
      const scores = clauses.length ? vb.postings.score(best, clauses) : new Map();
      return { query, documents: all, complete: Math.max(complete, full.length), mode: full.length ? "all" : mode, scores, hits, share, worth,
        corrections: [...(respelled?.corrections || []), ...repaired.corrections],
        asked: vb.fit.askedOf(query, repaired.groups, lookups, this.base), ...accentsMissed(query, repaired.groups, lookups, best) };
    }

    /**
     * What the index knows of a query: its terms, and the numbers it may name.
     * @param {any} query
     */
    async known(query) {
      const terms = [...new Set([...query.words, ...query.pairs].map(({ term }) => term))];
      const [lookups, table] = await Promise.all([this.lookUp(terms), this.numberRows(query.words)]);
      return { query, lookups, table };
    }

    /**
     * @param {string[]} terms
     * @returns {Promise<Map<string, any>>} lookups by term; a term that no document holds is left out
     */
    async lookUp(terms) {
      const found = await Promise.all(terms.map((term) => this.lookUpOne(term)));
      /** @type {Array<[string, any]>} */
      const pairs = terms.map((term, i) => [term, found[i]]);
      return new Map(pairs.filter(([, lookup]) => lookup));
    }

    /** @param {string} term */
    async lookUpOne(term) {
      if (this.found.has(term)) return fresh(this.found.get(term));
      const bucket = await this.source.load(`tu/${vb.postings.bucketOf(term, this.base.bits)}`);
      if (bucket === undefined) return LOST;
      if (this.found.size > KEPT) this.found.clear();
      const lookup = bucket && vb.postings.findTerm(bucket, term, this.base.n);
      this.found.set(term, lookup);
      return fresh(lookup);
    }

    /** @param {any[]} words */
    async numberRows(words) {
      const table = new Map();
      await Promise.all(vb.numbers.serials(words).map(async (/** @type {string} */ serial) => {
        const bucket = await this.source.load(`so/${vb.postings.bucketOf(serial, this.base.numberBits)}`);
        if (bucket && bucket[serial]) table.set(serial, bucket[serial]);
      }));
      return table;
    }

    /**
     * Load the long parts of lists, the rarest terms first, as far as the budget of a search goes: a word that stands
     * in nearly every document takes long to load and says nothing, unless there is nothing else.
     * @param {Map<string, any>} lookups
     */
    async loadLong(lookups) {
      const long = [...lookups].filter(([, lookup]) => lookup.apart?.length).sort(([, a], [, b]) => a.count - b.count);
      const short = [...lookups].some(([, { posting }]) => posting);
      let size = 0;
      const wanted = long.filter(([, lookup], i) => (size += lookup.size) <= this.budget || (i === 0 && !short));
      await Promise.all(wanted.map(async ([term, lookup]) => {
        Object.assign(lookup, this.lists.get(term) || (await this.wholeList(term, lookup)));
      }));
    }

    /**
     * @param {string} term
     * @param {any} lookup
     */
    async wholeList(term, lookup) {
      const lines = await Promise.all(lookup.apart.map((/** @type {string} */ file) => this.source.load(file)));
      if (lines.includes(undefined)) return {};
      if (this.lists.size > KEPT) this.lists.clear();
      const whole = { ...vb.postings.filled(lookup, lines, this.base.n), apart: [] };
      this.lists.set(term, whole);
      return whole;
    }

    /**
     * @param {number[]} documents
     * @param {any} found
     * @param {string} [sort]
     */
    async order(documents, found, sort) {
      /** @type {number[]} */
      const ranked = found.asked ? await vb.fit.rank(this, documents, found, Boolean(sort)) : documents;
      if (sort === "moi-nhat") return ranked.sort((a, b) => this.facets.dateOf(b) - this.facets.dateOf(a));
      if (sort === "vien-dan") return ranked.sort((a, b) => this.facets.number(b, "dan") - this.facets.number(a, "dan"));
      return ranked;
    }

    /**
     * The facts of one entry, or undefined where they could not be loaded.
     * @param {number} document
     * @returns {Promise<any[] | undefined>}
     */
    async factsOf(document) {
      const block = await this.source.load(`vb/${Math.floor(document / this.base.facts)}`);
      return block?.[document % this.base.facts];
    }

    /**
     * @param {number[]} documents
     * @param {any} found
     * @returns {Promise<Result[]>}
     */
    async results(documents, found) {
      const facts = await Promise.all(documents.map((d) => this.factsOf(d)));
      return documents.flatMap((document, i) => {
        if (!facts[i]) return [];
        const [slug, type, number, title, date, body, level, held, citedBy, , leaf] = facts[i];
        return [{ slug, type, number, title, date, body, level: this.base.levels[level] || "", held: held === 1, citedBy, leaf,
          document, score: found.scores?.get(document) || 0 }];
      });
    }
  }

  /**
   * A lookup of one's own where its list is long: whether that is used depends on this search alone, never on
   * what was looked for before it.
   * @param {any} lookup
   */
  const fresh = (lookup) => (lookup?.apart?.length ? { ...lookup } : lookup);

  /**
   * @param {Object<string, string[]>} a
   * @param {Object<string, string[]>} b
   */
  function merge(a, b) {
    return Object.fromEntries(vb.FACETS.map((/** @type {string} */ facet) =>
      [facet, [...new Set([...(a[facet] || []), ...(b[facet] || [])])]]));
  }

  /**
   * The fields that narrowing, counting and sorting look at.
   * @param {Object<string, string[]>} filters
   * @param {{facets?: boolean, sort?: string}} options
   */
  function neededFields(filters, { facets, sort }) {
    const fields = vb.FACETS.filter((/** @type {string} */ facet) => filters[facet].length);
    if (facets) fields.push("nam");
    if (sort === "moi-nhat") fields.push("ngay");
    if (sort === "vien-dan") fields.push("dan");
    return fields;
  }

  /**
   * @param {any} query
   * @param {boolean} partial
   * @returns {Answer}
   */
  const emptyAnswer = (query, partial) =>
    ({ results: [], total: 0, complete: 0, mode: "none", partial, unsure: false, corrections: [], direct: null, facets: [], query });

  /**
   * A correction with the accents that the results have.
   * @param {{typed: string, used: string}} correction
   * @param {Result[]} results
   */
  function asWritten(correction, results) {
    const seen = results.flatMap(({ title, body }) => vb.folding.words(`${title} ${body}`));
    const used = vb.folding.words(correction.used).map((/** @type {any} */ { exact, term }) =>
      (exact === term && seen.find((word) => word.term === term)?.exact) || exact);
    return { ...correction, used: used.join(" ") };
  }

  vb.Engine = Engine;
})((globalThis.VanBan = globalThis.VanBan || {}));
