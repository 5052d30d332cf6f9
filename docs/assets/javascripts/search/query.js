// @ts-check
/**
 * Reads what a person typed: words, quoted phrases, "loại:" and its like.
 *
 * @typedef {{exact: string, term: string, small: boolean, quoted: boolean, capitals: boolean}} QueryWord
 *   small: a grammatical word ("của", "về"), scored but not required; capitals: an abbreviation, which is no slip
 * @typedef {{exact: string, term: string, capitals?: boolean}} Word
 * @typedef {{quoted: boolean, words: Word[]}} Piece what stands within quotes, or between them
 * @typedef {{words: QueryWord[], pairs: Array<{term: string, at: number, required: boolean}>, phrases: Word[][], pieces: Piece[]}} Wording
 *   what its pieces say; pairs: neighbours, at the place of the second word, required within quotes; phrases: what must stand as it is
 * @typedef {Wording & {filters: Object<string, string[]>, open: boolean, latest: string, date: number,
 *   day: {date: number, rest: string} | null}} Query
 *   open: the last word may still be unfinished; latest: the words that ask for the newest,
 *   "" where there are none; date: a day that is all of the query, as 20111201, or 0; day: one that stands beside other words,
 *   and these
 */
(function (/** @type {any} */ vb) {
  "use strict";

  const { compose, slug } = vb.folding;
  const SMALL = new Map(("của và về các cho trong theo được những là có từ đến do ở tại với này khi để năm số ngày tháng " +
    "thì mà bị bởi cùng như trên dưới ra vào việc").split(" ").map((word) => [vb.folding.fold(word), word]));
  /** @param {string} phrases with accents, between bars; they are found without accents too */
  const either = (phrases) => `(?:${phrases}|${vb.folding.fold(phrases)})`;
  const STRUCTURED = new RegExp(`(^|\\s)(${either("loại|cấp|cơ[- ]quan|năm|số|người[- ]ký|chủ[- ]đề|hệ[- ]thống|địa[- ]phương")})\\s?:\\s*("[^"]*"|[^\\s"]+)`, "giu");

  /** Characters of a query that are read: a whole paragraph, and no file that was pasted. */
  const LONGEST = 2000;

  /** What stands before "ky" that is no signing ("đăng ký", "định kỳ", "Hoa Kỳ", "thế kỷ"). */
  const NO_SIGNER = new Set("dang chu dinh nhiem hoc the hoa thoi".split(" "));

  /** Words that ask for the newest: all of them at the beginning or the end of a query, those with "nhất" anywhere. */
  const LATEST = either("mới nhất|gần đây(?: nhất)?|hiện nay|hiện hành|(?:đang )?còn hiệu lực");
  const ASKS_LATEST = new RegExp(`^\\s*${LATEST}(?=\\s)|(?<=\\s)${LATEST}\\s*[?.!]*\\s*$|(?<=\\s)${either("(?:mới|gần đây) nhất")}(?=\\s)`, "iu");
  /** Words of a question that say nothing of what is asked for: at its beginning, at its end. */
  const ASKING = new RegExp(`^\\s*${either("(?:cho|xin) (?:(?:tôi|mình|em) )?hỏi(?: về)?|hỏi về|(?:cần|muốn) tìm|tôi (?:cần|muốn)(?: tìm)?|làm (?:sao|thế nào)(?: để)?|(?:văn bản|luật|cơ quan) nào(?: quy định)?(?: về)?|(?:bao (?:nhiêu|lâu)|khi nào)(?: thì)?|thế nào là")}(?=\\s)|` +
    `(?<=\\s)(?:${either("(?:được |quy định )?(?:như )?thế nào|ra sao|(?:(?:là|hết|được|trong) )?bao (?:nhiêu(?: tiền)?|lâu)|là gì|(?:gồm|cần) những gì|ở đâu|khi nào|(?:có )?được không")}|` +
    `(?<=(?:^|\\s)(?:có|co)\\s.*\\s)(?<!${either("(?:hàng|phòng|trên|đường)")} )${either("(?:hay |hoặc )?không")})\\s*[?.!]*\\s*$`, "giu");
  /** A day in digits or in words ("30/11/1945", "ngày 30 tháng 11 năm 1945", "30 tháng 11 1945"). */
  const A_DAY = "(?:ngày |ngay )?(\\d{1,2})(?:[/.-]|\\s+(?:tháng|thang)\\s+)(\\d{1,2})(?:[/.-]|\\s+(?:(?:năm|nam)\\s+)?)((?:19|20)\\d\\d)";
  /** Another day than that of issue: by when something is due. */
  const DUE = either("(?:trước|đến|hết|hạn|hạn chót|chậm nhất(?: là)?)(?: ngày)?");
  const DAY_AMONG = new RegExp(`(?:^|[\\s(])(?<!(?:^|\\s)${DUE}\\s)${A_DAY}(?=[\\s,;:.?!)]|$)`, "iu");
  const DAY = new RegExp(`^\\s*(?:văn bản |van ban )?${A_DAY}[\\s,;.?!]*$`, "iu");

  /**
   * A grammatical word; "số" is one first of all or before a digit only ("dân số" is no number), "việc" after "về" only.
   * @param {{exact: string, term: string}} word
   * @param {{term: string}} [before]
   * @param {{term: string}} [after]
   */
  function isSmall({ exact, term }, before, after) {
    if (!SMALL.has(term) || (exact !== term && exact !== SMALL.get(term))) return false;
    if (term === "so") return !before || /^\d/.test(after?.term || "");
    return term !== "viec" || before?.term === "ve";
  }

  /**
   * @param {string} text
   * @returns {Query}
   */
  function parse(text) {
    /** @type {Object<string, string[]>} */
    const filters = {};
    const asked = compose(text).replace(/\s+/g, " ").slice(0, LONGEST).replace(/[“”„«»]/g, '"');
    const rest = (asked.includes('"') ? asked : asked.replace(ASKING, (/** @type {string} */ words) => (words.trim() === asked.trim() ? words : " "))).replace(STRUCTURED, (
      /** @type {string} */ _, /** @type {string} */ before, /** @type {string} */ name, /** @type {string} */ value) => {
      const facet = slug(name);
      if (facet === "so") return `${before} ${value.replaceAll('"', "")}`;
      const wanted = value.replaceAll('"', "").replaceAll("-", " ");
      (filters[facet] = filters[facet] || []).push(slug(wanted));
      return before;
    });
    const latest = ASKS_LATEST.exec(rest)?.[0].trim() || "";
    const parts = (latest ? rest.replace(ASKS_LATEST, " ") : rest).split('"');
    // A quote that is not closed yet quotes nothing.
    const pieces = parts.map((/** @type {string} */ part, /** @type {number} */ i) => ({ quoted: i % 2 === 1 && i < parts.length - 1, words: written(part) }));
    const date = dayOf(DAY.exec(rest));
    const among = date ? 0 : dayOf(DAY_AMONG.exec(rest));
    return { ...assemble(pieces), filters, open: !latest && /[^\s"]$/.test(rest), latest, date,
      day: among ? { date: among, rest: rest.replace(DAY_AMONG, " ") } : null };
  }

  /**
   * A query without what it says of a value of a field ("loại:báo-cáo"), or of any.
   * @param {string} text
   * @param {string} [facet]
   * @param {string} [wanted]
   */
  const without = (text, facet, wanted) => compose(text).replace(/[“”„«»]/g, '"').replace(STRUCTURED, (
    /** @type {string} */ whole, /** @type {string} */ before, /** @type {string} */ name, /** @type {string} */ value) => {
    const said = slug(value.replaceAll('"', "").replaceAll("-", " "));
    return slug(name) === "so" || (facet && (slug(name) !== facet || said !== wanted)) ? whole : before;
  }).replace(/\s+/g, " ").trim();

  /**
   * A query with another word in the place of one that was typed, whichever way its accents were placed.
   * @param {string} text
   * @param {string} typed
   * @param {string} used
   */
  function instead(text, typed, used) {
    const composed = compose(text);
    const at = vb.folding.wordsAt(composed).find((/** @type {any} */ { exact }) => exact === typed);
    return at ? composed.slice(0, at.start) + used + composed.slice(at.end) : composed;
  }

  /**
   * A day as a number that can be compared (20111201); 0 where none was found, or no month has it.
   * @param {RegExpExecArray | null} found
   */
  function dayOf(found) {
    const [day, month, year] = (found || []).slice(1).map(Number);
    return day >= 1 && day <= 31 && month >= 1 && month <= 12 ? year * 10000 + month * 100 + day : 0;
  }

  /**
   * The words of a part of a query; those in capitals alone among others are marked.
   * @param {string} part
   */
  function written(part) {
    const composed = compose(part);
    const found = vb.folding.wordsAt(composed);
    const some = composed !== composed.toUpperCase() || found.length === 1;
    return found.map((/** @type {any} */ { exact, term, start, end }) =>
      ({ exact, term, capitals: some && /^\p{Lu}{2,7}$/u.test(composed.slice(start, end)) }));
  }

  /**
   * The place of "ký" where it asks who signed ("do Nguyễn Văn A ký năm 2023"); -1 where it does not.
   * @param {Array<{exact: string, term: string}>} words
   */
  function signs(words) {
    return words.findIndex(({ exact, term }, i) => term === "ky" && (exact === "ký" || exact === "ky") && i > 1 && !NO_SIGNER.has(words[i - 1].term) &&
      [undefined, "nam", "ngay"].includes(words[i + 1]?.term));
  }

  /**
   * The words of some pieces, and which of them stand together.
   * @param {Piece[]} pieces
   * @returns {Wording}
   */
  function assemble(pieces) {
    /** @type {QueryWord[]} */
    const found = [];
    const pairs = new Map();
    for (const { quoted, words: spoken } of pieces) {
      const signing = quoted ? -1 : signs(spoken);
      const small = spoken.map((word, place) => isSmall(word, spoken[place - 1], spoken[place + 1]));
      // A grammatical word beyond doubt is written with its accents: its pairs say nothing.
      const grammar = spoken.map(({ exact, term }, place) => small[place] && exact !== term);
      spoken.forEach((word, place) => {
        const last = found[found.length - 1];
        const bound = quoted || !(grammar[place] || (place > 0 ? grammar[place - 1] : last?.small && last.exact !== last.term));
        if (last && bound && (place > 0 || !(quoted || last.quoted))) {
          const pair = `${last.term} ${word.term}`;
          const known = pairs.get(pair);
          pairs.set(pair, { at: known ? known.at : found.length, required: Boolean(known?.required) || (quoted && place > 0) });
        }
        found.push({ exact: word.exact, term: word.term, small: (small[place] || place === signing) && !quoted, quoted, capitals: Boolean(word.capitals) });
      });
    }
    const phrases = pieces.filter((piece) => piece.quoted && piece.words.length > 1).map((piece) => piece.words);
    return { words: found, pairs: [...pairs].map(([term, pair]) => ({ term, ...pair })), phrases, pieces };
  }

  /** The order by how well documents answer. */
  const BEST = "phu-hop";

  /**
   * The order of an answer where nobody chose one: by date where the newest are asked for, or nothing that tells better from worse.
   * @param {Query} query
   */
  const orderOf = ({ latest, words }) => (latest || !words.length ? "moi-nhat" : BEST);

  vb.query = { BEST, parse, without, instead, orderOf, assemble };
})((globalThis.VanBan = globalThis.VanBan || {}));
