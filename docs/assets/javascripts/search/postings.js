// @ts-check
/**
 * Reads posting lists, and lets lunr score the documents that were found in them.
 *
 * @typedef {{documents: number[], weights: number[], fields: number[], variants: string[], masks: number[]}} Posting
 *   fields: which fields hold the term, the text as bit 0, MATTER where it belongs to what the document says it is about; NAMELESS where nothing is known of the document but a name
 * @typedef {{count: number, size: number, apart: string[], parts: string[][], variants: string, posting: Posting | null}} Lookup
 *   size, apart: characters and files of parts that did not stand in the bucket; posting: of the parts that did
 * @typedef {{term: string, boost: number, posting: Posting}} Clause
 */
(function (/** @type {any} */ vb) {
  "use strict";

  const ALPHABET = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i))
    .filter((c) => !'"\\|~<'.includes(c)).join("");
  const BASE = ALPHABET.length >> 1;
  const VALUES = new Uint8Array(127);
  for (let i = 0; i < ALPHABET.length; i += 1) VALUES[ALPHABET.charCodeAt(i)] = i;
  const FIELD = "tat-ca";
  /** Weights are steps of nine per cent, as encode.weight_code. */
  const WEIGHTS = Array.from(ALPHABET, (_, i) => 0.005 * 1.09 ** i);
  /** Bits of fields, as entries.FIELDS and entries.NAMELESS; a heading is all but the text and what people say for a title. */
  const TEXT = 1;
  const TYPE = 16;
  const SPOKEN = 128;
  const MATTER = 256;
  const NAMELESS = 512;
  const HEADING = SPOKEN - 2;

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
   * Whose bucket holds a term, as shards.home_of: neighbours and names stand with the first of their words that is not common.
   * @param {string} term
   * @param {(word: string) => boolean} isCommon
   */
  function homeOf(term, isCommon) {
    const words = term.replace(/^[=+]/, "").split(" ");
    return words.length < 2 ? words[0] : words.find((word) => !/^\d+$/.test(word) && !isCommon(word)) || `${words[0]} ${words[1]}`;
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
   * The posting list made of the parts that are at hand, with lunr's weights.
   * @param {string[][]} parts gaps, weights, fields and masks of documents
   * @param {string} variants
   * @param {number} n documents in the whole collection
   * @returns {Posting}
   */
  function readPosting(parts, variants, n) {
    /** @type {Posting} */
    const posting = { documents: [], weights: [], fields: [], variants: variants ? variants.split(",") : [], masks: [] };
    for (const [gaps, weights, fields, masks] of parts) {
      let last = -1;
      for (const gap of unpack(gaps)) posting.documents.push((last += gap + 1));
      for (const weight of weights) posting.weights.push(WEIGHTS[VALUES[weight.charCodeAt(0)]]);
      const own = unpack(fields || "");
      const from = posting.fields.length;
      for (let i = from; i < posting.documents.length; i += 1) posting.fields.push(own[own.length > 1 ? i - from : 0] || TEXT);
      if (masks) posting.masks.push(...unpack(masks));
    }
    const rarity = idf(posting.fields.reduce((sum, fields) => sum + bitsIn(fields), 0), n);
    posting.weights = posting.weights.map((weight) => weight * rarity);
    return posting;
  }

  /**
   * What stands for a term, a name or everyday words in the text of its bucket; "" where nothing does.
   * @param {string} bucket
   * @param {string} term
   */
  function lineOf(bucket, term) {
    const place = bucket.indexOf(`~${term}|`);
    const start = place + term.length + 2;
    return place < 0 ? "" : bucket.slice(start, bucket.indexOf("~", start));
  }

  /**
   * The term's entry in the text of its bucket; null where no document holds it.
   * @param {string} bucket
   * @param {string} term
   * @param {number} n documents in the whole collection
   * @returns {Lookup | null}
   */
  function findTerm(bucket, term, n) {
    const line = lineOf(bucket, term);
    return line ? readLine(line, n) : null;
  }

  /**
   * @param {string} line of a term
   * @param {number} n documents in the whole collection
   * @returns {Lookup}
   */
  function readLine(line, n) {
    const columns = line.split("|");
    const parts = [0, 4, 9].map((from) => columns.slice(from, from + 4)).filter((part) => part[0]);
    const found = { count: 0, size: 0, apart: /** @type {string[]} */ ([]), parts, variants: columns[8], posting: null };
    for (const [gaps, weights] of parts) {
      if (weights) found.count += weights.length;
      else {
        const [count, size, file] = gaps.split(",");
        found.count += Number(count);
        found.size += Number(size);
        found.apart.push(file);
      }
    }
    return filled(found, [], n);
  }

  /**
   * The rows of a name ("=luat thu y": who has it) or of everyday words, as they stand in the text of its bucket.
   * @param {string} bucket
   * @param {string} key with its mark
   * @returns {any[]}
   */
  const findRows = (bucket, key) => JSON.parse(lineOf(bucket, key) || "[]");

  /**
   * A lookup with the parts that were fetched in their places.
   * @param {Lookup} lookup
   * @param {string[]} lines
   * @param {number} n
   * @returns {Lookup}
   */
  function filled(lookup, lines, n) {
    const rest = [...lines];
    const parts = lookup.parts.map((part) => (!part[1] && rest.length ? (rest.shift() || "").split("|") : part));
    const ready = parts.filter(([, weights]) => weights);
    const posting = ready.length ? readPosting(ready, lookup.variants, n) : null;
    return { ...lookup, parts, posting };
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

  vb.postings = { unpack, unpackRuns, bucketOf, homeOf, findTerm, findRows, readLine, filled, score, TEXT, TYPE, HEADING, SPOKEN, MATTER, NAMELESS };
})((globalThis.VanBan = globalThis.VanBan || {}));
