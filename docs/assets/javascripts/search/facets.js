// @ts-check
/**
 * Facts of many documents at once: narrowing a result by type, level, body and year, and counting.
 *
 * @typedef {{names: string[], slugs: string[], values: number[]}} Column
 * @typedef {{columns: Object<string, Column>, held: number[], cited: number[]}} Part
 */
(function (vb) {
  "use strict";

  const FACETS = ["loai", "cap", "co-quan", "nam"];

  /**
   * @param {any} file
   * @param {string[]} levels
   * @returns {Part}
   */
  function read(file, levels) {
    const columns = Object.fromEntries(FACETS.map((facet) => {
      const [raw, values] = file[facet];
      const names = facet === "cap" ? raw.map((/** @type {string} */ i) => levels[Number(i)] || "") : raw;
      return [facet, { names, slugs: names.map(vb.folding.slug), values: vb.postings.unpackRuns(values) }];
    }));
    return { columns, held: vb.postings.unpackRuns(file.giu), cited: vb.postings.unpackRuns(file.dan) };
  }

  class Facets {
    /**
     * @param {{load: (name: string) => Promise<any>}} source
     * @param {any} base
     */
    constructor(source, base) {
      this.source = source;
      this.base = base;
      /** @type {Map<number, Part>} */
      this.parts = new Map();
    }

    /**
     * Load the columns of these documents; false where some could not be had.
     * @param {number[]} documents
     */
    async need(documents) {
      const wanted = new Set(documents.map((document) => Math.floor(document / this.base.facets)));
      await Promise.all([...wanted].filter((part) => !this.parts.has(part)).map(async (part) => {
        const file = await this.source.load(`mat/${part}`);
        if (file) this.parts.set(part, read(file, this.base.levels));
      }));
      return [...wanted].every((part) => this.parts.has(part));
    }

    /**
     * @param {number} document
     * @param {string} facet
     */
    slugOf(document, facet) {
      const column = this.parts.get(Math.floor(document / this.base.facets))?.columns[facet];
      return column ? column.slugs[column.values[document % this.base.facets]] : "";
    }

    /**
     * @param {number} document
     * @param {"held" | "cited"} fact
     */
    fact(document, fact) {
      return this.parts.get(Math.floor(document / this.base.facets))?.[fact][document % this.base.facets] || 0;
    }

    /**
     * Whether a document passes the filters, one facet left out.
     * @param {number} document
     * @param {Object<string, string[]>} filters
     * @param {string} [without]
     */
    passes(document, filters, without) {
      return FACETS.every((facet) => facet === without || !filters[facet]?.length ||
        filters[facet].some((value) => matches(this.slugOf(document, facet), value)));
    }

    /**
     * For each facet its values with counts, commonest first, years newest first; a facet's own filter
     * does not narrow its own counts.
     * @param {number[]} documents
     * @param {Object<string, string[]>} filters
     */
    count(documents, filters) {
      return FACETS.map((facet) => {
        /** @type {Map<string, {name: string, slug: string, count: number}>} */
        const counts = new Map();
        for (const document of documents) {
          if (!this.passes(document, filters, facet)) continue;
          const column = this.parts.get(Math.floor(document / this.base.facets))?.columns[facet];
          if (!column) continue;
          const value = column.values[document % this.base.facets];
          const slug = column.slugs[value];
          if (!slug) continue;
          const known = counts.get(slug);
          if (known) known.count += 1;
          else counts.set(slug, { name: column.names[value], slug, count: 1 });
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
