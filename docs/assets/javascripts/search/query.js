// @ts-check
/**
 * Reads what a person typed: words, quoted phrases, "loại:" and its like.
 *
 * @typedef {{exact: string, term: string, small: boolean, quoted: boolean}} QueryWord
 *   small: a grammatical word ("của", "về"), scored but not required
 * @typedef {{exact: string, term: string}} Word
 * @typedef {{quoted: boolean, words: Word[]}} Piece what stands within quotes, or between them
 * @typedef {{words: QueryWord[], pairs: Array<{term: string, required: boolean}>, phrases: Word[][], pieces: Piece[],
 *   filters: Object<string, string[]>, open: boolean}} Query
 *   phrases: what must stand as it is; open: the last word may still be unfinished
 */
(function (/** @type {any} */ vb) {
  "use strict";

  const { compose, words, slug } = vb.folding;
  const SMALL = new Map(("của và về các cho trong theo được những là có từ đến do ở tại với này khi để năm số ngày tháng " +
    "thì mà bị bởi cùng như trên dưới ra vào việc").split(" ").map((word) => [vb.folding.fold(word), word]));
  const STRUCTURED = /(^|\s)(loại|loai|cấp|cap|cơ[- ]quan|co[- ]quan|năm|nam|số|so|người[- ]ký|nguoi[- ]ky|chủ[- ]đề|chu[- ]de)\s?:\s*("[^"]*"|[^\s"]+)/giu;

  /** @param {{exact: string, term: string}} word */
  const isSmall = ({ exact, term }) => SMALL.has(term) && (exact === term || exact === SMALL.get(term));

  /**
   * A grammatical word beyond doubt, written with its accents: its pairs say nothing.
   * @param {{exact: string, term: string}} word
   */
  const isGrammar = (word) => isSmall(word) && word.exact !== word.term;

  /**
   * @param {string} text
   * @returns {Query}
   */
  function parse(text) {
    /** @type {Object<string, string[]>} */
    const filters = {};
    const rest = compose(text).replace(/[“”„«»]/g, '"').replace(STRUCTURED, (
      /** @type {string} */ _, /** @type {string} */ before, /** @type {string} */ name, /** @type {string} */ value) => {
      const facet = slug(name);
      if (facet === "so") return `${before} ${value.replaceAll('"', "")}`;
      const wanted = value.replaceAll('"', "").replaceAll("-", " ");
      (filters[facet] = filters[facet] || []).push(slug(wanted));
      return before;
    });
    const parts = rest.split('"');
    const pieces = parts.map((/** @type {string} */ part, /** @type {number} */ i) => ({ quoted: i % 2 === 1 && i < parts.length - 1, words: words(part) }));
    return assemble(pieces, filters, /[^\s"]$/.test(rest));
  }

  /**
   * A query from its pieces: its words, and which of them stand together.
   * @param {Piece[]} pieces
   * @param {Object<string, string[]>} filters
   * @param {boolean} open
   * @returns {Query}
   */
  function assemble(pieces, filters, open) {
    /** @type {QueryWord[]} */
    const found = [];
    const pairs = new Map();
    for (const { quoted, words: spoken } of pieces) {
      spoken.forEach((word, place) => {
        const last = found[found.length - 1];
        const bound = quoted || !(isGrammar(word) || (last && isGrammar(last)));
        if (last && bound && (place > 0 || !(quoted || last.quoted))) {
          const pair = `${last.term} ${word.term}`;
          pairs.set(pair, pairs.get(pair) || (quoted && place > 0));
        }
        found.push({ exact: word.exact, term: word.term, small: isSmall(word) && !quoted, quoted });
      });
    }
    const phrases = pieces.filter((piece) => piece.quoted && piece.words.length > 1).map((piece) => piece.words);
    return { words: found, pairs: [...pairs].map(([term, required]) => ({ term, required })), phrases, pieces, filters, open };
  }

  vb.query = { parse, assemble, isSmall };
})((globalThis.VanBan = globalThis.VanBan || {}));
