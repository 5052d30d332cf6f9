// @ts-check
/**
 * Facts of many documents at once: narrowing a result by type, level, body, year, topic and signer, and counting.
 *
 * @typedef {{name: string, slug: string}} Value
 * @typedef {{values: Value[][], places: number[]}} Column
 *   values: for each different content of a field, its values (several topics, else one); places into it by document
 */
(function (/** @type {any} */ vb) {
  "use strict";

  /** Every field that can narrow, with the family of files its column is in. */
  const FILES = { loai: "mat", cap: "mat", "co-quan": "mat", nam: "mat", "chu-de": "mat", "nguoi-ky": "ky", dan: "xep" };
  const FACETS = ["loai", "cap", "co-quan", "nam", "chu-de", "nguoi-ky"];

  class Facets {
    /**
     * @param {{load: (name: string) => Promise<any>}} source
     * @param {any} base
     */
    constructor(source, base) {
      this.source = source;
      this.base = base;
      /** @type {Map<string, Object<string, Column>>} columns by the file they came in */
      this.parts = new Map();
    }

    /**
     * Load the columns of these fields for these documents; false where some could not be had.
     * @param {number[]} documents
     * @param {string[]} fields
     */
    async need(documents, fields) {
      const families = new Set(fields.map((field) => FILES[/** @type {keyof typeof FILES} */ (field)]));
      const parts = new Set(documents.map((document) => Math.floor(document / this.base.facets)));
      const names = [...families].flatMap((family) => [...parts].map((part) => `${family}/${part}`));
      await Promise.all(names.filter((name) => !this.parts.has(name)).map(async (name) => {
        const file = await this.source.load(name);
        if (file) this.parts.set(name, Object.fromEntries(Object.entries(file).map(([field, column]) => [field, this.read(field, column)])));
      }));
      return names.every((name) => this.parts.has(name));
    }

    /**
     * @param {string} field
     * @param {[string[], string]} column
     * @returns {Column}
     */
    read(field, [contents, runs]) {
      /** @type {string[]} */
      const names = field === "cap" ? contents.map((place) => this.base.levels[Number(place)] || "") : contents;
      const values = names.map((content) => content.split("|").filter(Boolean).map((name) => ({ name, slug: vb.folding.slug(name) })));
      return { values, places: vb.postings.unpackRuns(runs) };
    }

    /**
     * The values of a field of a document; none where its column is not loaded.
     * @param {number} document
     * @param {string} field
     * @returns {Value[]}
     */
    valuesOf(document, field) {
      const file = `${FILES[/** @type {keyof typeof FILES} */ (field)]}/${Math.floor(document / this.base.facets)}`;
      const column = this.parts.get(file)?.[field];
      return column ? column.values[column.places[document % this.base.facets]] : [];
    }

    /**
     * A field that is a number, such as the year; 0 where it is not known.
     * @param {number} document
     * @param {string} field
     */
    number(document, field) {
      return Number(this.valuesOf(document, field)[0]?.name || 0);
    }

    /**
     * Whether a document passes the filters, one facet left out.
     * @param {number} document
     * @param {Object<string, string[]>} filters
     * @param {string} [without]
     */
    passes(document, filters, without) {
      return FACETS.every((facet) => facet === without || !filters[facet]?.length ||
        filters[facet].some((wanted) => this.valuesOf(document, facet).some(({ slug }) => matches(slug, wanted))));
    }

    /**
     * For each facet its values with counts, commonest first, years newest first; a facet's own filter
     * does not narrow its own counts. Signers are counted only when somebody narrows by them.
     * @param {number[]} documents
     * @param {Object<string, string[]>} filters
     */
    count(documents, filters) {
      const shown = FACETS.filter((facet) => facet !== "nguoi-ky" || filters[facet]?.length);
      return shown.map((facet) => {
        /** @type {Map<string, {name: string, slug: string, count: number}>} */
        const counts = new Map();
        for (const document of documents) {
          if (!this.passes(document, filters, facet)) continue;
          for (const { name, slug } of this.valuesOf(document, facet)) {
            const known = counts.get(slug);
            if (known) known.count += 1;
            else counts.set(slug, { name, slug, count: 1 });
          }
        }
        return { facet, values: [...counts.values()].sort(this.order(facet)) };
      });
    }

    /** @param {string} facet */
    order(facet) {
      const levels = this.base.levels;
      return (/** @type {any} */ a, /** @type {any} */ b) => {
        if (facet === "nam") return Number(b.name) - Number(a.name);
        if (facet === "cap") return levels.indexOf(a.name) - levels.indexOf(b.name);
        return b.count - a.count || (a.slug < b.slug ? -1 : 1);
      };
    }
  }

  /**
   * Whether a value is the one asked for, in full or by whole words ("binh-phuoc").
   * @param {string} slug
   * @param {string} wanted
   */
  const matches = (slug, wanted) => `-${slug}-`.includes(`-${wanted}-`);

  vb.Facets = Facets;
  vb.FACETS = FACETS;
})((globalThis.VanBan = globalThis.VanBan || {}));
