// @ts-check
/**
 * One search from the typed text to ordered documents: look the terms up, see what the lists say, choose.
 */
(function (/** @type {any} */ vb) {
  "use strict";

  const LONG_BUDGET = 18000;
  const KEPT = 500;
  /** Documents whose facts are asked for before all lists are there. */
  const FORESEEN = 3;
  /** A term whose bucket could not be loaded: nothing is known of it, so nothing is asked of it. */
  const LOST = Object.freeze({ count: 0, size: 0, posting: null, apart: null });

  class Engine {
    /** @param {any} source a Loader, or anything with start(), load(name), ahead(name) and missing */
    constructor(source) {
      this.source = source;
      /** @type {any} */
      this.base = null;
      this.facets = null;
      /** Letters of long lists that a search may load. */
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
     * @param {{limit?: number, filters?: Object<string, string[]>, sort?: string, facets?: boolean, more?: boolean,
     *   typing?: boolean, early?: (answer: any) => void}} [options] more: also list what is only like the answer; early: given the first results where they come first
     */
    async search(text, options = {}) {
      this.source.missing.clear();
      const query = vb.query.parse(text);
      const filters = merge(query.filters, options.filters || {});
      const narrowed = Object.values(filters).some((values) => values.length > 0);
      if (!(await this.start())) return vb.answers.emptyAnswer(this, query, true);
      if (!query.words.length && !narrowed) return vb.answers.emptyAnswer(this, query, false);
      const order = options.sort || vb.query.orderOf(query);
      const wanted = { ...options, filters, narrowed, sort: order === vb.query.BEST ? "" : order };
      this.facets.foresee(vb.answers.neededFields(wanted));
      const found = query.date || !query.words.length ? await this.everything(query) : await this.ofDay(query, await this.find(query, wanted), wanted);
      return vb.answers.answerOf(this, found, wanted);
    }

    /**
     * Every document, or every one of a day.
     * @param {any} query
     */
    async everything(query) {
      let together = await this.facets.everyone();
      if (query.date) {
        await this.facets.need(together, ["ngay"]);
        together = together.filter((/** @type {number} */ d) => this.facets.dateOf(d) === query.date);
      }
      return { query, tiers: { together, near: [], scattered: [] }, mode: "all", hits: new Map(), names: new Map(), corrections: [], otherYear: null };
    }

    /**
     * What is of the day that a query names beside other words; where nothing is, or it names a number, what was found.
     * @param {any} query
     * @param {any} found
     * @param {any} options
     */
    async ofDay({ day }, found, options) {
      if (!day) return found;
      const rest = await this.find(vb.query.parse(day.rest), options);
      if (rest.hits.size) return found;
      const all = Object.values(rest.tiers).flat();
      await this.facets.need(all, ["ngay"]);
      const together = all.filter((/** @type {number} */ d) => this.facets.dateOf(d) === day.date);
      return together.length ? { ...rest, tiers: { together, near: [], scattered: [] }, mode: "all" } : found;
    }

    /**
     * @param {any} typed
     * @param {any} options
     */
    async find(typed, options) {
      let known = await this.known(typed, options.more);
      const doubtful = typed.words.filter((/** @type {any} */ word) => vb.repair.doubtful(this, word, known.lookups));
      this.foreseeWords(doubtful.filter((/** @type {any} */ { term }) => !known.lookups.has(term)));
      const respelled = doubtful.length ? await vb.respell.respell(this, typed, known.lookups) : null;
      if (respelled) known = await this.known(respelled.query, options.more);
      const { query, lookups, inFull, table, keys, nameTable, synonyms } = known;
      const hits = vb.numbers.match(query.words, table);
      if (synonyms.length) for (const [d, hit] of vb.numbers.match(vb.synonyms.official(query.words, synonyms), table)) if (hit.full || !hits.has(d)) hits.set(d, hit);
      const named = vb.names.match(keys, nameTable);
      const repaired = await vb.repair.groupsOf(this, query, lookups, options, synonyms);
      const first = options.sort ? 0 : Math.min(FORESEEN, options.limit || FORESEEN);
      await this.loadLong(lookups, () => this.foresee(query, repaired.groups, lookups, hits, named.worth, first));
      for (const [pair, written] of inFull) if (lookups.has(written)) lookups.set(pair, vb.common.either(lookups.get(pair), lookups.get(written)));
      const evidence = vb.evidence.gather(this.base, query, repaired.groups, lookups);
      const tiers = vb.tiers.tiersOf(this.base, evidence);
      const asked = vb.numbers.otherYear(query.words, hits);
      for (const hit of hits.values()) {
        const holds = vb.evidence.holds(evidence, hit);
        hit.led &&= holds;
        hit.cited = (hit.cited && holds) || vb.numbers.allButYear(hit, asked);
      }
      const sure = [...[...hits.values()].filter((hit) => hit.full || hit.cited).map((hit) => hit.document), ...named.worth.keys()];
      return { query, hits, sure, names: named.worth, typed: named.typed, evidence, clauses: vb.ranking.clausesOf(query, lookups, repaired),
        tiers: withSure(tiers, sure), mode: sure.length || tiers.complete ? "all" : "near",
        corrections: [...(respelled?.corrections || []), ...repaired.corrections],
        otherYear: asked || otherYear(named) };
    }

    /**
     * What the index knows of a query: its terms, the numbers and the names it may be.
     * @param {any} query
     * @param {boolean} [whole] look the commonest words up too, beside whatever they stand
     */
    async known(query, whole = false) {
      const left = whole ? new Map() : vb.common.leftOut(this.base, query);
      const inFull = vb.common.inFull(this.base, query);
      const terms = [...new Set([...[...query.words, ...query.pairs].map(({ term }) => term), ...inFull.values()])].filter((term) => !left.has(term));
      const keys = vb.names.keysOf(query.words);
      const [lookups, table, nameTable, synonyms] = await Promise.all([this.lookUp(terms),
        this.rows("so", this.base.numberBuckets, vb.numbers.serials(query.words)), this.named(keys), vb.synonyms.synonymsOf(this, query)]);
      await vb.common.fill(this, query, lookups, left);
      await Promise.all(synonyms.map(async (/** @type {any} */ { term, line, told }) => {
        const found = lookups.get(term)?.posting ? null : line ? vb.postings.readLine(line, told, this.base.n) : await this.lookUpOne(term);
        if (found) lookups.set(term, found);
      }));
      return { query, lookups, inFull, table, keys, nameTable, synonyms };
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
      const bucket = await this.bucket(term);
      if (bucket === undefined) return LOST;
      if (this.found.size > KEPT) this.found.clear();
      const lookup = bucket && vb.postings.findTerm(bucket, term, this.base.n);
      this.found.set(term, lookup);
      return fresh(lookup);
    }

    /**
     * The bucket of a term, null for an empty one, undefined where it cannot be had.
     * @param {string} term
     * @returns {Promise<[string, Object<string, any>] | null | undefined>}
     */
    bucket(term) {
      const home = vb.postings.homeOf(term, (/** @type {string} */ word) => vb.common.isCommon(this.base, word));
      return this.source.load(`tu/${vb.postings.bucketOf(home, this.base.buckets)}`);
    }

    /**
     * Who has one of these names.
     * @param {Array<{key: string}>} keys
     */
    async named(keys) {
      const found = await Promise.all(keys.map(async ({ key }) => [key, vb.postings.findRows(await this.bucket(`=${key}`), `=${key}`)]));
      return new Map(/** @type {Array<[string, any[]]>} */ (found).filter(([, rows]) => rows.length));
    }

    /**
     * The rows of a table by their keys.
     * @param {string} family
     * @param {number} count of its buckets
     * @param {string[]} keys
     */
    async rows(family, count, keys) {
      const table = new Map();
      await Promise.all(keys.map(async (key) => {
        const bucket = await this.source.load(`${family}/${vb.postings.bucketOf(key, count)}`);
        if (bucket && Object.hasOwn(bucket, key)) table.set(key, bucket[key]);
      }));
      return table;
    }

    /**
     * Ask for the facts of what will stand first in all likelihood, while the long parts of lists are still to come.
     * @param {any} query
     * @param {any[]} groups
     * @param {Map<string, any>} lookups
     * @param {Map<number, any>} hits
     * @param {Map<number, number>} names
     * @param {number} limit
     */
    foresee(query, groups, lookups, hits, names, limit) {
      const evidence = vb.evidence.gather(this.base, query, groups, lookups);
      const documents = Object.values(vb.tiers.tiersOf(this.base, evidence)).flat().filter((d) => Number.isInteger(d));
      for (const document of vb.ranking.rank(documents, { evidence, hits, names, clauses: [] }).ranked.slice(0, limit)) this.factsOf(document, "ahead");
    }

    /**
     * Ask for the words of the index that unknown ones may be slips of, beside the scripts that compare them.
     * @param {Array<{term: string}>} unknown
     */
    foreseeWords(unknown) {
      const groups = this.base.letters.split("|");
      const all = unknown.length > 0 && groups.length <= vb.Facets.FEW;
      for (const [i, group] of groups.entries()) if (all || unknown.some(({ term }) => group.includes(term[0]))) this.source.ahead(`chu/${i}`);
    }

    /**
     * Load the long parts of lists, the rarest terms first, as far as the budget of a search goes: a word that stands
     * in nearly every document takes long to load and says nothing, unless there is nothing else.
     * @param {Map<string, any>} lookups
     * @param {() => void} [meanwhile] what there is to do before they come
     */
    async loadLong(lookups, meanwhile = () => undefined) {
      const long = [...lookups].filter(([, lookup]) => lookup.apart?.length).sort(([, a], [, b]) => a.count - b.count);
      const short = [...lookups].some(([, { posting }]) => posting);
      let size = 0;
      const wanted = long.filter(([, lookup], i) => (size += lookup.size) <= this.budget || (i === 0 && !short));
      const loading = wanted.map(async ([term, lookup]) => {
        const list = this.lists.get(term) || (await this.wholeList(term, lookup));
        return () => Object.assign(lookup, list);
      });
      if (wanted.some(([term]) => !this.lists.has(term))) meanwhile();
      (await Promise.all(loading)).forEach((put) => put());
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
     * The facts of one entry, or undefined where they could not be loaded.
     * @param {number} document
     * @param {"load" | "ahead"} [how]
     * @returns {Promise<any[] | undefined>}
     */
    async factsOf(document, how = "load") {
      const block = await this.source[how](`vb/${Math.floor(document / this.base.facts)}`);
      return block?.[document % this.base.facts];
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
   * The tiers with the documents that a query names among the first; where no document holds all words, these alone.
   * @param {any} tiers
   * @param {number[]} sure
   */
  function withSure(tiers, sure) {
    const named = new Set(sure);
    const others = (/** @type {number[]} */ documents) => documents.filter((d) => !named.has(d));
    const together = [...named, ...others(tiers.together)];
    return { together, near: others(tiers.near), scattered: others(tiers.scattered) };
  }

  /**
   * The year that was asked for where what has the name is of others.
   * @param {{years: number[], asked: number}} named
   */
  const otherYear = ({ years, asked }) => (asked && years.length && !years.includes(asked) ? { asked, nearest: vb.numbers.nearest(years, asked) } : null);

  vb.Engine = Engine;
})((globalThis.VanBan = globalThis.VanBan || {}));
