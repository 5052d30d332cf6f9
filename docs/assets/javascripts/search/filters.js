// @ts-check
/**
 * Facts of many documents at once: narrowing a result by type, level, body, year, topic and signer, and counting.
 *
 * @typedef {{name: string, slug: string}} Value
 * @typedef {{values: Value[][], places: number[]}} Column
 *   values: for each different content of a field, its values (several topics, else one); places into it by row
 * @typedef {{rows: Map<number, number>, columns: Object<string, Column>}} Columns rows by document
 */
(function (/** @type {any} */ vb) {
  "use strict";

  /** Every field that can narrow, with the family of files its column is in. */
  const FILES = { loai: "mat", cap: "mat", "co-quan": "mat", nam: "mat", "chu-de": "mat", "he-thong": "mat", "dia-phuong": "mat", "nguoi-ky": "ky", dan: "dan", ngay: "xep" };
  const FACETS = ["loai", "cap", "he-thong", "dia-phuong", "co-quan", "nam", "chu-de", "nguoi-ky"];

  class Facets {
    /** Files of one family that are asked for together, whichever of them is needed. */
    static FEW = 3;

    /**
     * @param {{load: (name: string) => Promise<any>, ahead: (name: string) => Promise<any>}} source
     * @param {any} base
     */
    constructor(source, base) {
      this.source = source;
      this.base = base;
      /** @type {Map<string, Columns>} columns by the file they came in */
      this.parts = new Map();
    }

    /**
     * Load the columns of these fields for these documents; false where some could not be had.
     * @param {number[]} documents
     * @param {string[]} fields
     */
    async need(documents, fields) {
      const families = new Set(fields.map((field) => FILES[/** @type {keyof typeof FILES} */ (field)]));
      const parts = new Set(documents.map((document) => Math.floor(document / this.base.column)));
      const names = [...families].flatMap((family) => [...parts].map((part) => `${family}/${part}`));
      await Promise.all(names.map((name) => this.part(name)));
      return names.every((name) => this.parts.has(name));
    }

    /**
     * Ask for the columns of these fields before it is known for which documents, where the index has so few of them
     * that these are among nearly any.
     * @param {string[]} fields
     */
    foresee(fields) {
      const count = Math.ceil(this.base.size / this.base.column);
      const families = new Set(fields.map((field) => FILES[/** @type {keyof typeof FILES} */ (field)]));
      for (const family of count > Facets.FEW ? [] : families) for (let part = 0; part < count; part += 1) this.source.ahead(`${family}/${part}`);
    }

    /** @param {string} name */
    async part(name) {
      const file = this.parts.has(name) ? null : await this.source.load(name);
      if (!file) return this.parts.get(name);
      const start = Number(name.split("/")[1]) * this.base.column;
      let last = start - 1;
      const rows = new Map(vb.postings.unpack(file.so).map((/** @type {number} */ gap, /** @type {number} */ row) => [(last += gap + 1), row]));
      const columns = Object.fromEntries(Object.entries(file.cot).map(([field, column]) => [field, this.read(field, column)]));
      this.parts.set(name, { rows, columns });
      return this.parts.get(name);
    }

    /**
     * Every document there is, as far as the columns could be had.
     * @returns {Promise<number[]>}
     */
    async everyone() {
      const count = Math.ceil(this.base.size / this.base.column);
      const parts = await Promise.all(Array.from({ length: count }, (_, part) => this.part(`mat/${part}`)));
      return parts.flatMap((part) => (part ? [...part.rows.keys()] : []));
    }

    /**
     * @param {string} field
     * @param {[string[] | string, string]} column its contents, or where these are numbers the gaps between them
     * @returns {Column}
     */
    read(field, [given, runs]) {
      let last = -1;
      /** @type {string[]} */
      const contents = typeof given === "string" ? vb.postings.unpack(given).map((/** @type {number} */ gap) => String((last += gap + 1))) : given;
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
      const part = this.parts.get(`${FILES[/** @type {keyof typeof FILES} */ (field)]}/${Math.floor(document / this.base.column)}`);
      const row = part?.rows.get(document);
      return part && row !== undefined ? part.columns[field].values[part.columns[field].places[row]] : [];
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
     * When a document was issued, as a number that can be compared (20230214); only its year where no more is known.
     * @param {number} document
     */
    dateOf(document) {
      const date = this.number(document, "ngay");
      return date < 10000 ? date * 10000 : date;
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

    /**
     * The name of a value by its address, where a loaded column has it; else what the address says.
     * @param {string} facet
     * @param {string} slug
     */
    nameOf(facet, slug) {
      const file = FILES[/** @type {keyof typeof FILES} */ (facet)];
      for (const [name, { columns }] of this.parts) {
        const found = name.startsWith(`${file}/`) && columns[facet]?.values.flat().find((value) => value.slug === slug);
        if (found) return found.name;
      }
      return slug.replaceAll("-", " ");
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
