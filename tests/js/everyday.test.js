"use strict";

const assert = require("node:assert/strict");
const test = require("node:test");
const { loadScripts, FolderSource, dataPath } = require("./harness.js");

const vb = loadScripts();
const source = new FolderSource(dataPath("index"));
const engine = new vb.Engine(source);

/** The lists of terms as rows of everyday words bring them. */
const lists = new vb.Engine(new FolderSource(dataPath("rows/du-lieu/tim-kiem")));
const KEYS = { "bao ve": "+mot", "trat tu": "+hai", "binh phuoc": "+ba" };

/** An engine in whose buckets rows of everyday words stand: key, words, what documents say, the term that is looked for. */
async function withRows(...rows) {
  await Promise.all([engine.start(), lists.start()]);
  const list = async (term) => vb.postings.findRows(await lists.bucket(KEYS[term]), KEYS[term])[0].slice(3);
  const lines = await Promise.all(rows.map(async ([key, words, used, term]) => [`+${key}`, [words, used, term, ...(await list(term))]]));
  const byKey = Map.groupBy(lines, ([key]) => key);
  const other = Object.assign(new vb.Engine(source), { base: engine.base, facets: engine.facets });
  other.bucket = async (term) => (byKey.has(term) ? ["", { [term]: byKey.get(term).map(([, row]) => row) }] : engine.bucket(term));
  return other;
}

test("everyday words are looked for as the documents say it, and that is told", async () => {
  const other = await withRows(["giu nha", "giữ nhà", "bảo vệ an ninh", "bao ve"], ["giu nha", "giữ nhà", "trật tự", "trat tu"], ["nen", "nến", "trật tự", "trat tu"], ["ttd", "ttđ", "trật tự", "trat tu"], ["an", "AN", "trật tự", "trat tu"]);
  const answer = await other.search("giữ nhà");
  assert.ok(answer.total > 0);
  assert.deepEqual(answer.corrections, [{ typed: "giữ nhà", used: "bảo vệ an ninh", also: true }, { typed: "giữ nhà", used: "trật tự", also: true }]);
  const told = async (/** @type {string} */ text) => (await other.search(text)).corrections.filter((/** @type {any} */ { used }) => used === "trật tự").length;
  assert.equal(await told("giu nha"), 1);
  assert.equal(await told("giữ nhá"), 0);
  assert.equal(await told('"giữ nhà"'), 0, "what is quoted is meant as it stands");
  assert.deepEqual([await told("nến"), await told("nen")], [1, 0], "a syllable without accents may be any other");
  assert.deepEqual([await told("TTĐ"), await told("ttd")], [1, 1], "an abbreviation is no syllable");
  assert.deepEqual([await told("AN"), await told("an")], [1, 0], "one that may be a syllable is typed in capitals");
});

test("of a row of several words the longest is read, and no word twice", async () => {
  const other = await withRows(["giu", "giữ", "trật tự", "trat tu"], ["giu nha", "giữ nhà", "bảo vệ an ninh", "bao ve"]);
  assert.deepEqual((await other.search("giữ nhà")).corrections.map((/** @type {any} */ { used }) => used), ["bảo vệ an ninh"]);
});

test("a syllable of everyday words is looked for with its partner alone, a word for itself", async () => {
  const other = await withRows(["an ninh", "an ninh", "trật tự", "trat tu"], ["bao ve", "bảo vệ", "đội bảo vệ", "trat tu"], ["giu nha", "giữ nhà", "trật tự", "trat tu"], ["nuoc", "nước", "trật tự", "trat tu"]);
  const looked = async (/** @type {string} */ text) => {
    const { query, lookups, synonyms } = await other.known(vb.query.parse(text));
    const repaired = await vb.repair.groupsOf(other, query, lookups, {}, synonyms);
    return [repaired.groups.map((/** @type {any} */ { terms }) => terms), vb.ranking.clausesOf(query, lookups, repaired).map((/** @type {any} */ { term }) => term).sort()];
  };
  assert.deepEqual(await looked("an ninh"), [[["trat tu", "an ninh"], ["trat tu", "an ninh"]], ["an ninh", "trat tu"]]);
  assert.deepEqual(await looked("giữ nhà"), [[["trat tu"], ["trat tu"]], ["trat tu"]]);
  assert.deepEqual(await looked("nước"), [[["trat tu", "nuoc"]], ["nuoc", "trat tu"]]);
  assert.deepEqual((await looked("bảo vệ"))[0], [["trat tu", "bao"], ["trat tu", "ve"]], "documents say it so too, and apart");
});

test("a number is found by its body in everyday words", async () => {
  const words = vb.query.parse("kế hoạch 31 ubnd tỉnh nhà").words;
  const synonyms = [{ places: new Set([4, 5]), used: "tỉnh Bình Phước" }];
  assert.deepEqual(vb.synonyms.official(words, synonyms).map((/** @type {any} */ { exact }) => exact), ["kế", "hoạch", "31", "ubnd", "tỉnh", "bình", "phước"]);
  const other = await withRows(["tinh nha", "tỉnh nhà", "tỉnh Bình Phước", "binh phuoc"]);
  const query = "kế hoạch 31 ubnd tỉnh nhà";
  assert.deepEqual([(await engine.search(query)).direct, (await other.search(query)).direct], [null, "31-kh-ubnd-2023-binh-phuoc"]);
});

test("what documents often say is what was typed without accents", async () => {
  const other = await withRows(["giu nha", "giữ nhà", "trật tự", "trat tu"]);
  const told = async (/** @type {string} */ text) => (await other.search(text)).corrections.filter((/** @type {any} */ { used }) => used === "trật tự").length;
  assert.equal(await told("giu nha"), 1);
  other.lookUpOne = async (/** @type {string} */ term) => (term === "giu nha" ? { count: engine.base.n } : engine.lookUpOne(term));
  assert.deepEqual([await told("giu nha"), await told("giữ nhà")], [0, 1]);
});

test("words that both neighbours take are no everyday words", async () => {
  const other = await withRows(["giu nha", "giữ nhà", "trật tự", "trat tu"]);
  const taken = new Set(["gin giu"]);
  other.lookUpOne = async (/** @type {string} */ term) => (taken.has(term) ? { count: engine.base.n } : engine.lookUpOne(term));
  const told = async (/** @type {string} */ text) => (await other.search(text)).corrections.filter((/** @type {any} */ { used }) => used === "trật tự").length;
  assert.equal(await told("gin giu nha meo"), 1, "one side alone takes nothing");
  taken.add("nha meo");
  assert.deepEqual([await told("gin giu nha meo"), await told("gìn giữ nhà nước")], [0, 1]);
});

test("a known word among somebody's own words is no slip; among words of the documents it may be one", async () => {
  const corrected = async (/** @type {string} */ text) => (await engine.search(text)).corrections.map(({ used }) => used);
  assert.deepEqual(await corrected("phong chong mau tuy"), ["ma"]);
  assert.deepEqual(await corrected("phong ninh quoc chong mau tuy toan binh nuoc dan"), []);
});
