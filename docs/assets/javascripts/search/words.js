// @ts-check
/**
 * What the search says: the words of docs/tu-ngu.yaml whose keys begin with "search_", which the bundle brings along and writes
 * without these letters, there and in the scripts.
 */
(function (/** @type {any} */ vb) {
  "use strict";

  /**
   * The words of one key; {name} in them is replaced by the value of that name.
   * @param {string} key
   * @param {Object<string, any>} [values]
   * @returns {string}
   */
  vb.say = (key, values = {}) => vb.words[key].replace(/\{(\w+)\}/g,
    (/** @type {string} */ whole, /** @type {string} */ name) => name in values ? String(values[name]) : whole);

  /**
   * A whole number as it is written: 12.345. The browser's own way of writing numbers takes a slow phone 0.2 s to set up.
   * @param {number} n
   */
  vb.grouped = (n) => String(n).replace(/\B(?=(?:\d{3})+$)/g, ".");
})((globalThis.VanBan = globalThis.VanBan || {}));
