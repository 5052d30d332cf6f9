"use strict";

const assert = require("node:assert/strict");
const test = require("node:test");
const { loadScripts } = require("./harness.js");

const { fit, query } = loadScripts();

/** Facts of an entry as its file gives them. */
const facts = (type, number, title, body, date) => ["x", type, number, title, date, body, 2, 1, 0];

/** How well a heading answers a query whose words are all as rare as each other. */
function fitOf(text, heading) {
  const asked = query.parse(text);
  const groups = asked.words.filter(({ small }) => !small).map(({ term }) => ({ terms: [term], guessed: false }));
  return fit.fitOf(fit.askedOf(asked, groups, new Map(groups.map(({ terms }) => [terms[0], { count: 5 }])), { n: 100 }), heading);
}

const plan = facts("Kế hoạch", "31/KH-UBND", "Phòng, chống ma túy", "Ủy ban nhân dân tỉnh Bình Phước", "2023-02-02");

test("a title in full fits better than a longer one that holds it", () => {
  const longer = facts("Kế hoạch", "32/KH-UBND", "Phòng, chống ma túy trong trường học và khu dân cư", plan[5], plan[4]);
  assert.ok(fitOf("phong chong ma tuy", plan) > fitOf("phong chong ma tuy", longer));
});

test("words in order fit better than the same words scattered", () => {
  const scattered = facts("Kế hoạch", "32/KH-UBND", "Ma túy: chống và phòng", plan[5], plan[4]);
  assert.ok(fitOf("phong chong ma tuy", plan) > fitOf("phong chong ma tuy", scattered));
});

test("type, body and year count as the title does", () => {
  const elsewhere = facts("Báo cáo", "31/BC-UBND", plan[3], "Ủy ban nhân dân tỉnh Bình Thuận", "2022-02-02");
  const asked = "kế hoạch của bình phước về phòng chống ma túy năm 2023";
  assert.ok(fitOf(asked, plan) > 2 * fitOf(asked, elsewhere));
});

test("a heading that says nothing of it does not fit", () => {
  assert.equal(fitOf("xây dựng nông thôn", plan), 0);
});

/** Rank two documents whose facts are given, all else being equal but for what ``found`` says. */
async function ranked(text, headings, found) {
  const asked = query.parse(text);
  const groups = asked.words.filter(({ small }) => !small).map(({ term }) => ({ terms: [term], guessed: false }));
  const lookups = new Map(groups.map(({ terms }) => [terms[0], { count: 5 }]));
  const documents = headings.map((_, d) => d);
  return fit.rank({ factsOf: async (d) => headings[d] }, documents, {
    scores: new Map(documents.map((d) => [d, 1])), hits: new Map(), missed: new Map(), accents: 0, typed: 0, share: () => 1, worth: () => 0,
    asked: fit.askedOf(asked, groups, lookups, { n: 100, shorts: { antq: "an ninh to quoc" } }), ...found }, false);
}

test("an instrument that the query begins with comes before a heading that fits better", async () => {
  const other = facts("Kế hoạch", "32/KH-UBND", "Phòng, chống ma túy năm 2023", plan[5], plan[4]);
  const named = { full: false, named: true, leads: true, whole: false, value: 2 };
  const text = "kế hoạch 31 năm 2023 về phòng, chống ma túy";
  const far = facts("Kế hoạch", "31/KH-UBND", "Thi đua", plan[5], plan[4]);
  assert.deepEqual(await ranked(text, [other, far], { hits: new Map([[1, named]]) }), [1, 0]);
  assert.deepEqual(await ranked(text, [other, far], { hits: new Map([[1, { ...named, leads: false }]]) }), [0, 1]);
});

test("of headings that fit alike the one whose text is held comes first", async () => {
  const cited = [...plan.slice(0, 7), 0, 0];
  assert.deepEqual(await ranked("phòng chống ma túy", [cited, plan], {}), [1, 0]);
});

test("documents with the accents that were typed come before those with others", async () => {
  assert.deepEqual(await ranked("má", [plan, plan], { typed: 1, accents: 1, missed: new Map([[0, 1], [1, 0]]) }), [1, 0]);
});

test("an abbreviation and its full form are one to a heading", async () => {
  const short = facts("Kế hoạch", "1/KH-UBND", "Phong trào bảo vệ ANTQ", plan[5], plan[4]);
  const none = facts("Kế hoạch", "2/KH-UBND", "Phong trào bảo vệ môi trường", plan[5], plan[4]);
  assert.deepEqual(await ranked("phong trào bảo vệ an ninh tổ quốc", [none, short], {}), [1, 0]);
  const full = facts("Kế hoạch", "1/KH-UBND", "Phong trào bảo vệ an ninh Tổ quốc", plan[5], plan[4]);
  assert.deepEqual(await ranked("phong trào bảo vệ antq", [none, full], {}), [1, 0]);
});

test("among many documents the second look goes to those that seem to fit", async () => {
  const dull = facts("Công văn", "1/UBND", "Mời họp", plan[5], plan[4]);
  const headings = [...Array.from({ length: 40 }, () => dull), plan];
  const order = await ranked("phòng chống ma túy", headings, { worth: (d) => (d === 40 ? 2 : 0) });
  assert.equal(order[0], 40);
});
