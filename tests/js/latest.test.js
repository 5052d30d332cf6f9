// Questions for the newest, and the days that a query names.
"use strict";

const test = require("node:test");
const assert = require("node:assert/strict");
const { loadScripts, FolderSource, dataPath } = require("./harness.js");

const vb = loadScripts();
const source = new FolderSource(dataPath("index"));
const slugs = (/** @type {any} */ answer) => answer.results.map((/** @type {any} */ { slug }) => slug);

/** An answer about two decrees, of which the older has the name that is asked for and the newer has it in its heading. */
function newestOf(typed, kind = [0, 0], head = [3, 3], [together, scattered] = [[0, 1], []], [wrong, said] = [[0, 0], [0, 0]], text = [1, 1]) {
  const two = { facets: { need: async () => undefined, dateOf: (/** @type {number} */ d) => 2020 + d }, source, base: { levels: [] },
    factsOf: async (/** @type {number} */ d) => [["cu", "moi"][d], "Nghị định", "", "", "", "", 0, 1, 0, "", "", ""] };
  const bits = () => Uint32Array.of(3, 3);
  const evidence = { parts: [{ terms: ["x"], weight: 1, place: 0, known: true, exact: "" }, { terms: ["2020"], weight: 0.05, place: 1, known: true, exact: "" }],
    total: 1.05, all: 3, held: bits(), head: Uint32Array.from(head), beside: bits(),
    spoken: new Uint32Array(2), own: new Uint32Array(9), real: bits(), wrong: Uint32Array.from(wrong), other: new Uint32Array(2), pairs: 0, pairTotal: 0, said: Float64Array.from(said), text: Uint8Array.from(text), kind: Uint8Array.from(kind), nameless: new Uint8Array(2), weight: Float64Array.of(1.05, 1.05) };
  const found = { query: { latest: "mới nhất", phrases: [], words: [{ exact: "x" }, { exact: "2020" }] }, evidence, clauses: [], hits: new Map(), names: new Map([[0, 1]]), typed: new Set(typed),
    tiers: { together, near: [], scattered }, mode: "all", corrections: [], otherYear: null };
  const filters = Object.fromEntries(vb.FACETS.map((/** @type {string} */ facet) => [facet, []]));
  return vb.answers.answerOf(two, found, { filters, narrowed: false, sort: "moi-nhat", limit: 5 });
}

test("the newest of a name with its type is one of that name; without a type what has the name in its heading counts too", async () => {
  assert.deepEqual(slugs(await newestOf([0])), ["cu"]);
  assert.deepEqual(slugs(await newestOf([])), ["moi", "cu"]);
  assert.deepEqual(slugs(await newestOf([0], [0, 0], [3, 3], [[0, 1], []], [[0, 0], [0, 0]], [0, 1])), ["moi", "cu"], "where none of that name is held");
  assert.deepEqual(slugs(await newestOf([], [1, 0])), ["cu"], "of the type that the query begins with where one is among them");
});

test("the newest of a year is one whose heading says that year, where one does", async () => {
  assert.deepEqual(slugs(await newestOf([], [0, 0], [3, 1])), ["cu"]);
  assert.deepEqual(slugs(await newestOf([], [0, 0], [1, 1])), ["moi", "cu"]);
});

test("the newest has the accents that were typed, and the rare pairs beside each other, where one has them", async () => {
  const both = /** @type {[number[], number[]]} */ ([[0, 1], []]);
  assert.deepEqual(slugs(await newestOf([], [0, 0], [3, 3], both, [[0, 1], [0, 0]])), ["cu"]);
  assert.deepEqual(slugs(await newestOf([], [0, 0], [3, 3], both, [[1, 1], [0, 0]])), ["moi", "cu"]);
  assert.deepEqual(slugs(await newestOf([], [0, 0], [3, 3], both, [[0, 0], [6, 2]])), ["cu"]);
  assert.deepEqual(slugs(await newestOf([], [0, 0], [3, 3], both, [[0, 0], [6, 4]])), ["moi", "cu"]);
});

test("a day by which something is due is not the day of issue", () => {
  const dayOf = (/** @type {string} */ text) => vb.query.parse(text).day;
  for (const text of ["sap xep truoc 31/12/2025", "báo cáo trước ngày 15/12/2023 về y tế", "gia hạn đến 30/6/2024", "chậm nhất là ngày 1/7/2024 nộp"]) assert.equal(dayOf(text), null);
  for (const text of ["quyết định ngày 15/12/2023 về y tế", "quyết định ngày 15/12/2023, của bộ", "quyết định (15/12/2023)", "quyết định ngày 15/12/2023?"]) {
    assert.equal(dayOf(text).date, 20231215, text);
  }
  assert.equal(vb.query.parse("15/12/2023.").date, 20231215);
  for (const text of ["32/12/2023", "1/13/2023", "quyết định 0/1/2023"]) assert.deepEqual([vb.query.parse(text).date, dayOf(text)], [0, null], text);
});

test("whose heading and matter say all that is asked for is among the newest, though its words stand apart in the text", async () => {
  assert.deepEqual(slugs(await newestOf([], [0, 0], [3, 3], [[0], [1]])), ["moi", "cu"]);
  assert.deepEqual(slugs(await newestOf([], [0, 0], [3, 1], [[0], [1]])), ["cu"]);
});
