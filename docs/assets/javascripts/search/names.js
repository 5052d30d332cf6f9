// @ts-check
/**
 * Finds instruments by their exact name, nickname or short form ("luật thú y", "luật thú y 2015", "blhs").
 *
 * @typedef {[number, number, number, number]} NameRow document, standing (2 held, 1 known by its number, 0 by its name only), year,
 *   1 where the name begins with its type
 */
(function (/** @type {any} */ vb) {
  "use strict";

  /** Words of a name that the table keeps: LONGEST_KEPT_NAME of search/names.py. */
  const LONGEST = 16;
  const STANDING = [0.3, 0.8, 1];
  /** A later text of the same name comes first. */
  const NEWER = 0.001;
  /** What is left of a name where the year that was asked for is another. */
  const OTHER_YEAR = 0.6;

  /**
   * A name in the one form in which the table has it, as names.plain: of "sửa đổi, bổ sung một số điều của Luật Dược" and
   * "Luật Dược (sửa đổi)" that is "sửa đổi luật dược".
   * @param {string} key
   */
  function plain(key) {
    const short = key.replace(/\bsua doi bo sung\b(?: mot so dieu\b)?(?: cua\b)?/g, "sua doi");
    return short.replace(/^(.+) sua doi$/, "sua doi $1");
  }

  /**
   * The names that a query may be: all of it, and without a year at its end, or "mới" ("luật thú y mới": the newest of the name).
   * @param {Array<{term: string}>} words
   * @returns {Array<{key: string, year: number}>}
   */
  function keysOf(words) {
    const terms = words.map(({ term }) => term);
    if (!terms.length || terms.length > LONGEST + 2) return []; // two more: a year and the word for it
    const keys = [{ key: plain(terms.join(" ")), year: 0 }];
    const last = terms[terms.length - 1];
    if (terms.length > 1 && vb.numbers.looksLikeYear(last)) {
      const rest = terms.slice(0, terms[terms.length - 2] === "nam" ? -2 : -1);
      keys.push({ key: plain(rest.join(" ")), year: Number(last) });
    }
    if (last === "moi") keys.push({ key: plain(terms.slice(0, -1).join(" ")), year: 0 });
    return keys;
  }

  /**
   * What it is worth that a query is a document's name, by document, from 0 to 1; which of these the query names with their
   * type; the years of those that have it.
   * @param {Array<{key: string, year: number}>} keys
   * @param {Map<string, NameRow[]>} table
   */
  function match(keys, table) {
    const worth = new Map();
    const typed = new Set();
    /** @type {number[]} */
    const years = [];
    for (const { key, year } of keys) {
      for (const [document, standing, own, type] of table.get(key) || []) {
        const other = year && own && own !== year;
        if (own && year) years.push(own);
        const value = STANDING[standing] * (other ? OTHER_YEAR : 1) + NEWER * Math.max(0, own - 1900);
        if (type) typed.add(document);
        worth.set(document, Math.max(value, worth.get(document) || 0));
      }
    }
    return { worth, typed, years, asked: keys.find(({ year }) => year)?.year || 0 };
  }

  vb.names = { keysOf, match };
})((globalThis.VanBan = globalThis.VanBan || {}));
