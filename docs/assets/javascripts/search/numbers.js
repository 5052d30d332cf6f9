// @ts-check
/**
 * Finds instruments by number in any spelling ("09/CT-TW", "9 ct tw", "chi thi so 9 cua ban bi thu").
 *
 * @typedef {[number, string, number[], number[], string, string, number, number]} Row
 *   document, symbol terms, years, month and day, type names, body terms, how many cite it, 1 where its text is held
 * @typedef {{document: number, full: boolean, named: boolean, value: number}} Hit
 *   full: every word of the query is explained; named: serial and symbol are, other words are left
 */
(function (vb) {
  "use strict";

  /** Among instruments that a query fits alike, one whose text is held comes before one cited by a few. */
  const HELD = 0.2;

  /** @param {string} term */
  const looksLikeYear = (term) => /^(19|20)\d\d$/.test(term);

  /**
   * Terms with "09ct" and "31kh" taken apart.
   * @param {Array<{term: string, small: boolean}>} words
   */
  function split(words) {
    return words.flatMap(({ term, small }) => {
      const joined = /^(\d+)([a-z]{2,})$/.exec(term);
      return joined ? [{ term: joined[1].replace(/^0+/, "") || "0", small }, { term: joined[2], small }] : [{ term, small }];
    });
  }

  /**
   * The serials a query may mean.
   * @param {Array<{term: string, small: boolean}>} words
   * @returns {string[]}
   */
  const serials = (words) => [...new Set(split(words).map((w) => w.term).filter((term) => /^\d+[a-z]?$/.test(term)))];

  /**
   * Mark where the terms of one name stand together.
   * @param {string[]} terms
   * @param {string[]} name
   * @param {Set<number>} marked
   */
  function markName(terms, name, marked) {
    let found = 0;
    for (let i = 0; i + name.length <= terms.length; i += 1) {
      if (name.every((part, j) => terms[i + j] === part)) {
        name.forEach((_, j) => marked.add(i + j));
        found += 1;
      }
    }
    return found;
  }

  /**
   * How well a row explains the words around its serial.
   * @param {Array<{term: string, small: boolean}>} words
   * @param {number} place of the serial among the words
   * @param {Row} row
   * @returns {Hit}
   */
  function explain(words, place, row) {
    const [document, symbol, years, monthDay, types, body, cited, held] = row;
    const terms = words.map((word) => word.term);
    /** @type {Set<number>} */
    const marked = new Set([place]);
    const segments = symbol ? symbol.split(" ") : [];
    const seen = new Set();
    const inBody = new Set(body.split(" "));
    const joined = segments.join("");
    let others = 0;
    terms.forEach((term, i) => {
      if (i === place) return;
      if (segments.includes(term)) { marked.add(i); seen.add(term); }
      else if (joined && term === joined) { marked.add(i); segments.forEach((s) => seen.add(s)); }
      else if (years.includes(Number(term))) { marked.add(i); others += 1; }
      else if (monthDay.includes(Number(term))) marked.add(i);
      else if (inBody.has(term)) { marked.add(i); others += words[i].small ? 0 : 1; }
    });
    const type = types.split("|").some((name) => name && markName(terms, name.split(" "), marked) > 0);
    const unexplained = words.filter((word, i) => !marked.has(i) && !word.small).length;
    const strong = seen.size + others + (type ? 1 : 0);
    const bare = strong === 0 && (looksLikeYear(terms[place]) || unexplained > 0);
    return {
      document, full: unexplained === 0 && !bare,
      named: segments.length > 0 && segments.every((s) => seen.has(s)) || (type && others > 0 && unexplained <= words.length / 2),
      value: strong + (segments.length > 0 && segments.every((s) => seen.has(s)) ? 1 : 0) + Math.min(cited, 50) / 100 + HELD * held,
    };
  }

  /**
   * The instruments a query names, by document.
   * @param {Array<{term: string, small: boolean}>} words
   * @param {Map<string, Row[]>} table rows by serial
   * @returns {Map<number, Hit>}
   */
  function match(words, table) {
    const apart = split(words);
    const hits = new Map();
    apart.forEach(({ term }, place) => {
      for (const row of table.get(term) || []) {
        const hit = explain(apart, place, row);
        const known = hits.get(hit.document);
        if ((hit.full || hit.named) && (!known || known.full < hit.full || known.value < hit.value)) hits.set(hit.document, hit);
      }
    });
    return hits;
  }

  vb.numbers = { serials, match };
})((globalThis.VanBan = globalThis.VanBan || {}));
