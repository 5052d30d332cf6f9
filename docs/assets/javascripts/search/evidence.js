// @ts-check
/**
 * What the posting lists say of each document: which words of the query it holds, which of them in its heading, which
 * beside their neighbours, and which with other accents than were typed. A word is a bit, its place in ``parts``.
 *
 * @typedef {{terms: string[], guessed: boolean, place: number, instead?: string[]}} Wanted terms of which a document must hold
 *   one; instead: those of them that the documents say for everyday words
 * @typedef {{terms: string[], place: number, weight: number, alone: boolean, known: boolean, exact: string, instead: string[],
 *   common: boolean}} Asked
 *   a word that is asked for; alone: no neighbour can show that it stands together; known: its whole list is at hand, or those of pairs that stand for it;
 *   exact: with its accents, "" where it was typed without; common:
 *   its list was not looked up, its pairs stand for it
 * @typedef {{parts: Asked[], total: number, all: number, held: Uint32Array, head: Uint32Array, beside: Uint32Array,
 *   spoken: Uint32Array, own: Uint32Array, real: Uint32Array, wrong: Uint32Array, other: Uint32Array, text: Uint8Array, pairs: number, pairTotal: number, said: Float64Array,
 *   runs: Uint32Array, led: Uint32Array, kind: Uint8Array, nameless: Uint8Array, weight: Float64Array}} Evidence
 *   all: the bits that every answer must hold; other: those held in the documents' words, not in the everyday
 *   ones typed; spoken: those that people say for its title, or that it is about, own: those of what it is, real: those that it holds itself; pairTotal: how rare the pairs
 *   of the query are together, said: of these, those that its heading or these words hold; pairs: how many pairs of neighbours the query has whose lists are at hand; led: how many of them its heading holds; runs: the squares of how many of them, one
 *   after the other, it holds; text: 1 where a word stands in the text, so that this is held; kind: 1 where the query begins with its type; nameless: 1 where nothing is known of it but
 *   a name; weight: of the words that it holds, of total
 */
