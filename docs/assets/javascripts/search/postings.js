// @ts-check
/**
 * Reads posting lists, and lets lunr score the documents that were found in them.
 *
 * @typedef {{documents: number[], weights: number[], fields: number[], variants: string[], masks: number[]}} Posting
 *   fields: which fields hold the term, the text as bit 0, MATTER where it belongs to what the document says it is about; NAMELESS where nothing is known of the document but a name
 * @typedef {{documents: number[], weights: number[], fields: number[], masks: number[]}} Part documents that hold a term in
 *   their heading, in their text only, or whose matter it belongs to
 * @typedef {{count: number, size: number, apart: string[], parts: Array<Part | null>, places: number[], masked: boolean,
 *   variants: string, posting: Posting | null}} Lookup
 *   size, apart: letters and files of parts that did not stand in the bucket, places: which they are; posting: of the parts that did
 * @typedef {{term: string, boost: number, posting: Posting}} Clause
 * @typedef {[string, Object<string, any>]} Bucket the bits of its lists, and what is told in letters by key
 */
(function (/** @type {any} */ vb) {
  "use strict";

  const { Bits, lengthOf } = vb.bits;
  const ALPHABET = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i))
    .filter((c) => !'"\\|~<'.includes(c)).join("");
  const BASE = ALPHABET.length >> 1;
  const VALUES = new Uint8Array(127);
  for (let i = 0; i < ALPHABET.length; i += 1) VALUES[ALPHABET.charCodeAt(i)] = i;
  const FIELD = "tat-ca";
  /** Weights are steps of nine per cent, as encode.weight_steps; in each part their classes of eight, as lists._CLASSES. */
  const WEIGHTS = Array.from({ length: 96 }, (_, i) => 0.005 * 1.09 ** i);
  const CLASSES = [[7, 8, 3, 6, 4, 5, 2, 9, 1, 10, 0, 11], [3, 2, 4, 1, 0, 5, 6, 7, 8, 9, 10, 11], [4, 5, 3, 2, 1, 6, 0, 7, 8, 9, 10, 11]];
  /** As in shards and lists: bits of a hash that mark a list, the width of how many lists there are, bits of fields. */
  const MARK_BITS = 24;
  const COUNT_WIDTH = 6;
  const FIELD_BITS = 10;
  /** Bits of fields, as entries.FIELDS and entries.NAMELESS; a heading is all but the text and what people say for a title. */
  const TEXT = 1;
  const TYPE = 16;
  /** What a document is: its number and year, who issued it, its type. */
  const OWN = 2 | 8 | TYPE;
  const SPOKEN = 128;
  const MATTER = 256;
  const NAMELESS = 512;
  const HEADING = SPOKEN - 2;
  /** The fields of the documents of a part; those of headings have their own. */
  const KINDS = [0, TEXT, TEXT | MATTER];

  /**
   * Text to numbers, the twin of encode.pack.
   * @param {string} text
   */
  function unpack(text) {
    const numbers = [];
    let number = 0;
    let unit = 1;
    for (let i = 0; i < text.length; i += 1) {
      const digit = VALUES[text.charCodeAt(i)];
      if (digit < BASE) {
        numbers.push(number + digit * unit);
        number = 0;
        unit = 1;
      } else {
        number += (digit - BASE) * unit;
        unit *= BASE;
      }
    }
    return numbers;
  }

  /**
   * Run-length coded numbers to the values they stand for.
   * @param {string} text
   */
  function unpackRuns(text) {
    const flat = unpack(text);
    const values = [];
    for (let i = 0; i < flat.length; i += 2) {
      for (let n = flat[i + 1]; n >= 0; n -= 1) values.push(flat[i]);
    }
    return values;
  }

  /**
   * FNV-1a over UTF-8, as shards.bucket_of.
   * @param {string} term
   * @param {number} count of buckets
   */
  function bucketOf(term, count) {
    const value = hashOf(term);
    return ((value ^ (value >>> 16)) >>> 0) % count;
  }

  /**
   * Whose bucket holds a term, as shards.home_of: neighbours and names stand with the first of their words that is not common; a
   * name of common words alone with the two in its middle.
   * @param {string} term
   * @param {(word: string) => boolean} isCommon
   */
  function homeOf(term, isCommon) {
    const words = term.replace(/^[=+]/, "").split(" ");
    const telling = words.length < 2 ? words[0] : words.find((word) => !/^\d+$/.test(word) && !isCommon(word));
    if (telling) return telling;
    const first = term[0] === "=" ? (words.length - 1) >> 1 : 0;
    return `${words[first]} ${words[first + 1]}`;
  }

  /** @param {string} term */
  function hashOf(term) {
    let value = 0x811c9dc5;
    for (const byte of new TextEncoder().encode(term)) value = Math.imul(value ^ byte, 0x01000193) >>> 0;
    return value;
  }

  /**
   * How rare a term is, to lunr: it counts a document once for each field.
   * @param {number} entries
   * @param {number} documents in the whole collection
   */
  const idf = (entries, documents) => Math.log(1 + Math.abs((documents - entries + 0.5) / (entries + 0.5)));

  /** @param {number} fields */
  const bitsIn = (fields) => (fields & ~NAMELESS).toString(2).replaceAll("0", "").length;

  /**
   * A part of a posting list.
   * @param {any} bits
   * @param {number} place which part it is
   * @param {boolean} masked whether exact forms are told apart
   * @param {number} n documents in the whole collection
   * @returns {Part}
   */
  function readPart(bits, place, masked, n) {
    const count = bits.number(0) + 1;
    const width = Math.max(0, lengthOf(n) - (place ? 2 : 0) - lengthOf(count));
    const each = (/** @type {() => number} */ read) => Array.from({ length: count }, read);
    let last = -1;
    const documents = each(() => (last += bits.number(width) + 1));
    const weights = each(() => WEIGHTS[8 * CLASSES[place][rankOf(bits)] + bits.plain(3)]);
    let own = KINDS[place];
    const fields = each(() => (own = place || !bits.bit() ? own : bits.plain(FIELD_BITS)));
    return { documents, weights, fields, masks: masked ? each(() => bits.number(0) ^ 1) : [] };
  }

  /**
   * The rank of a class of weights: two bits, or set ones and a last.
   * @param {any} bits
   */
  function rankOf(bits) {
    let rank = bits.plain(2);
    if (rank === 3) while (bits.bit()) rank += 1;
    return Math.min(rank, CLASSES[0].length - 1);
  }

  /**
   * The posting list made of the parts that are at hand, with lunr's weights.
   * @param {Part[]} parts
   * @param {string} variants
   * @param {number} n documents in the whole collection
   * @returns {Posting}
   */
  function postingOf(parts, variants, n) {
    const all = (/** @type {"documents" | "weights" | "fields" | "masks"} */ column) => parts.flatMap((part) => part[column]);
    const fields = all("fields");
    const rarity = idf(fields.reduce((sum, some) => sum + bitsIn(some), 0), n);
    return { documents: all("documents"), weights: all("weights").map((weight) => weight * rarity), fields, masks: all("masks"),
      variants: variants ? variants.split(",") : [] };
  }

  /**
   * A list at the next bits.
   * @param {any} bits
   * @param {any[]} told what is told of it in letters
   * @param {number} n documents in the whole collection
   * @returns {Lookup}
   */
  function readBits(bits, [variants = "", ...apart], n) {
    const here = KINDS.map(() => bits.bit());
    const masked = bits.bit() === 1;
    const parts = here.map((some, place) => (some ? readPart(bits, place, masked, n) : null));
    const found = { count: 0, size: 0, apart: /** @type {string[]} */ ([]), places: /** @type {number[]} */ ([]), parts, masked, variants, posting: null };
    for (const part of parts) if (part) found.count += part.documents.length;
    for (const [place, count, size, file] of apart) {
      found.count += count;
      found.size += size;
      found.apart.push(file);
      found.places.push(place);
    }
    return filled(found, [], n);
  }

  /**
   * @param {string} text a list alone
   * @param {any[]} told
   * @param {number} n documents in the whole collection
   */
  const readLine = (text, told, n) => readBits(new Bits(text), told, n);

  /** @type {WeakMap<Bucket, Map<number, number>>} */
  const read = new WeakMap();

  /**
   * Where in a bucket its lists are, by their marks.
   * @param {Bucket} bucket
   * @param {number} n documents in the whole collection
   */
  function listsOf(bucket, n) {
    const known = read.get(bucket);
    if (known) return known;
    const bits = new Bits(bucket[0]);
    const found = new Map();
    const count = bits.number(COUNT_WIDTH);
    let mark = -1;
    for (let i = 0; i < count; i += 1) {
      mark += bits.number(MARK_BITS - lengthOf(count)) + 1;
      found.set(mark, bits.at);
      const here = KINDS.map(() => bits.bit());
      const masked = bits.bit() === 1;
      here.forEach((some, place) => { if (some) readPart(bits, place, masked, n); });
    }
    read.set(bucket, found);
    return found;
  }

  /**
   * The term's list in its bucket; null where no document holds it.
   * @param {Bucket} bucket
   * @param {string} term
   * @param {number} n documents in the whole collection
   * @returns {Lookup | null}
   */
  function findTerm(bucket, term, n) {
    const told = Object.hasOwn(bucket[1], term) ? bucket[1][term] : []; // "constructor" is a word, too
    const own = bucket[1][`!${term}`];
    if (own) return readLine(own, told, n);
    const at = listsOf(bucket, n).get(hashOf(term) >>> (32 - MARK_BITS));
    if (at === undefined) return null;
    const bits = new Bits(bucket[0]);
    bits.at = at;
    return readBits(bits, told, n);
  }

  /**
   * The rows of a name ("=luat thu y": who has it) or of everyday words.
   * @param {Bucket | null | undefined} bucket
   * @param {string} key with its mark
   * @returns {any[]}
   */
  const findRows = (bucket, key) => bucket?.[1][key] || [];

  /**
   * A lookup with the parts that were fetched in their places.
   * @param {Lookup} lookup
   * @param {string[]} fetched
   * @param {number} n documents in the whole collection
   * @returns {Lookup}
   */
  function filled(lookup, fetched, n) {
    const parts = [...lookup.parts];
    fetched.forEach((text, i) => { parts[lookup.places[i]] = readPart(new Bits(text), lookup.places[i], lookup.masked, n); });
    const ready = /** @type {Part[]} */ (parts.filter(Boolean));
    return { ...lookup, parts, posting: ready.length ? postingOf(ready, lookup.variants, n) : null };
  }

  /**
   * Score some of the documents with lunr: a small index of the query's terms, scores as in the whole.
   *
   * Terms are looked up as they are: lunr's own token set confuses words with digits.
   * @param {number[]} documents
   * @param {Clause[]} clauses
   * @returns {Map<number, number>} score by document
   */
  function score(documents, clauses) {
    const { lunr } = globalThis;
    const wanted = new Set(documents);
    const inverted = Object.create(null);
    const vectors = Object.create(null);
    clauses.forEach(({ term, posting }, index) => {
      const found = Object.create(null);
      posting.documents.forEach((document, i) => {
        if (!wanted.has(document)) return;
        found[document] = {};
        const reference = `${FIELD}/${document}`;
        (vectors[reference] = vectors[reference] || new lunr.Vector()).elements.push(index, posting.weights[i]);
      });
      inverted[term] = { _index: index, [FIELD]: found };
    });
    const tokenSet = { intersect: (/** @type {any} */ set) => ({
      toArray: () => set.toArray().filter((/** @type {string} */ term) => term in inverted) }) };
    const index = new lunr.Index({
      invertedIndex: inverted, fieldVectors: vectors, tokenSet, fields: [FIELD], pipeline: new lunr.Pipeline(),
    });
    const results = index.query((/** @type {any} */ query) => {
      for (const { term, boost } of clauses) query.term(term, { boost, usePipeline: false });
    });
    return new Map(results.map((/** @type {any} */ result) => [Number(result.ref), result.score]));
  }

  vb.postings = { unpack, unpackRuns, bucketOf, homeOf, findTerm, findRows, readLine, filled, score, TEXT, TYPE, OWN, HEADING, SPOKEN, MATTER, NAMELESS };
})((globalThis.VanBan = globalThis.VanBan || {}));
