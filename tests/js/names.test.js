"use strict";

const assert = require("node:assert/strict");
const test = require("node:test");
const { loadScripts } = require("./harness.js");

const vb = loadScripts();
const keys = (text) => vb.names.keysOf(vb.query.parse(text).words);

test("a query is a name, also without the year at its end", () => {
  assert.deepEqual(keys("Luật Thú y").map(({ key }) => key), ["luat thu y"]);
  assert.deepEqual(keys("luật thú y năm 2015"), [{ key: "luat thu y nam 2015", year: 0 }, { key: "luat thu y", year: 2015 }]);
  assert.deepEqual(keys("a ".repeat(40)), []);
});

test("\"mới\" behind a name asks for the newest of it", () => {
  assert.deepEqual(keys("luật thú y mới").map(({ key }) => key), ["luat thu y moi", "luat thu y"]);
  assert.deepEqual(keys("mới luật thú y").map(({ key }) => key), ["moi luat thu y"]);
});

test("an amending law is known by the short form of its name too", () => {
  for (const text of ["Luật sửa đổi, bổ sung một số điều của Luật Thú y", "luật sửa đổi bổ sung luật thú y", "luat sua doi luat thu y"]) {
    assert.equal(keys(text)[0].key, "luat sua doi luat thu y", text);
  }
  for (const text of ["sửa đổi luật thú y", "luật thú y sửa đổi", "luật thú y (sửa đổi, bổ sung)"]) {
    assert.equal(keys(text)[0].key, "sua doi luat thu y", text);
  }
});

test("what is held comes before what is numbered, that before what has a name only, and newer before older", () => {
  const table = new Map([["luat thu y", [[1, 2, 2004], [2, 1, 2015], [3, 0, 0], [4, 2, 2015]]]]);
  const { worth } = vb.names.match(keys("luật thú y"), table);
  assert.deepEqual([...worth].sort(([, a], [, b]) => b - a).map(([d]) => d), [4, 1, 2, 3]);
  assert.deepEqual([...vb.names.match(keys("luật thú y"), new Map([["luat thu y", [[1, 2, 2004, 1], [2, 1, 2015, 0]]]])).typed], [1]);
});

test("a short form keeps its year apart", () => {
  assert.deepEqual(keys("blds 2015"), [{ key: "blds 2015", year: 0 }, { key: "blds", year: 2015 }]);
});

test("the year asked for comes first, and another year is told", () => {
  const table = new Map([["luat thu y", [[1, 2, 2004], [2, 1, 2015]]]]);
  const { worth, years, asked } = vb.names.match(keys("luật thú y 2015"), table);
  assert.ok(worth.get(2) > worth.get(1));
  assert.deepEqual([years, asked], [[2004, 2015], 2015]);
});

test("a year that no instrument of a number has", () => {
  const words = vb.query.parse("31/KH-UBND 2021").words;
  const hit = (years) => new Map([[1, { document: 1, whole: true, named: true, years }]]);
  assert.deepEqual(vb.numbers.otherYear(words, hit([2022])), { asked: 2021, nearest: 2022 });
  assert.equal(vb.numbers.otherYear(words, hit([2021])), null);
  const decree = (left) => new Map([[1, { document: 1, whole: true, named: true, left, years: [2025] }]]);
  const { words: two } = vb.query.parse("302/2025/NĐ-CP năm 2023");
  assert.deepEqual(vb.numbers.otherYear(two, decree(1)), { asked: 2023, nearest: 2025 });
  assert.equal(vb.numbers.otherYear(two, decree(3)), null, "a plan of 2023 about it");
  assert.equal(vb.numbers.otherYear(vb.query.parse("31/KH-UBND").words, hit([2022])), null);
});

