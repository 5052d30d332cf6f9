// @ts-check
/**
 * Finds instruments by number in any spelling ("09/CT-TW", "9 ct tw", "chi thi so 9 cua ban bi thu").
 *
 * @typedef {[number, string, number[], number[], string, string, number, number]} Row
 *   document, symbol terms, years, month and day, type names, body terms, how many cite it, 1 where its text is held
 * @typedef {{document: number, full: boolean, cited: boolean, led: boolean, named: boolean, whole: boolean, left: number,
 *   rest: string[], value: number, years: number[]}} Hit
 *   led: its type and serial stand there beside each other, before words of what it is about ("thong tu 39 hoa don"); full: every word of the query is explained; cited: the query is a citation of it, whatever follows its number; whole:
 *   every part of the number stands in it; named: serial and symbol are, other words are left; left: how many; rest: those
 *   that follow
 */
(function (/** @type {any} */ vb) {
  "use strict";

  /** Among instruments that a query fits alike, one whose text is held comes before one cited by a few. */
  const HELD = 0.2;

  /** What a pasted citation has before its type: "Căn cứ khoản 3 Điều 47 Nghị định số …". */
  const LEADS = /^(?:can|cu|theo|tai|diem|khoan|dieu|muc|chuong|phu|luc|\d+|[a-z])$/;

  /** @param {string} term */
  const looksLikeYear = (term) => /^(19|20)\d\d$/.test(term);

  /** Ways to take a word apart: "09ct", then "nq28" too, then "422025ttbnnmt" ("bcd138" is a symbol as it stands). */
  const GLUED = [
    /^(\d+)([a-z][a-z0-9]+)$/,
    /^(?:(\d+)([a-z][a-z0-9]+)|([a-z]{2,})(\d+))$/,
    /^([a-z]{2,})?(\d{1,5})((?:19|20)\d\d)([a-z][a-z0-9]*)?$/,
  ];

  /**
   * The words with those that fit a pattern taken apart.
   * @param {Array<{term: string, small: boolean}>} words
   * @param {RegExp} glued
   */
  function split(words, glued) {
    return words.flatMap(({ term, small }) => {
      const joined = glued.exec(term);
      if (!joined) return [{ term, small }];
      return joined.slice(1).filter(Boolean).map((part) => ({ term: part.replace(/^0+(?=\d)/, ""), small }));
    });
  }

  /** Words of a query in which a number may have a blank; a column of figures is no number. */
  const MOST_WORDS = 40;

  /**
   * The ways in which a blank may have fallen into a serial ("32 2/2025/nd-cp"): neighbouring figures as one word.
   * @param {Array<{term: string, small: boolean}>} words
   */
  function closed(words) {
    if (words.length > MOST_WORDS) return [];
    const figures = (/** @type {number} */ i) => /^\d{1,3}$/.test(words[i].term);
    return words.slice(1).flatMap((next, i) => (figures(i) && figures(i + 1)
      ? [{ at: i, words: [...words.slice(0, i), { ...next, term: words[i].term + next.term }, ...words.slice(i + 2)] }] : []));
  }

  /**
   * The serials a query may mean; a year that is called one, or closes the query, is none.
   * @param {Array<{term: string, small: boolean}>} words
   * @returns {string[]}
   */
  function serials(words) {
    const isYear = (/** @type {number} */ i) => looksLikeYear(words[i].term) && i > 0 &&
      (words[i - 1].term === "nam" || (i === words.length - 1 && words[i - 1].term !== "so"));
    const some = words.filter((_, i) => !isYear(i));
    return [...new Set([some, ...GLUED.map((glued) => split(some, glued)), ...closed(some).map((way) => way.words)].flat()
      .map((w) => w.term).filter((term) => /^\d+[a-z]?$/.test(term)))];
  }

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
   * What neighbouring parts of a symbol are when written as one word ("ttbca"), with the parts.
   * @param {string[]} segments
   * @returns {Map<string, string[]>}
   */
  function runsOf(segments) {
    const found = new Map();
    for (let from = 0; from < segments.length; from += 1) {
      for (let to = from + 1; to <= segments.length; to += 1) found.set(segments.slice(from, to).join(""), segments.slice(from, to));
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
    const runs = runsOf(segments);
    let others = 0;
    terms.forEach((term, i) => {
      if (i === place) return;
      if (runs.has(term)) { marked.add(i); runs.get(term)?.forEach((s) => seen.add(s)); }
      else if (years.includes(Number(term))) { marked.add(i); others += 1; }
      else if (monthDay.includes(Number(term))) marked.add(i);
      else if (inBody.has(term)) { marked.add(i); others += words[i].small ? 0 : 1; }
    });
    const names = types.split("|").filter(Boolean);
    const type = names.some((name) => markName(terms, name.split(" "), marked) > 0);
    const left = words.map((word, i) => (marked.has(i) || word.small ? -1 : i)).filter((i) => i >= 0);
    const unexplained = left.length;
    const dated = looksLikeYear(segments[0] || "") && terms[place + 1] === segments[0];
    const strong = seen.size + others + (type ? 1 : 0) + (dated ? 1 : 0);
    const bare = seen.size === 0 && looksLikeYear(terms[place]) ? terms[place - 1] !== "so" : strong === 0 && unexplained > 0;
    const whole = segments.length > 0 && segments.every((s) => seen.has(s));
    return {
      document, whole, left: unexplained, full: unexplained === 0 && !bare,
      cited: segments.length > 1 && segments.every((part, i) => terms[place + 1 + i] === part) &&
        left.every((i) => i > place || LEADS.test(terms[i])),
      led: unexplained > 0 && !bare && !seen.size && terms[place + 1] !== "nam" && left.every((i) => i > place) && names.some((name) => ` ${terms.slice(0, place).join(" ")}`.endsWith(` ${name}`)),
      rest: left.filter((i) => i > place).map((i) => terms[i]),
      named: whole || (!bare && type && others + seen.size > 0 && unexplained <= words.length / 2),
      years, value: strong + (whole ? 1 : 0) + Math.min(cited, 50) / 100 + HELD * held,
    };
  }

  /**
   * The instruments a query names, by document.
   * @param {Array<{term: string, small: boolean}>} words
   * @param {Map<string, Row[]>} table rows by serial
   * @returns {Map<number, Hit>}
   */
  function match(words, table) {
    /** @type {Map<number, Hit>} */
    const hits = new Map();
    for (const { at, words: joined } of closed(words)) {
      for (const row of table.get(joined[at].term) || []) {
        const hit = explain(joined, at, row);
        if (hit.full && hit.whole) hits.set(hit.document, hit);
      }
    }
    for (const apart of GLUED.map((glued) => split(words, glued))) {
      apart.forEach(({ term }, place) => {
        for (const row of table.get(term) || []) {
          const hit = explain(apart, place, row);
          const known = hits.get(hit.document);
          if ((hit.full || hit.named || hit.led) && (!known || known.full < hit.full || known.value < hit.value)) hits.set(hit.document, hit);
        }
      });
    }
    return hits;
  }

  /**
   * The one instrument that a query names: the only one it names in full or cites, or with every part of its number,
   * or the only one at all whose number stands in it.
   * @param {Map<number, Hit>} hits
   * @returns {number | null}
   */
  function only(hits) {
    const all = [...hits.values()];
    const full = all.filter((hit) => hit.full || hit.cited);
    const whole = (full.length ? full : all).filter((hit) => hit.whole);
    if (full.length === 1) return full[0].document;
    return whole.length === 1 ? whole[0].document : null;
  }

  /**
   * A year that a query names where the instruments with its number are of others: that year, and the nearest. Beside the
   * year that is a part of the number ("302/2025/NĐ-CP năm 2023") it must be all that is left to explain; what is of that year
   * and lacks another word, as the body, is no answer.
   * @param {Array<{term: string}>} words
   * @param {Map<number, Hit>} hits
   * @returns {{asked: number, nearest: number} | null}
   */
  function otherYear(words, hits) {
    const asked = words.map(({ term }) => term).filter(looksLikeYear).map(Number);
    const named = [...hits.values()].filter((hit) => hit.whole || hit.named);
    const butTheYear = named.filter(({ left, years }) => left === 1 && asked.some((year) => !years.includes(year)));
    const sure = butTheYear.length ? butTheYear : named.filter(({ left }) => asked.length === 1 || left === 1);
    const years = sure.flatMap((hit) => hit.years);
    const others = asked.filter((year) => !years.includes(year));
    if (others.length !== 1 || !years.length || named.some(({ full }) => full)) return null;
    return { asked: others[0], nearest: nearest(years, others[0]) };
  }

  /**
   * Whether a hit explains all of a query but the year that it asks for, and is of the nearest one.
   * @param {Hit} hit
   * @param {{asked: number, nearest: number} | null} other
   */
  const allButYear = ({ left, years }, other) => other !== null && left === 1 && years.includes(other.nearest);

  /**
   * @param {number[]} years
   * @param {number} asked
   */
  const nearest = (years, asked) => years.reduce((a, b) => (Math.abs(b - asked) < Math.abs(a - asked) ? b : a));

  vb.numbers = { serials, match, only, otherYear, allButYear, nearest, looksLikeYear };
})((globalThis.VanBan = globalThis.VanBan || {}));
