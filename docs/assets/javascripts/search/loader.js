// @ts-check
/**
 * Loads the files of the index by script tags, so that it works from disk as over the network.
 * A file calls VanBan.receive(name, value); one that fails is asked for once more, then it counts as missing until
 * the next search asks for it.
 */
(function (/** @type {any} */ vb) {
  "use strict";

  const PATIENCE = 10000;
  /** @type {Map<string, (value: unknown) => void>} */
  const waiting = new Map();

  /**
   * Called by every data file.
   * @param {string} name
   * @param {unknown} value
   */
  vb.receive = function (name, value) {
    const resolve = waiting.get(name);
    if (resolve) resolve(value);
  };

  /**
   * Run one script; resolves when it has run, or failed, or kept us waiting too long.
   * @param {string} address
   * @param {() => void} done
   */
  function runScript(address, done) {
    const script = document.createElement("script");
    const timer = setTimeout(done, PATIENCE);
    const finish = () => {
      clearTimeout(timer);
      script.remove();
      done();
    };
    script.onload = finish;
    script.onerror = finish;
    script.src = address;
    document.head.append(script);
  }

  class Loader {
    /** @param {string} base address of the folder of the index, ending in a slash */
    constructor(base) {
      this.base = base;
      this.version = "";
      /** @type {Set<string>} names of files that could not be loaded */
      this.missing = new Set();
      /** @type {Map<string, Promise<any>>} */
      this.files = new Map();
    }

    /**
     * The value of a data file, or undefined where it cannot be had.
     * @param {string} name
     * @returns {Promise<any>}
     */
    load(name) {
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
      const value = (await this.once(name)) ?? (await this.once(name));
      if (value === undefined) this.files.delete(name);
      return value;
    }

    /**
     * @param {string} name
     * @returns {Promise<any>}
     */
    once(name) {
      return new Promise((resolve) => {
        waiting.set(name, (value) => {
          waiting.delete(name);
          this.missing.delete(name);
          resolve(value);
        });
        runScript(this.address(`${name}.js`), () => {
          if (!waiting.delete(name)) return;
          this.missing.add(name);
          resolve(undefined);
        });
      });
    }

    /** @param {string} file */
    address(file) {
      return this.base + file + (this.version ? `?v=${this.version}` : "");
    }

    /** The lunr library, copied beside the index by the build. */
    async lunr() {
      if (!globalThis.lunr) {
        await new Promise((resolve) => runScript(this.address("lunr.js"), () => resolve(undefined)));
        if (!globalThis.lunr) this.missing.add("lunr");
        else this.missing.delete("lunr");
      }
      return globalThis.lunr;
    }
  }

  vb.Loader = Loader;
})((globalThis.VanBan = globalThis.VanBan || {}));