test("a number of the year asked for that another body has does not hide that its own is of another year", () => {
  const { words } = vb.query.parse("thông tư 77/2024/TT-BXD");
  const rows = (/** @type {any[]} */ ...more) => vb.numbers.match(words, new Map([["77", [[1, "2025 tt bxd", [2025], [], "thong tu", "bo xay dung", 0, 1], ...more]]]));
  const other = [2, "2024 tt btc", [2024], [], "thong tu", "bo tai chinh", 0, 0];
  assert.deepEqual(vb.numbers.otherYear(words, rows(other)), { asked: 2024, nearest: 2025 });
  assert.equal(vb.numbers.otherYear(words, rows(other, [3, "2024 tt bxd", [2024], [], "thong tu", "bo xay dung", 0, 0])), null);
});

test("words that ask for the newest, and days", () => {
  const { latest, words } = vb.query.parse("luật thú y mới nhất");
  assert.deepEqual([latest, words.length], ["mới nhất", 3]);
  assert.equal(vb.query.parse("mới nhất").words.length, 2);
  assert.equal(vb.query.parse("quy định mới nhất về thú y").latest, "mới nhất");
  assert.equal(vb.query.parse("quy định gần đây nhất về thú y").latest, "gần đây nhất");
  assert.deepEqual(["quy định hiện hành về thú y", "tai nạn gần đây ở quận A"].map((text) => vb.query.parse(text).latest), ["", ""]);
  assert.equal(vb.query.parse("luat thu y con hieu luc").latest, "con hieu luc");
  assert.equal(vb.query.parse("công điện bão số 9 gần đây").latest, "gần đây");
  assert.equal(vb.query.parse("ngày 01/12/2011").date, 20111201);
  assert.deepEqual(vb.query.parse("nghi quyet 5 thang 10 2025 quy hoach").day, { date: 20251005, rest: "nghi quyet  quy hoach" });
  assert.equal(vb.query.parse("124/2021").date, 0);
});

test("words of a question that say nothing of what is asked for are no words of the query", () => {
  const words = (text) => vb.query.parse(text).words.map(({ exact }) => exact).join(" ");
  assert.equal(words("cho tôi hỏi về nghỉ ốm được bao lâu?"), "nghỉ ốm");
  assert.equal(words("lam sao de tach thua"), "tach thua");
  assert.equal(words("văn bản nào quy định về karaoke"), "karaoke");
  assert.equal(words("có phải đăng ký tạm trú không"), "có phải đăng ký tạm trú");
  assert.deepEqual(["bao nhiêu tuổi thì được nghỉ hưu", "khi nao thi duoc nghi huu", "thế nào là hộ nghèo"].map(words),
    ["tuổi thì được nghỉ hưu", "duoc nghi huu", "hộ nghèo"]);
  assert.deepEqual(["luật hàng không", "thế nào", '"quy định thế nào"'].map(words), ["luật hàng không", "thế nào", "quy định thế nào"]);
  for (const text of ["cần thơ giá đất", "can bo cong chuc", "hoi dong nhan dan", "hội nông dân", "muon dat", "co quan hang khong", "có đơn vị phòng không"]) assert.equal(words(text), text);
});

test("an abbreviation in capitals is told from a query in capitals", () => {
  assert.deepEqual(vb.query.parse("xử lý ATTP").words.map(({ capitals }) => capitals), [false, false, true]);
  assert.deepEqual(vb.query.parse("CHỈ THỊ SỐ").words.map(({ capitals }) => capitals), [false, false, false]);
});

test("số and việc are grammatical where they count and join, not within a word", () => {
  const small = (text) => vb.query.parse(text).words.filter((word) => word.small).map(({ exact }) => exact);
  const pairs = (text) => vb.query.parse(text).pairs.map(({ term }) => term);
  assert.deepEqual([small("luật dân số"), small("chỉ thị số 9")], [[], ["số"]]);
  assert.deepEqual([small("về việc làm"), small("quỹ việc làm")], [["về", "việc"], []]);
  assert.deepEqual([pairs("luật dân số"), pairs("chỉ thị số 9")], [["luat dan", "dan so"], ["chi thi"]]);
});
