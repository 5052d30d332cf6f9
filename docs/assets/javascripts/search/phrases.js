// @ts-check
/**
 * Quoted phrases: the index knows which documents hold each two words beside each other, the paragraphs tell
 * whether all of the phrase stands there. They are read in the order of fit until enough are confirmed.
 */
(function (/** @type {any} */ vb) {
  "use strict";

  /** Files of paragraphs that one search may read, and documents that are looked into at a time. */
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
   * @typedef {{words: Array<{exact: string, term: string}>, trace: RegExp}} Sought trace: what a folded text has that may hold it
   * @typedef {{document: number, grades: number[], next: string[], lost: boolean}} Look
   *   one document, as far as it was looked into: how it holds each phrase, the files still to be read; lost: some could not be had
   */

  /**
   * @param {Array<{exact: string, term: string}>} words
   * @returns {Sought}
   */
  const soughtOf = (words) => ({ words, trace: new RegExp(words.map(({ term }) => `0*${term}`).join("[^0-9a-z]+")) });

  /** @param {Look} look the least that any phrase is held */
  const least = ({ grades }) => Math.min(...grades);

  /**
   * See how some texts of a document hold the phrases.
   * @param {Look} look changed
   * @param {string[]} texts
   * @param {Sought[]} sought
   */
  function read(look, texts, sought) {
    for (const text of texts) {
      const folded = vb.folding.fold(vb.folding.compose(text));
      sought.forEach(({ words, trace }, i) => {
        if (look.grades[i] < 2 && trace.test(folded)) look.grades[i] = Math.max(look.grades[i], holds(vb.folding.words(text), words));
      });
    }
  }

  /**
   * Look into what the facts of a document say.
   * @param {any} engine
   * @param {number} document
   * @param {Sought[]} sought
   * @returns {Promise<Look>}
   */
  async function begun(engine, document, sought) {
    const facts = await engine.factsOf(document);
    const [, type, number, title, , body, , , , , leaf] = facts || [];
    const look = { document, grades: sought.map(() => 0), next: leaf ? [leaf] : [], lost: !facts };
    if (facts) read(look, [`${type} ${title}`, body, `${type} ${number}`], sought);
    return look;
  }

  /**
   * Read files of a document. The first may be shared with others; those that it leads to are of this document alone.
   * @param {any} engine
   * @param {Look} look changed
   * @param {string[]} names
   * @param {Sought[]} sought
   */
  async function readOn(engine, look, names, sought) {
    await Promise.all(names.map(async (part) => {
      const [name, place = "0"] = part.split("#");
      const file = await engine.source.load(name);
      if (!file) {
        look.lost = true;
        return;
      }
      look.next.push(...(file.them || []));
      read(look, (file.p[place] || []).map((/** @type {[string, string]} */ [, text]) => text), sought);
    }));
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
    const sought = phrases.map(soughtOf);
    /** @type {Look[]} */
    const looks = [];
    let left = MOST;
    const enough = () => looks.filter(least).length >= wanted;
    while (looks.length < Math.min(documents.length, MOST_LOOKED_AT) && left > 0 && !enough()) {
      const some = await Promise.all(documents.slice(looks.length, looks.length + AT_ONCE).map((document) => begun(engine, document, sought)));
      looks.push(...some);
      while (left > 0 && !enough()) {
        const open = some.filter((look) => look.next.length && least(look) < 2);
        if (!open.length) break;
        await Promise.all(open.map((look) => {
          const names = look.next.splice(0, left);
          left -= names.length;
          return readOn(engine, look, names, sought);
        }));
      }
    }
    const grades = new Map(looks.map((look) => [look.document, least(look) || (look.next.length || look.lost ? -1 : 0)]));
    const grade = (/** @type {number} */ document) => grades.get(document) ?? -1;
    const rest = documents.filter((document) => grade(document) !== 0).sort((a, b) => grade(b) - grade(a));
    return { documents: rest, sure: rest.filter((document) => grade(document) > 0), unsure: rest.some((document) => grade(document) < 0) };
  }

  vb.phrases = { holds, confirm };
})((globalThis.VanBan = globalThis.VanBan || {}));
