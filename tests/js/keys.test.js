"use strict";

const assert = require("node:assert/strict");
const test = require("node:test");
const { loadScripts, testData } = require("./harness.js");

const vb = loadScripts();
const { keys, folding } = vb;

test("Telex keys give back every syllable of the documents", () => {
  const pairs = testData("keys.json");
  assert.ok(pairs.length > 500);
  for (const [typed, syllable] of pairs) assert.equal(keys.written(typed), syllable, typed);
});

test("keys in any order and of VNI are read, other words are left alone", () => {
  const expected = { hoajch: "hoạch", thuwowng: "thương", thuongw: "thương", dduongwf: "đường", tw: "tư", ke61: "kế",
    thi5: "thị", d9a3ng: "đảng", nguo7i2: "người", uyr: "ủy", gif: "gì", giaf: "già", quys: "quý",
    nguoi72: "người", nguoiwf: "người", muoi72: "mười", ruou75: "rượu", vuawf: "vừa", giuawx: "giữa", mua7: "mưa", luuw: "lưu", suaw3: "sửa",
    d9ieu62: "điều", nhieu62: "nhiều", dau962: "đầu", cuoi61: "cuối", kieu63: "kiểu", mau64: "mẫu", quow3: "quở" };
  for (const [typed, syllable] of Object.entries(expected)) assert.equal(keys.written(typed), syllable && folding.exactForm(syllable), typed);
  for (const word of ["an", "qh15", "ubnd", "31", "hanhfs", "windows", "kế"]) assert.equal(keys.written(word), null, word);
});

test("syllables without blanks are taken apart, one syllable never", () => {
  assert.deepEqual(keys.apart("binhphuoc")[0], ["binh", "phuoc"]);
  assert.deepEqual(keys.apart("kehoach31")[0], ["ke", "hoach", "31"]);
  assert.deepEqual(keys.apart("bìnhphước")[0], ["bình", "phước"]);
  for (const word of ["phuoc", "hoahc", "ubnd", "an", "nghiem"]) assert.deepEqual(keys.apart(word), [], word);
});

test("a number with a letter that looks like a digit is one before a year, however many documents hold it", async () => {
  const engine = { base: { n: 10000 }, lookUp: async () => new Map() };
  const meant = async (/** @type {string} */ text) => {
    const query = vb.query.parse(text);
    const lookups = new Map(query.words.map((/** @type {any} */ { term }) => [term, { count: 30 }]));
    return (await vb.respell.respell(engine, query, lookups))?.corrections.map((/** @type {any} */ { used }) => used) ?? [];
  };
  assert.deepEqual(await meant("l3/2026/TT-BQP"), ["13"]);
  assert.deepEqual(await meant("visa l3"), []);
});
