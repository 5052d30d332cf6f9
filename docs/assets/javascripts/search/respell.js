// @ts-check
/**
 * Words that the index does not know because the keyboard was not helping: Telex or VNI keys left as they
 * are, blanks forgotten. What they say is searched for where the index knows that.
 */
(function (/** @type {any} */ vb) {
  "use strict";

  const { words } = vb.folding;

  /** A number with letters in it is taken as it is where more than one document of so many holds it. */
  const SELDOM = 2000;
  /** A rare word gives way to the syllables it is made of where these stand together so many times as often. */
  const OFTENER = 20;
  /** A tone, a horn, a breve or a bar: a doubled letter alone ("quaan") may be a slip. */
  const SURE = /[\u0300\u0301\u0303\u0306\u0309\u031b\u0323đ]/;
  /** No one syllable, with a slip in it, is longer than this. */
  const LONGEST = 8;
  /** A number with letters that look like digits: "l24", "2o23"; no word of its own before a year ("l3/2026"). */
  const SLIP_OF_DIGITS = /^(?=.*\d)[\dol]*[ol][\dol]*$/;
  /** What a slip of the finger costs against a forgotten blank, as a power of two of documents. */
  const SLIP = 2;

  /**
   * The query as it was meant, with what was understood otherwise; null where all is as it should be.
   * @param {any} engine
   * @param {any} query
   * @param {Map<string, any>} lookups
   */
  async function respell(engine, query, lookups) {
    /** @type {Array<{exact: string, term: string}>} */
    const typed = query.pieces.flatMap((/** @type {any} */ piece) => piece.words);
    const instead = await unkeyed(engine, typed, lookups);
    typed.forEach(({ exact, term }, i) => {
      if (!SLIP_OF_DIGITS.test(exact) || !(seldom(engine, lookups.get(term)) || vb.numbers.looksLikeYear(typed[i + 1]?.exact || ""))) return;
      instead.set(exact, exact.replace(/o/g, "0").replace(/l/g, "1"));
    });
    await Promise.all(typed.map(async ({ exact, term }, place) => {
      // A lookup without a count is of a bucket that did not come: nothing is known of the word, so it is left alone.
      const count = lookups.has(term) ? lookups.get(term).count || Infinity : 0;
      if (instead.has(exact) || count > (typed.length > 1 ? engine.base.n / vb.repair.RARE : 0)) return;
      const parts = await unjoined(engine, query, place, count);
      if (parts) instead.set(exact, parts);
    }));
    if (!instead.size) return null;
    const pieces = query.pieces.map((/** @type {any} */ piece) => ({ ...piece,
      words: piece.words.flatMap((/** @type {{exact: string, term: string}} */ word) => (instead.has(word.exact) ? words(instead.get(word.exact) || "") : [word])) }));
    return { query: { ...query, ...vb.query.assemble(pieces) }, corrections: corrections(typed, instead) };
  }

  /**
   * Whether so few documents hold a word that it may be misread there; of one whose bucket did not come nothing is known.
   * @param {any} engine
   * @param {any} lookup
   */
  const seldom = (engine, lookup) => !lookup || (lookup.count > 0 && lookup.count <= engine.base.n / SELDOM);

  /**
   * Syllables for the words that are Telex or VNI keys. Words that the index knows ("max") are taken for keys
   * only beside others that it does not, and where the syllable is the commoner of the two.
   * @param {any} engine
   * @param {Array<{exact: string, term: string}>} typed
   * @param {Map<string, any>} lookups
   * @returns {Promise<Map<string, string>>} by the word as typed
   */
  async function unkeyed(engine, typed, lookups) {
    const some = typed.some(({ term, exact }) => !lookups.has(term) && SURE.test((vb.keys.written(exact) || "").normalize("NFD")));
    /** @type {Array<[{exact: string, term: string}, string]>} */
    const pairs = (some ? typed : []).map((word) => [word, vb.keys.written(word.exact) || ""]);
    const written = pairs.filter(([, syllable]) => syllable);
    const found = await engine.lookUp(written.map(([, syllable]) => vb.folding.termOf(syllable)));
    const commoner = (/** @type {{exact: string, term: string}} */ { term }, /** @type {string} */ syllable) =>
      (found.get(vb.folding.termOf(syllable))?.count || 0) > (lookups.get(term)?.count || 0);
    return new Map(written.filter(([word, syllable]) => commoner(word, syllable)).map(([word, syllable]) => [word.exact, syllable]));
  }

  /**
   * The syllables that were written without a blank, where they stand beside each other in the documents, and
   * oftener with their neighbours than any word that differs by a slip.
   * @param {any} engine
   * @param {any} query
   * @param {number} place of the word
   * @param {number} count of documents that hold the word as typed
   * @returns {Promise<string>} "" where there are none
   */
  async function unjoined(engine, query, place, count) {
    const beside = vb.repair.neighbours(query, place);
    /** @type {Array<{way: string[], inside: string[], around: string[]}>} */
    const ways = vb.keys.apart(query.words[place].exact).map((/** @type {string[]} */ way) => {
      const terms = way.map(vb.folding.termOf);
      const around = [beside.before && `${beside.before} ${terms[0]}`, beside.after && `${terms[terms.length - 1]} ${beside.after}`];
      return { way, inside: terms.slice(1).map((term, i) => `${terms[i]} ${term}`).filter((pair) => !/\d/.test(pair)), around: around.filter(Boolean) };
    });
    if (!ways.length) return "";
    const found = await engine.lookUp([...new Set(ways.flatMap(({ inside, around }) => [...inside, ...around]))]);
    const often = (/** @type {string[]} */ pairs) => pairs.map((pair) => found.get(pair)?.count || 0);
    const weighed = ways.map(({ way, inside, around }) => ({ way, least: Math.min(...often(inside)), value: meanLog(often([...inside, ...around])) }))
      .filter(({ least }) => least > OFTENER * count);
    const best = weighed.reduce((a, b) => (b.value > a.value ? b : a), { way: /** @type {string[]} */ ([]), value: 0 });
    if (!best.way.length) return "";
    const slip = count || query.words[place].exact.length > LONGEST ? null : await vb.slips.meant(engine, query, place, false, false);
    return slip?.best && meanLog(slip.best.counts) - SLIP * slip.best.far > best.value ? "" : best.way.join(" ");
  }

  /**
   * The mean of some counts as a power of two, so that one frequent pair does not stand for all; 0 for none.
   * @param {number[]} counts
   */
  const meanLog = (counts) => counts.reduce((sum, count) => sum + Math.log2(1 + count), 0) / Math.max(1, counts.length);

  /**
   * What was typed and what is used instead, in the order of the query, neighbours told together.
   * @param {Array<{exact: string, term: string}>} typed
   * @param {Map<string, string>} instead
   */
  function corrections(typed, instead) {
    /** @type {Array<{typed: string, used: string, also: boolean}>} */
    const told = [];
    typed.forEach(({ exact }, i) => {
      const used = instead.get(exact);
      const last = told[told.length - 1];
      if (!used) return;
      if (i > 0 && instead.has(typed[i - 1].exact)) Object.assign(last, { typed: `${last.typed} ${exact}`, used: `${last.used} ${used}` });
      else told.push({ typed: exact, used, also: false });
    });
    return told;
  }

  vb.respell = { respell };
})((globalThis.VanBan = globalThis.VanBan || {}));
