"use strict";

const assert = require("node:assert/strict");
const test = require("node:test");
const { loadScripts, testData } = require("./harness.js");

const { numbers, query } = loadScripts();

/** A decree, a decision whose serial looks like a year, a plan and a report: rows of the number table. */
const ROWS = [
  ["30", [0, "2020 nd cp", [2020], [3, 5], "nghi dinh|nd", "chinh phu trung uong", 9, 0]],
  ["2025", [1, "qd ttg", [2015], [11, 3], "quyet dinh|qd", "thu tuong chinh phu", 3, 0]],
  ["31", [2, "kh ubnd", [2023], [2, 2], "ke hoach|kh", "uy ban nhan dan tinh binh phuoc", 0, 1]],
  ["6", [3, "bc ubnd", [2018], [6, 5], "bao cao|bc", "uy ban nhan dan tinh binh thuan", 0, 1]],
];
const TABLE = new Map();
for (const [serial, row] of ROWS) TABLE.set(serial, [...(TABLE.get(serial) || []), row]);

/** What a query makes of the document with this number in the table. */
const hit = (text, document) => numbers.match(query.parse(text).words, TABLE).get(document);

for (const text of ["30/2020/NĐ-CP", "302020ndcp", "nd30/2020", "NĐ-CP 30 2020", "30.2020.nd.cp", "số 30/2020/nđcp", "nghi dinh so 30 chinh phu"]) {
  test(`${text} names the decree in full`, () => assert.equal(hit(text, 0).full, true));
}

test("a query that begins with a number, or what leads to one, cites it whatever follows", () => {
  for (const text of ["Nghị định số 30/2020/NĐ-CP của Chính phủ về công tác văn thư", "căn cứ khoản 3 Điều 5 Nghị định 30/2020/NĐ-CP văn thư"]) {
    assert.equal(hit(text, 0).cited, true, text);
    assert.equal(hit(text, 0).full, false, text);
  }
  assert.equal(hit("kế hoạch thực hiện Nghị định số 30/2020/NĐ-CP", 0).cited, false);
  assert.equal(hit("nghị định 30 văn thư năm 2020 NĐ-CP", 0)?.cited ?? false, false);
});

test("a query that begins with type and serial alone calls it so, before words of what it is about", () => {
  assert.equal(hit("nghị định 30 văn thư", 0).led, true);
  assert.equal(hit("công tác nghị định 30 văn thư", 0)?.led ?? false, false, "only words behind it are of what it is about");
  assert.equal(hit("30 văn thư", 0)?.led ?? false, false, "no type");
  assert.equal(hit("nghị định 30 năm 2021 2025 văn thư", 0)?.led ?? false, false, "years that it counts");
  assert.equal(hit("nghị định 30/2020/NĐ-CP văn thư", 0).led, false, "its symbol says more");
});

test("what lacks only the year that was asked for, and is of the nearest, is meant; what has no year is not", () => {
  const { words } = query.parse("thông tư 77/2024/TT-BXD");
  const rows = numbers.match(words, new Map([["77", [[1, "2025 tt bxd", [2025], [], "thong tu", "bo xay dung", 0, 1]]]]));
  assert.equal(numbers.allButYear(rows.get(1), numbers.otherYear(words, rows)), true);
  const undated = numbers.match(query.parse("kế hoạch 12/KH-UBND gạo").words, new Map([["12", [[1, "kh ubnd", [], [], "ke hoach", "", 0, 1]]]])).get(1);
  assert.deepEqual([undated.left, numbers.allButYear(undated, null)], [1, false]);
});

test("a year is a serial only beside its symbol or after số", () => {
  assert.equal(hit("quyet dinh 2025", 1), undefined);
  assert.equal(hit("quyết định 2025/QĐ-TTg", 1).full, true);
  assert.equal(hit("quyết định số 2025", 1).full, true);
});

test("a year that is called one, or closes the query, is not looked up among the serials", () => {
  const serials = (text) => numbers.serials(query.parse(text).words);
  assert.deepEqual([serials("an ninh tổ quốc năm 2023"), serials("an ninh tổ quốc 2023")], [[], []]);
  assert.deepEqual([serials("kế hoạch 31 năm 2023"), serials("124/2021")], [["31"], ["124"]]);
  assert.deepEqual([serials("quyết định số 2025"), serials("2025/QĐ-TTg"), serials("2025")], [["2025"], ["2025"], ["2025"]]);
});

test("a blank that fell into a serial is none where the number it makes is whole and explains the query", () => {
  assert.equal(hit("3 0/2020/NĐ-CP", 0).full, true);
  assert.deepEqual(numbers.serials(query.parse("3 0/2020/nd-cp").words).includes("30"), true);
  assert.equal(hit("điều 3 0 nghị định 2020", 0), undefined, "no whole number");
  assert.equal(hit("30 31/KH-UBND", 2).named, true, "the number that stands there is still found");
});

test("of two instruments of one serial the one whose text is held is worth more", () => {
  const [, row] = ROWS[2];
  const cited = [4, ...row.slice(1, 7), 0];
  const found = numbers.match(query.parse("kế hoạch 31").words, new Map([["31", [row, cited]]]));
  assert.ok(found.get(2).value > found.get(4).value);
});

for (const { row, same, other } of testData("spellings.json")) {
  const [serial, facts] = row;
  const named = (text) => {
    const found = numbers.match(query.parse(text).words, new Map([[serial, [facts]]])).get(0);
    return Boolean(found && found.whole && found.full);
  };
  for (const text of same) test(`${text} is the number ${same[0]}, as the records say`, () => assert.equal(named(text), true));
  for (const text of other) test(`${text} is not the number ${same[0]}`, () => assert.equal(named(text), false));
}

test("a column of figures is no number with a blank in it", () => {
  const figures = Array.from({ length: 41 }, (_, i) => ({ term: String(100 + i), small: false }));
  assert.equal(numbers.serials(figures).includes("100101"), false);
  assert.equal(numbers.serials(figures.slice(0, 40)).includes("100101"), true);
});

test("a type is a word of its own before the serial", () => {
  assert.equal(hit("nghị định 30 văn thư", 0).led, true);
  assert.equal(hit("pnd 30 văn thư", 0)?.led ?? false, false);
});

test("of a query no more is read than a paragraph, blanks but one", () => {
  assert.equal(query.parse("an ".repeat(5000)).words.length, 667);
  assert.deepEqual(query.parse(`an${" ".repeat(50000)}ninh`).words.map(({ term }) => term), ["an", "ninh"]);
});
