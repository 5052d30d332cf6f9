// @ts-check
/**
 * Quoted phrases: the index knows which documents hold each two words beside each other, the paragraphs tell
 * whether all of the phrase stands there. They are read in the order of fit until enough are confirmed.
 */
(function (/** @type {any} */ vb) {
  "use strict";

  /** Files of paragraphs that one search may read, and how many at a time. */
  const MOST = 9;
  const AT_ONCE = 3;
  /** Documents that are looked at; those that are only cited have no file to count. */
  const MOST_LOOKED_AT = 60;

  /**
   * How a text holds a phrase: 2 as it was typed, 1 with other accents, 0 not at all.
   * @param {Array<{exact: string, term: string}>} words
   * @param {Array<{exact: string, term: string}>} phrase
   */
  function holds(words, phrase) {
    let found = 0;
    for (let i = 0; i + phrase.length <= words.length; i += 1) {
      if (!phrase.every(({ term }, j) => words[i + j].term === term)) continue;
      if (phrase.every(({ exact }, j) => words[i + j].exact === exact)) return 2;
      found = 1;
    }
    return found;
  }

  /**
   * The least that any of the phrases is held by any of the texts.
   * @param {Array<Array<{exact: string, term: string}>>} texts
   * @param {Array<Array<{exact: string, term: string}>>} phrases
   */
  const least = (texts, phrases) => Math.min(...phrases.map((phrase) => Math.max(0, ...texts.map((text) => holds(text, phrase)))));

  /**
   * How one document holds the phrases; undefined where that could not be found out.
   * @param {any} engine
   * @param {number} document
   * @param {Array<Array<{exact: string, term: string}>>} phrases
   * @param {{left: number}} files counts down
   * @returns {Promise<number | undefined>}
   */
  async function look(engine, document, phrases, files) {
    const facts = await engine.factsOf(document);
    if (!facts) return undefined;
    const [, type, number, title, , body, , , , , leaf] = facts;
    const texts = [`${type} ${title}`, body, `${type} ${number}`].map(vb.folding.words);
    let found = least(texts, phrases);
    // The first file may be shared with others; those that it leads to are of this document alone.
    const parts = leaf ? [leaf] : [];
    for (let part = 0; part < parts.length && found < 2; part += 1) {
      if (files.left <= 0) return found || undefined;
      files.left -= 1;
      const [name, place = "0"] = parts[part].split("#");
      const file = await engine.source.load(name);
      if (!file) return found || undefined;
      parts.push(...(file.them || []));
      texts.push(...(file.p[place] || []).map((/** @type {[string, string]} */ [, text]) => vb.folding.words(text)));
      found = least(texts, phrases);
    }
    return found;
  }

  /**
   * The documents without those that do not hold the phrases: first those that hold them as they were typed, then
   * those with other accents, then those that were not looked into.
   * @param {any} engine
   * @param {number[]} documents in the order of fit
   * @param {Array<Array<{exact: string, term: string}>>} phrases
   * @param {number} wanted how many need be confirmed
   * @returns {Promise<{documents: number[], sure: number[], unsure: boolean}>} sure: those that hold them; unsure: some were not looked into
   */
  async function confirm(engine, documents, phrases, wanted) {
    const files = { left: MOST };
    const known = new Map();
    let place = 0;
    let confirmed = 0;
    while (place < Math.min(documents.length, MOST_LOOKED_AT) && files.left > 0 && confirmed < wanted) {
      const some = documents.slice(place, place + AT_ONCE);
      const found = await Promise.all(some.map((document) => look(engine, document, phrases, files)));
      some.forEach((document, i) => known.set(document, found[i] ?? -1));
      confirmed += found.filter(Boolean).length;
      place += AT_ONCE;
    }
    const rest = documents.filter((document) => (known.get(document) ?? -1) !== 0);
    const grade = (/** @type {number} */ document) => known.get(document) ?? -1;
    rest.sort((a, b) => grade(b) - grade(a));
    return { documents: rest, sure: rest.filter((document) => grade(document) > 0), unsure: rest.some((document) => grade(document) < 0) };
  }

  vb.phrases = { holds, confirm };
})((globalThis.VanBan = globalThis.VanBan || {}));
