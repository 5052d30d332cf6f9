"use strict";

const assert = require("node:assert/strict");
const test = require("node:test");
const { loadScripts } = require("./harness.js");

const vb = loadScripts();

test("a filter that was typed is taken out of the query, or all are; the number is none", () => {
  const text = "an ninh loại:kế-hoạch năm:2023 số:31 loai:\"chỉ thị\"";
  assert.equal(vb.query.without(text, "loai", "ke-hoach"), "an ninh năm:2023 số:31 loai:\"chỉ thị\"");
  assert.equal(vb.query.without(text, "loai", "chi-thi"), "an ninh loại:kế-hoạch năm:2023 số:31");
  assert.equal(vb.query.without(text, "nam", "2024"), text);
  assert.equal(vb.query.without(text), "an ninh số:31");
});

test("another word takes the place of a typed one, however its accents were placed, and of no part of a word", () => {
  assert.equal(vb.query.instead("quan an", "an", "ăn"), "quan ăn");
  assert.equal(vb.query.instead("hoà bình", "hòa", "hoa"), "hoa bình");
  assert.equal(vb.query.instead("Hòa bình", "hòa", "hoa"), "hoa bình");
  assert.equal(vb.query.instead("an ninh", "vắng", "vàng"), "an ninh");
});

test("whether a query is a number alone is told at once, however many signs it has", () => {
  const answer = { total: 1, like: 0, corrections: [], numbered: false, mode: "all", tier: "together", query: { latest: "" }, sort: "" };
  const told = (/** @type {string} */ text) => vb.told.summary(answer, text);
  for (const text of ["09-CT/TW", "QĐ 31/2023/KH-UBND", "5-A-B", "1--CT"]) assert.match(told(text), /^Kho không có văn bản số/, text);
  // A pattern that could part these in more than one way would not come to an end.
  for (const text of [`1${"-a".repeat(60)}!`, `1${"/1".repeat(60)}`, "1-2"]) assert.doesNotMatch(told(text), /^Kho không có văn bản số/, text);
});

test("who signed is asked for by \"ký\", not by what is written alike", () => {
  const left = (/** @type {string} */ text) => vb.query.parse(text).words.filter((/** @type {any} */ { small }) => !small).map((/** @type {any} */ { exact }) => exact).join(" ");
  assert.equal(left("do Nguyễn Văn An ký năm 2023"), "nguyễn văn an 2023");
  for (const text of ["báo cáo định kỳ năm 2023", "bao cao dinh ky nam 2023", "đại hội nhiệm kỳ", "quan he hoa ky", "thế kỷ"]) assert.match(left(text), /k[yỳỷ]( 2023)?$/, text);
});

test("the end of a question is left out with and without accents", () => {
  const left = (/** @type {string} */ text) => vb.query.parse(text).words.map((/** @type {any} */ { exact }) => exact).join(" ");
  assert.equal(left("có được nghỉ không"), "có được nghỉ");
  assert.equal(left("co duoc nghi khong"), "co duoc nghi");
  assert.equal(left("co ve hang khong"), "co ve hang khong");
});
