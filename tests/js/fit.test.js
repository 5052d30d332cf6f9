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
