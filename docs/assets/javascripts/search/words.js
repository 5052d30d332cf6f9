// @ts-check
/** What the search says: the words of docs/tu-ngu.yaml that begin with "search_", which the bundle brings along. */
(function (/** @type {any} */ vb) {
  "use strict";

  /**
   * The words of one key; {name} in them is replaced by the value of that name.
   * @param {string} key
   * @param {Object<string, any>} [values]
   * @returns {string}
   */
  vb.say = (key, values = {}) => Object.entries(values).reduce(
    (said, [name, value]) => said.replace(`{${name}}`, () => String(value)), vb.words[key]);
})((globalThis.VanBan = globalThis.VanBan || {}));