(function (/** @type {any} */ vb) {
  "use strict";

  const { TEXT, TYPE, OWN, HEADING, SPOKEN, MATTER, NAMELESS } = vb.postings;
  /** Words that are looked at, the rarest of a longer query: they are bits of a number. */
  const MOST = 30;
  /** The pairs of a common word stand for it where more than one in so many of its documents holds one of them. */
  const TELLING = 10;

  /**
   * @param {any} base
   * @param {any} query
   * @param {Wanted[]} groups
   * @param {Map<string, any>} lookups
   * @returns {Evidence}
   */
  function gather(base, query, groups, lookups) {
    const parts = partsOf(base, query, groups, lookups);
    const make = () => new Uint32Array(base.size);
    const found = { parts, total: parts.reduce((sum, { weight }) => sum + weight, 0), all: allOf(parts), held: make(), head: make(),
      beside: make(), spoken: make(), own: make(), real: make(), wrong: make(), other: make(), text: new Uint8Array(base.size),
      pairs: 0, pairTotal: 0, said: new Float64Array(base.size), runs: make(), led: make(), kind: new Uint8Array(base.size), nameless: new Uint8Array(base.size), weight: new Float64Array(base.size) };
    const places = new Map(parts.map(({ place }, i) => [place, i]));
    parts.forEach((part, i) => addWord(found, part, 1 << i, lookups));
    parts.forEach((part, i) => addNeighbours(found, query, places, part, 1 << i, lookups));
    addRuns(found, base, query, lookups);
    addKind(found, query, places, lookups);
    return found;
  }

  /**
   * The bits that every answer must hold: those of words whose lists are at hand; of common words alone, whose pairs stand for
   * them all, each.
   * @param {Asked[]} parts
   */
  function allOf(parts) {
    const bits = (/** @type {(part: Asked) => boolean} */ test) => parts.reduce((sum, part, i) => (test(part) ? sum | (1 << i) : sum), 0);
    return bits(({ known }) => known) || bits(({ common }) => common);
  }

  /**
   * The pairs of a word with what stands beside it, asked for or not; a required pair of a phrase has no neighbours.
   * @param {Evidence} found changed
   * @param {any} query
   * @param {Map<number, number>} places of the words among the parts
   * @param {Asked} part
   * @param {number} bit
   * @param {Map<string, any>} lookups
   */
  function addNeighbours(found, query, places, part, bit, lookups) {
    if (part.place < 0) return;
    const [before, after] = [places.get(part.place - 1), places.get(part.place + 1)];
    addPair(found, before === undefined ? aside(query, part.place - 1) : [found.parts[before], 1 << before], [part, bit], lookups);
    if (after === undefined) addPair(found, [part, bit], aside(query, part.place + 1), lookups);
  }

  /**
   * How many pairs of neighbours follow each other in a document, in its heading, and how rare those of its heading are.
   * @param {Evidence} found changed
   * @param {any} base
   * @param {any} query
   * @param {Map<string, any>} lookups
   */
  function addRuns(found, base, query, lookups) {
    const [last, run] = [new Uint32Array(base.size), new Uint32Array(base.size)];
    for (const { term, at } of query.pairs) {
      const lookup = lookups.get(term);
      if (lookup?.apart?.length) continue;
      found.pairs += 1;
      const rarity = Math.log(1 + base.n / Math.max(1, lookup?.count || 0));
      found.pairTotal += rarity;
      const { documents = [], fields = [] } = lookup?.posting || {};
      documents.forEach((/** @type {number} */ d, /** @type {number} */ i) => {
        if (fields[i] & SPOKEN) found.said[d] += rarity;
        if (fields[i] === SPOKEN) return;
        if (fields[i] & HEADING) found.led[d] += 1;
        run[d] = last[d] === at - 1 ? run[d] + 1 : 1;
        last[d] = at;
        found.runs[d] += 2 * run[d] - 1; // the square of a run, one pair after the other
      });
    }
  }

  /**
   * Which documents are of the type that the query begins with; of a type with other accents than were typed none is.
   * @param {Evidence} found changed
   * @param {any} query
   * @param {Map<number, number>} places of the words among the parts
   * @param {Map<string, any>} lookups
   */
  function addKind(found, query, places, lookups) {
    const first = lookups.get(query.words[0]?.term)?.posting?.masks.length ? 1 << (places.get(0) ?? MOST) : 0;
    for (const { documents, fields } of leading(query, lookups)) {
      documents.forEach((d, i) => { if (fields[i] & TYPE && !(found.wrong[d] & first)) found.kind[d] = 1; });
    }
  }

  /**
   * A word that is not asked for itself: its pair with a neighbour tells of this one alone.
   * @param {any} query
   * @param {number} place
   * @returns {[{terms: string[], weight: number, common: boolean}, number]} no term where there is no such word
   */
  const aside = ({ words }, place) => [{ terms: words[place] ? [words[place].term] : [], weight: 0, common: false }, 0];

  /**
   * The posting list of the words that a query begins with, two where they are known beside each other: a type is of two mostly.
   * @param {any} query
   * @param {Map<string, any>} lookups
   * @returns {Array<{documents: number[], fields: number[]}>}
   */
  function leading({ words }, lookups) {
    const [first, second] = words.map((/** @type {any} */ { term }) => term);
    const postings = [second && lookups.get(`${first} ${second}`)?.posting, lookups.get(first)?.posting];
    return [postings.find((posting) => posting?.fields.some((/** @type {number} */ fields) => fields & TYPE))].filter(Boolean);
  }

  /**
   * @param {any} base
   * @param {any} query
   * @param {Wanted[]} groups
   * @param {Map<string, any>} lookups
   * @returns {Asked[]}
   */
  function partsOf(base, query, groups, lookups) {
    const holders = (/** @type {string[]} */ terms) => terms.reduce((sum, term) => sum + (lookups.get(term)?.count || 0), 0);
    const inPairs = (/** @type {string} */ term) => holders(query.pairs.map((/** @type {any} */ pair) => pair.term).filter((/** @type {string} */ pair) => pair.split(" ").includes(term)));
    const atHand = (/** @type {string} */ term) => {
      const lookup = lookups.get(term);
      return !lookup || (lookup.common ? inPairs(term) * TELLING > lookup.count : lookup.apart?.length === 0);
    };
    const bound = new Set(query.pairs.flatMap((/** @type {any} */ { term }) => term.split(" ")));
    const parts = groups.map(({ terms, guessed, place, instead = [] }) => {
      const word = query.words[place];
      return { terms, place, instead, common: terms.some((term) => lookups.get(term)?.common), weight: Math.log(1 + base.n / Math.max(1, holders(terms))), alone: place < 0 || !bound.has(word.term),
        known: terms.every(atHand),
        exact: place >= 0 && !guessed && word.exact !== word.term && !/^\d+$/.test(word.term) ? word.exact : "" };
    });
    return parts.length <= MOST ? parts : [...parts].sort((a, b) => b.weight - a.weight).slice(0, MOST);
  }

  /**
   * Note words that a document holds.
   * @param {Evidence} found changed
   * @param {number} d
   * @param {number} bits of the words
   * @param {number} fields that hold them
   */
  function note(found, d, bits, fields) {
    found.held[d] |= bits;
    if (fields & HEADING) found.head[d] |= bits;
    if (fields & OWN) found.own[d] |= bits;
    if (fields & (SPOKEN | MATTER)) found.spoken[d] |= bits;
    if (fields !== SPOKEN) found.real[d] |= bits;
    if (fields & TEXT) found.text[d] = 1;
    if (fields & NAMELESS) found.nameless[d] = 1;
  }

  /**
   * Whether a document of a list holds a variant of its word; one too rare to be told apart (-1) may be held by those that
   * hold none of the commonest.
   * @param {{masks: number[]}} posting
   * @param {number} variant
   * @param {number} i
   */
  const hasAccents = ({ masks }, variant, i) => (variant < 0 ? masks.length > 0 && !masks[i] : !masks.length || ((masks[i] >> variant) & 1) > 0);

  /**
   * @param {Evidence} found changed
   * @param {Asked} part
   * @param {number} bit
   * @param {Map<string, any>} lookups
   */
  function addWord(found, { terms, weight, exact, alone, instead }, bit, lookups) {
    for (const term of terms) {
      const posting = lookups.get(term)?.posting;
      if (!posting) continue;
      const variant = exact ? posting.variants.indexOf(exact) : -1;
      const together = alone || term.includes(" ") || instead.includes(term);
      posting.documents.forEach((/** @type {number} */ d, /** @type {number} */ i) => {
        const right = !exact || hasAccents(posting, variant, i);
        if (!(found.held[d] & bit)) found.weight[d] += weight;
        note(found, d, bit, posting.fields[i]);
        if (together && posting.fields[i] !== SPOKEN) found.beside[d] |= bit;
        if (instead.includes(term)) found.other[d] |= bit;
        else found.other[d] &= ~bit;
        if (!right) found.wrong[d] |= bit;
      });
    }
  }

  /**
   * A pair tells of both its words, and stands for those of them that were not looked up.
   * @param {Evidence} found changed
   * @param {[{terms: string[], weight: number, common: boolean}, number]} first a word and its bit
   * @param {[{terms: string[], weight: number, common: boolean}, number]} second
   * @param {Map<string, any>} lookups
   */
  function addPair(found, [a, bitOfA], [b, bitOfB], lookups) {
    const postings = a.terms.flatMap((x) => b.terms.map((y) => lookups.get(`${x} ${y}`)?.posting)).filter(Boolean);
    const left = (a.common ? bitOfA : 0) | (b.common ? bitOfB : 0);
    for (const posting of postings) {
      posting.documents.forEach((/** @type {number} */ d, /** @type {number} */ i) => {
        const more = left & ~found.held[d];
        found.weight[d] += (more & bitOfA ? a.weight : 0) + (more & bitOfB ? b.weight : 0);
        note(found, d, left, posting.fields[i]);
        if (posting.fields[i] !== SPOKEN) found.beside[d] |= bitOfA | bitOfB;
        found.other[d] &= ~(bitOfA | bitOfB);
      });
    }
  }

  /**
   * The share of the weight of all words that some bits have.
   * @param {Evidence} found
   * @param {number} bits
   */
  function share({ parts, total }, bits) {
    let sum = 0;
    parts.forEach(({ weight }, i) => { if (bits & (1 << i)) sum += weight; });
    return total ? sum / total : 0;
  }

  /** @param {number} bits */
  function count(bits) {
    let left = bits;
    let found = 0;
    for (; left; left &= left - 1) found += 1;
    return found;
  }

  /**
   * Whether what a query cites by its number holds half of the words behind it; else the number is a slip. What is called by type
   * and serial alone is about all of them.
   * @param {Evidence} found
   * @param {{document: number, rest: string[], led: boolean}} hit
   */
  function holds({ parts, held, head, spoken }, { document, rest, led }) {
    const asked = parts.map(({ terms }, i) => (rest.includes(terms[0]) ? 1 << i : 0)).filter(Boolean);
    const has = led ? head[document] | spoken[document] : held[document];
    return (led ? 1 : 2) * asked.filter((bit) => has & bit).length >= asked.length;
  }

  vb.evidence = { gather, share, count, holds };
})((globalThis.VanBan = globalThis.VanBan || {}));
