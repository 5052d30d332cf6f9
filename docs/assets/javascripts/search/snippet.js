// @ts-check
/**
 * The paragraph of a document that answers a query best, cut to size, its words marked.
 *
 * @typedef {{anchor: string, pieces: Array<{text: string, marked: boolean}>}} Snippet
 */
(function (/** @type {any} */ vb) {
  "use strict";

  const WIDTH = 240;
  const MORE_PARTS = 1;
  /** The share of the words that need be found in the first part for the next to be left. */
  const ENOUGH = 0.5;
  /** A heading of a word or two says less than a sentence that holds as much. */
  const SHORT = 40;
  const SHORT_COST = 0.6;
  const REPEATED = 0.4;

  /**
   * What to look for: terms, pairs, and abbreviations with their full forms.
   * @param {any} query
   * @param {Array<{used: string, offered?: boolean}>} corrections
   * @param {Object<string, string>} shorts
   */
  function targets(query, corrections, shorts) {
    const words = query.words.filter((/** @type {any} */ word) => !word.small);
    const wanted = words.length ? words : query.words;
    const terms = new Map(wanted.map((/** @type {any} */ word) => [word.term, word.exact]));
    for (const { used, offered } of corrections) if (!offered) for (const word of vb.folding.words(used)) terms.set(word.term, word.exact);
    const typed = ` ${query.words.map((/** @type {any} */ word) => word.term).join(" ")} `;
    const phrases = [];
    for (const [short, full] of Object.entries(shorts)) {
      if (typed.includes(` ${full} `)) terms.set(short, short);
      if (terms.has(short)) phrases.push(full.split(" "));
    }
    return { terms, phrases, pairs: new Set(query.pairs.map((/** @type {any} */ pair) => pair.term)), open: query.open };
  }

  /**
   * Indexes of the words of a paragraph to mark. A syllable that the query has beside another is not
   * marked alone where the two stand together, nor with other accents where it stands as it was typed.
   * @param {any[]} words
   * @param {any} wanted
   * @param {any[]} [around] the words to judge by, where these are only a part
   */
  function marksOf(words, wanted, around = words) {
    const marks = phraseMarks(words, wanted);
    const together = new Set([...phraseMarks(around, wanted)].map((i) => around[i].term));
    const typed = new Set(words.filter(({ term, exact }) => wanted.terms.get(term) === exact).map(({ term }) => term));
    words.forEach(({ term, exact }, i) => {
      if (!wanted.terms.has(term) || together.has(term)) return;
      if (!typed.has(term) || wanted.terms.get(term) === exact || wanted.terms.get(term) === term) marks.add(i);
    });
    return marks;
  }

  /**
   * Words that stand together as in the query, and full forms of its abbreviations.
   * @param {any[]} words
   * @param {any} wanted
   * @returns {Set<number>}
   */
  function phraseMarks(words, wanted) {
    const marks = new Set();
    words.forEach(({ term }, i) => {
      if (i > 0 && wanted.pairs.has(`${words[i - 1].term} ${term}`)) marks.add(i - 1).add(i);
      for (const phrase of wanted.phrases) {
        if (phrase.every((/** @type {string} */ part, /** @type {number} */ j) => words[i + j]?.term === part)) {
          phrase.forEach((/** @type {string} */ _, /** @type {number} */ j) => marks.add(i + j));
        }
      }
    });
    return marks;
  }

  /**
   * How well the marked words between two places answer: different words, exact accents, neighbours.
   * @param {any[]} words
   * @param {Set<number>} marks
   * @param {any} wanted
   * @param {number} from
   * @param {number} to
   */
  function worth(words, marks, wanted, from, to) {
    const seen = new Set();
    let extra = 0;
    for (let i = from; i < to; i += 1) {
      if (!marks.has(i)) continue;
      const { term, exact } = words[i];
      if (!seen.has(term)) extra += wanted.terms.get(term) === exact ? 0.5 : 0;
      seen.add(term);
      const pair = i + 1 < to && `${term} ${words[i + 1].term}`;
      if (pair && wanted.pairs.has(pair) && !seen.has(pair)) {
        seen.add(pair);
        extra += 0.5;
      }
    }
    return seen.size + extra;
  }

  /**
   * The best stretch of one paragraph.
   * @param {string} text composed
   * @param {any} wanted
   */
  function bestWindow(text, wanted) {
    const words = vb.folding.wordsAt(text);
    const marks = marksOf(words, wanted);
    let found = { value: 0, from: 0, to: 0 };
    let to = 0;
    for (const from of [...marks].sort((a, b) => a - b)) {
      to = Math.max(to, from);
      while (to < words.length && words[to].end - words[from].start <= WIDTH) to += 1;
      const value = worth(words, marks, wanted, from, to);
      if (value > found.value) found = { value, from, to };
    }
    return { ...found, words, marks };
  }

  /**
   * @param {string} text
   * @param {any} window
   */
  function cut(text, { words, marks, from, to }) {
    let first = from;
    const room = WIDTH - (words[to - 1].end - words[from].start);
    while (first > 0 && words[from].start - words[first - 1].start <= Math.max(40, room / 2)) first -= 1;
    let last = to;
    while (last < words.length && words[last].end - words[first].start <= WIDTH) last += 1;
    const start = first === 0 ? 0 : words[first].start;
    const end = last === words.length ? text.length : words[last - 1].end;
    const pieces = start > 0 ? [{ text: "… ", marked: false }] : [];
    let place = start;
    for (let i = first; i < last; i += 1) {
      if (!marks.has(i)) continue;
      if (words[i].start > place) pieces.push({ text: text.slice(place, words[i].start), marked: false });
      pieces.push({ text: text.slice(words[i].start, words[i].end), marked: true });
      place = words[i].end;
    }
    pieces.push({ text: text.slice(place, end) + (end < text.length ? " …" : ""), marked: false });
    return pieces.filter((piece) => piece.text);
  }

  /**
   * @param {Array<[string, string]>} paragraphs anchor and text
   * @param {any} wanted
   * @param {string} [title] what stands above the snippet already: a paragraph that only repeats it says little
   * @returns {{value: number, snippet: Snippet | null}}
   */
  function best(paragraphs, wanted, title = "") {
    const spoken = (/** @type {string} */ text) => ` ${vb.folding.words(text).map((/** @type {any} */ { term }) => term).join(" ")} `;
    const said = spoken(title);
    let value = 0;
    let snippet = null;
    for (const [anchor, raw] of paragraphs) {
      const text = vb.folding.compose(raw);
      const window = bestWindow(text, wanted);
      const repeated = window.value > 0 && text.length <= title.length + SHORT && said.includes(spoken(text));
      const worthwhile = (window.value - (text.length < SHORT ? SHORT_COST : 0)) * (repeated ? REPEATED : 1);
      if (worthwhile > value) {
        value = worthwhile;
        snippet = { anchor, pieces: cut(text, window) };
      }
    }
    return { value, snippet };
  }

  /**
   * The snippet of a held document; of a long one the next part is read too where the first has few of the words.
   * @param {{load: (name: string) => Promise<any>}} source
   * @param {string} leaf the file of its first paragraphs and their place in it, "" where there are none
   * @param {any} wanted
   * @param {string} [title]
   * @returns {Promise<Snippet | null>}
   */
  async function snippetOf(source, leaf, wanted, title = "") {
    const [name, place] = leaf.split("#");
    const file = name && (await source.load(name));
    if (!file) return null;
    let found = best(file.p[place] || [], wanted, title);
    for (const part of (file.them || []).slice(0, MORE_PARTS)) {
      if (found.value >= ENOUGH * wanted.terms.size) break;
      const next = await source.load(part);
      const other = next ? best(next.p[0], wanted, title) : found;
      if (other.value > found.value) found = other;
    }
    return found.snippet;
  }

  vb.snippet = { targets, best, snippetOf, marksOf };
})((globalThis.VanBan = globalThis.VanBan || {}));
