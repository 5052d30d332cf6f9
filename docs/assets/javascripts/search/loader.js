// @ts-check
/**
 * Loads the files of one generation of the index. The base file holds the digests of all shards, which stand in their
 * names, so that a file of another generation is never taken for one of this.
 */
(function (/** @type {any} */ vb) {
  "use strict";

  /** The form of the files that these scripts read, as generation.SEARCH_FORMAT. */
  const FORMAT = 10;
  const DIGEST = 4;
  /** Neighbouring shards, and buckets, that share a digest, as in generation. */
  const TOGETHER = 2;
  const BUCKETS_TOGETHER = 4;

  /**
   * The name of a file with its digest; null for a shard that is empty. A name that is no shard's has its digest already.
   * @param {any} base
   * @param {string} name
   * @returns {string | null}
   */
  function fullName(base, name) {
    const [family, index] = name.split("/");
    const digests = base.shards[family];
    if (digests === undefined) return /^[0-9]+$/.test(index) ? null : name;
    const group = Math.floor(Number(index) / (family === "tu" ? BUCKETS_TOGETHER : TOGETHER));
    const digest = digests.slice(DIGEST * group, DIGEST * (group + 1));
    return !digest || digest.startsWith("-") ? null : `${name}.${digest}`;
  }

  /**
   * The value of a file as it was before it was packed (generation.packed): the paragraphs of documents are.
   * @param {string} name
   * @param {any} value
   * @returns {Promise<any>}
   */
  async function unpacked(name, value) {
    if (!name.startsWith("doan/") || typeof value !== "string") return value;
    const bytes = Uint8Array.from(atob(value), (letter) => letter.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    return new Response(stream).json();
  }

  class Loader {
    /** @param {Promise<any>} base what the base file holds, undefined where it could not be had */
    constructor(base) {
      this.base = base;
      /** @type {Set<string>} names of files that could not be loaded */
      this.missing = new Set();
      /** @type {Map<string, Promise<any>>} */
      this.files = new Map();
    }

    /**
     * The base file, or undefined where it cannot be had or is not for these scripts.
     * @returns {Promise<any>}
     */
    async start() {
      const base = await this.base;
      if (base?.format === FORMAT) return base;
      this.missing.add("muc-luc");
      return undefined;
    }

    /**
     * The value of a data file, null for an empty shard, or undefined where it cannot be had: then it is missing, and the
     * next search asks for it again.
     * @param {string} name
     * @returns {Promise<any>}
     */
    async load(name) {
      const value = await this.ahead(name);
      if (value === undefined) this.missing.add(name);
      return value;
    }

    /**
     * Ask for a file that a search is likely to load; one that cannot be had is missing only to what loads it.
     * @param {string} name
     * @returns {Promise<any>}
     */
    ahead(name) {
      let file = this.files.get(name);
      if (!file) {
        file = this.fetch(name);
        this.files.set(name, file);
      }
      return file;
    }

    /**
     * @param {string} name
     * @returns {Promise<any>}
     */
    async fetch(name) {
      const full = fullName(await this.base, name);
      if (full === null) return null;
      // a browser without DecompressionStream, or a damaged file: as one that cannot be had
      const value = await unpacked(name, await vb.fetchData(full)).catch(() => undefined);
      if (value === undefined) this.files.delete(name);
      return value;
    }
  }

  Object.assign(vb, { Loader, fullName, unpacked, FORMAT });
})((globalThis.VanBan = globalThis.VanBan || {}));
