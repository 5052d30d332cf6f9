"use strict";

const assert = require("node:assert/strict");
const test = require("node:test");
const { loadScripts } = require("./harness.js");

const vb = loadScripts();
const base = { n: 1000, size: 64, common: ["chong ma cua ubnd", "////"], shorts: { ubnd: "uy ban nhan dan" } };

/** An engine whose index holds the given terms; tells what was asked of it. */
function engineOf(terms) {
  const asked = [];
  return { base, asked, lookUp: async (wanted) => {
    asked.push(...wanted);
    return new Map(wanted.filter((term) => terms.includes(term)).map((term) => [term, { count: 3, apart: [], posting: null }]));
  } };
}

test("a common word beside another is left to its pairs; alone, in quotes or small words about it, it is looked up", () => {
  const left = (text) => [...vb.common.leftOut(base, vb.query.parse(text)).keys()];
  assert.deepEqual(left("phong chong ma tuy"), ["chong", "ma"]);
  assert.deepEqual(left("chong"), []);
  assert.deepEqual(left("chu tich ubnd"), [], "an abbreviation: texts that spell it out have no pair of it");
  assert.deepEqual(left("\"chong ma\""), []);
  assert.deepEqual([left("phong của tuy"), left("của")], [["cua"], []], "a grammatical word");
  assert.deepEqual(vb.common.leftOut({ n: 5 }, vb.query.parse("phong chong")).size, 0);
});

test("a common word none of whose pairs is known is looked up after all", async () => {
  const query = vb.query.parse("phong chong ma tuy");
  const engine = engineOf(["ma"]);
  const lookups = new Map([["phong chong", { count: 2, apart: [], posting: null }]]);
  const left = vb.common.leftOut(base, query);
  await vb.common.fill(engine, query, lookups, left);
  assert.deepEqual(engine.asked, ["ma"]);
  assert.deepEqual([lookups.get("chong").common, lookups.get("ma").common], [true, undefined]);
});

test("a pair stands for the common word in it", () => {
  const query = vb.query.parse("phong chong tuy");
  const list = (rows) => ({ count: rows.length, apart: [], posting: { documents: rows.map(([d]) => d), fields: rows.map(([, f]) => f), weights: rows.map(() => 1), variants: [], masks: [] } });
  const lookups = new Map([["phong", list([[1, 1], [2, 1]])], ["tuy", list([[1, 1], [2, 1]])], ["phong chong", list([[1, 4]])],
    ["chong", { count: 500, size: 0, posting: null, apart: null, common: true }]]);
  const groups = query.words.map(({ term }, place) => ({ terms: [term], guessed: false, place }));
  const evidence = vb.evidence.gather(base, query, groups, lookups);
  const bit = 1 << evidence.parts.findIndex(({ common }) => common);
  assert.deepEqual([evidence.held[1] & bit, evidence.head[1] & bit, evidence.held[2] & bit], [bit, bit, 0]);
  assert.ok(evidence.weight[1] > evidence.weight[2]);
});

test("a pair with an abbreviation is also the pair of texts that write it out", () => {
  const pairs = (/** @type {string} */ text) => [...vb.common.inFull(base, vb.query.parse(text))];
  assert.deepEqual(pairs("ke hoach ubnd xa"), [["hoach ubnd", "hoach uy"], ["ubnd xa", "dan xa"]]);
  assert.deepEqual([pairs("ke hoach constructor xa"), pairs("\"ubnd xa\"")], [[], []]);
  const list = (/** @type {number[][]} */ rows) => ({ count: rows.length, apart: [], posting: { documents: rows.map(([d]) => d), fields: rows.map(([, f]) => f), weights: rows.map(([, , w]) => w), variants: [], masks: [] } });
  const { count, posting } = vb.common.either(list([[1, 1, 2], [3, 1, 2]]), list([[2, 4, 5], [3, 4, 1]]));
  assert.deepEqual([count, posting.documents, posting.fields, posting.weights], [3, [1, 3, 2], [1, 5, 4], [2, 2, 5]]);
  const [known, coming] = [list([[1, 1, 1]]), { count: 9, apart: ["x"], posting: null }];
  assert.deepEqual([vb.common.either(undefined, known), vb.common.either(coming, known), vb.common.either(known, coming), vb.common.either(coming, undefined)], [known, known, known, coming]);
});

/** @param {number[][]} rows document, fields, mask */
const listed = (rows, variants = /** @type {string[]} */ ([])) => ({ count: rows.length, apart: [], posting: { documents: rows.map(([d]) => d),
  fields: rows.map(([, f]) => f), weights: rows.map(() => 1), variants, masks: variants.length ? rows.map(([, , mask]) => mask) : [] } });

test("of common words alone that stand for nothing else every answer holds all", () => {
  const query = vb.query.parse("chong ma");
  const common = { count: 500, size: 0, posting: null, apart: null, common: true };
  const lookups = new Map([["chong", common], ["ma", common], ["chong ma", listed([[1, 1]])]]);
  const evidence = vb.evidence.gather(base, query, query.words.map(({ term }, place) => ({ terms: [term], guessed: false, place })), lookups);
  assert.deepEqual([evidence.all, evidence.held[1] & evidence.all, evidence.held[2] & evidence.all], [3, 3, 0]);
});

test("accents too rare to be told apart may be those of what holds none of the commonest", () => {
  const wrongOf = (/** @type {string} */ typed) => {
    const query = vb.query.parse(typed);
    const lookups = new Map([["thu", listed([[1, 1, 1], [2, 1, 0], [3, 1, 2]], ["thủ", "thư"])]]);
    const { wrong } = vb.evidence.gather(base, query, [{ terms: ["thu"], guessed: false, place: 0 }], lookups);
    return [1, 2, 3].map((d) => wrong[d]);
  };
  assert.deepEqual([wrongOf("thủ"), wrongOf("thú"), wrongOf("thu")], [[0, 1, 1], [1, 0, 1], [0, 0, 0]]);
});

test("a type with other accents than were typed is not what a query begins with", () => {
  const kindOf = (/** @type {string} */ typed) => {
    const query = vb.query.parse(typed);
    const lookups = new Map([["thu", listed([[1, vb.postings.TYPE, 1]], ["thư", "thú"])]]);
    return vb.evidence.gather(base, query, [{ terms: ["thu"], guessed: false, place: 0 }], lookups).kind[1];
  };
  assert.deepEqual([kindOf("thư"), kindOf("thú"), kindOf("thu")], [1, 0, 1]);
});

test("one word that is held with other accents alone is told so", () => {
  const told = (/** @type {string} */ text) => vb.told.summary({ total: 3, like: 0, tier: "scattered", mode: "all", corrections: [], query: vb.query.parse(text) }, text);
  assert.match(told("thú"), /dấu khác/);
  assert.doesNotMatch(told("thú y"), /dấu khác/);
});

test("a number is absent however its letters are composed", () => {
  const told = (/** @type {string} */ text) => vb.told.summary({ total: 1, like: 0, tier: "together", mode: "all", numbered: false, corrections: [], query: vb.query.parse(text) }, text);
  assert.match(told("999-NQ/TƯ".normalize("NFD")), /không có văn bản số/);
});
