// @ts-check
/**
 * Reads posting lists, and lets lunr score the documents that were found in them.
 *
 * @typedef {{documents: number[], weights: number[], variants: string[], masks: number[]}} Posting
 * @typedef {{count: number, size: number, posting: Posting | null}} Lookup
 *   size is 0 where the list stood in the bucket itself
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
   * FNV-1a over UTF-8, as shards.bucket_name.
   * @param {string} term
   * @param {number} bits
   */
  function bucketName(term, bits) {
    const value = hashOf(term);
    return (((value ^ (value >>> 16)) & (2 ** bits - 1)) >>> 0).toString(16);
  }

  /** @param {string} term */
  function hashOf(term) {
    let value = 0x811c9dc5;
    for (const byte of new TextEncoder().encode(term)) value = Math.imul(value ^ byte, 0x01000193) >>> 0;
    return value;
  }

  /**
   * File name of a long posting list, as shards.own_name.
   * @param {string} term
   */
  function ownName(term) {
    const plain = term.replaceAll(" ", "-");
    if (plain.length <= 40 && /^[\x00-\x7f]*$/.test(plain)) return `t-${plain}`;
    return `x-${hashOf(term).toString(16).padStart(8, "0")}`;
  }

  /**
   * @param {string} line
   * @returns {Posting}
   */
  function readPosting(line) {
    const [gaps, weights, variants, masks] = line.split("|");
    let last = -1;
    const documents = unpack(gaps).map((gap) => (last += gap + 1));
    return {
      documents, weights: unpack(weights),
      variants: variants ? variants.split(",") : [], masks: masks ? unpack(masks) : [],
    };
  }

  /**
   * The term's entry in the text of its bucket; null where no document holds it.
   * @param {string} bucket
   * @param {string} term
   * @returns {Lookup | null}
   */
  function findTerm(bucket, term) {
    const place = bucket.indexOf(`~${term}|`);
    if (place < 0) return null;
    const start = place + term.length + 2;
    const line = bucket.slice(start, bucket.indexOf("~", start));
    if (line.endsWith("|@") && /^\d+\|\d+\|@$/.test(line)) {
      const [count, size] = line.split("|");
      return { count: Number(count), size: Number(size), posting: null };
    }
    const posting = readPosting(line);
    return { count: posting.documents.length, size: 0, posting };
  }

  /**
   * Score some of the documents with lunr: a small index of the query's terms, scores as in the whole.
   *
   * Terms are looked up as they are: lunr's own token set confuses words with digits.
   * @param {any} lunr
   * @param {number[]} documents
   * @param {Clause[]} clauses
   * @returns {Map<number, number>} score by document
   */
  function score(lunr, documents, clauses) {
    const wanted = new Set(documents);
    const inverted = Object.create(null);
    const vectors = Object.create(null);
    clauses.forEach(({ term, posting }, index) => {
      const found = Object.create(null);
      posting.documents.forEach((document, i) => {
        if (!wanted.has(document)) return;
        found[document] = {};
        const reference = `${FIELD}/${document}`;
        (vectors[reference] = vectors[reference] || new lunr.Vector()).elements.push(index, posting.weights[i] / 1000);
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

  vb.postings = { unpack, unpackRuns, bucketName, ownName, readPosting, findTerm, score };
})((globalThis.VanBan = globalThis.VanBan || {}));
