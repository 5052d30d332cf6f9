"use strict";

const assert = require("node:assert/strict");
const test = require("node:test");
const { loadScripts, FolderSource, testData, dataPath } = require("./harness.js");

const vb = loadScripts();
const source = new FolderSource(dataPath("index"));
const engine = new vb.Engine(source);
const slugs = (answer) => answer.results.map((result) => result.slug);

for (const wanted of testData("search.json")) {
  test(`search ${wanted.query}`, async () => {
    const answer = await engine.search(String(wanted.query), { limit: 5, more: true });
    assert.equal(answer.partial, false);
    if (wanted.first) assert.equal(slugs(answer)[0], wanted.first);
    if (wanted.found) assert.ok(slugs(answer).includes(wanted.found), slugs(answer).join(", "));
    if ("direct" in wanted) assert.equal(answer.direct, wanted.direct ? wanted.first : null);
    if (wanted.mode) assert.equal(answer.mode, wanted.mode);
    if (wanted.used) assert.ok(answer.corrections.some(({ used }) => used === wanted.used), JSON.stringify(answer.corrections));
  });
}

test("the same query composed and decomposed, upper and lower case", async () => {
  const query = "Kế hoạch phòng, chống tội phạm Thủ Đức";
  const expected = slugs(await engine.search(query));
  for (const other of [query.normalize("NFD"), query.toUpperCase(), query.toLowerCase().normalize("NFD")]) {
    assert.deepEqual(slugs(await engine.search(other)), expected);
  }
});

test("an order by date loads the days alone, as numbers that differ by little", async () => {
  const other = new FolderSource(dataPath("index"));
  await new vb.Engine(other).search("an ninh", { sort: "moi-nhat" });
  const [days, ...others] = [...other.read.keys()].filter((name) => /^(xep|dan|mat|ky)\//.test(name));
  assert.deepEqual([days, others], ["xep/0", []]);
  const text = String(other.read.get(days));
  assert.ok(!text.includes('"dan"') && !/20\d{6}/.test(text));
});

test("a number that no instrument has is told", async () => {
  const told = async (/** @type {string} */ text) => vb.told.summary(await engine.search(text), text);
  assert.match(await told("số 77-KL/TW"), /^Kho không có văn bản số 77-KL\/TW\. /);
  for (const text of ["31/KH-UBND", "31/2023", "2021-2025", "30/11/1945", "an ninh"]) assert.doesNotMatch(await told(text), /không có văn bản số/);
});

test("words typed with accents put exact matches first", async () => {
  const answer = await engine.search("đảm", { limit: 50, more: true });
  const lookups = await engine.lookUp(["dam"]);
  const { documents, variants, masks } = lookups.get("dam").posting;
  assert.ok(variants.length > 1, "the sample needs two accents of one syllable");
  const exact = answer.results.map(({ document }) => (masks[documents.indexOf(document)] >> variants.indexOf("đảm")) & 1);
  assert.deepEqual(exact, [...exact].sort((a, b) => b - a));
  assert.ok(exact.includes(1) && exact.includes(0));
});

test("facets count, narrow and keep their own choices", async () => {
  const all = await engine.search("an ninh", { facets: true, limit: 100 });
  const years = all.facets.find(({ facet }) => facet === "nam").values;
  const year = years.find(({ name }) => name === "2022");
  const narrowed = await engine.search("an ninh", { facets: true, limit: 100, filters: { nam: ["2022"] } });
  assert.equal(narrowed.total, year.count);
  assert.ok(narrowed.results.every(({ date }) => date.startsWith("2022")));
  assert.deepEqual(narrowed.facets.find(({ facet }) => facet === "nam").values, years);
});

test("who signed is a field of its own", async () => {
  const answer = await engine.search("người-ký:hiền", { facets: true });
  assert.deepEqual(slugs(answer), ["31-kh-ubnd-2023-binh-phuoc"]);
  assert.deepEqual(answer.facets.at(-1).values.filter(({ slug }) => slug === "tran-tue-hien").map(({ name, count }) => [name, count]),
    [["Trần Tuệ Hiền", 1]]);
  assert.equal((await engine.search("nguoi ky: \"tue hien\" kế hoạch")).total, 1);
});

test("a document has several topics, each a choice", async () => {
  const asked = { facets: true, limit: 100, filters: { "chu-de": ["thi-dua"] } };
  const answer = await engine.search("kế hoạch", asked);
  const held = answer.results.filter((result) => result.held).map(({ slug }) => slug);
  assert.deepEqual(held.sort(), ["100-kh-ldld-2024-thu-duc", "31-kh-ubnd-2023-binh-phuoc"]);
  const topics = answer.facets.find(({ facet }) => facet === "chu-de").values.map(({ name }) => name);
  assert.ok(topics.includes("Bảo vệ an ninh") && topics.some((name) => name.startsWith("Thi đua")), topics.join());
  assert.ok(slugs(answer).includes("119-kh-ubnd-2022-binh-phuoc"), "the title of one that is only cited tells its topic");
});

test("fields and their values are completed", async () => {
  const texts = async (typed) => (await vb.fields.complete(engine, typed)).map(({ text }) => text);
  assert.deepEqual(await texts("kế hoạch ngu"), ["kế hoạch người-ký:"]);
  assert.deepEqual(await texts("co"), ["cơ-quan:"]);
  assert.deepEqual(await texts("an ninh năm:202"), ["2024", "2023", "2022", "2021", "2020"].map((year) => `an ninh năm:${year} `));
  assert.deepEqual(await texts("nguoi ky:tue"), []);
  assert.deepEqual(await texts("người-ký:tue"), ["người-ký:\"Trần Tuệ Hiền\" "]);
  assert.deepEqual(await texts("loại:bao"), ["loại:\"Báo cáo\" "]);
  assert.deepEqual(await texts("an ninh "), []);
  assert.deepEqual(await texts("số:3"), []);
  assert.deepEqual(await texts("chu-d"), ["chủ-đề:"]);
  assert.deepEqual(await texts("kế hoạch chủ-đề:thi"), ["kế hoạch chủ-đề:\"Thi đua, khen thưởng\" ", "kế hoạch chủ-đề:\"Thi đua\" "]);
});

test("who asks for the newest may still choose the order", async () => {
  const orders = async (/** @type {string} */ text, options = {}) => (await engine.search(text, options)).sort;
  assert.deepEqual([await orders("an ninh"), await orders("an ninh mới nhất"), await orders("an ninh mới nhất", { sort: "phu-hop" })], ["", "moi-nhat", ""]);
  assert.deepEqual(["an ninh", "an ninh mới nhất", "năm:2023"].map((text) => vb.query.orderOf(vb.query.parse(text))), ["phu-hop", "moi-nhat", "moi-nhat"]);
});

test("sorting by date and by citations", async () => {
  const newest = await engine.search("an ninh", { sort: "moi-nhat", limit: 100 });
  const dates = newest.results.slice(0, newest.total).map(({ date }) => date.slice(0, 10).padEnd(10, "-00"));
  assert.ok(dates.length > 3);
  assert.deepEqual(dates, [...dates].sort().reverse());
  const cited = await engine.search("an ninh", { sort: "vien-dan", limit: 100 });
  const counts = cited.results.slice(0, cited.total).map(({ citedBy }) => citedBy);
  assert.deepEqual(counts, [...counts].sort((a, b) => b - a));
});

test("what is only like the answer stands before what counts where it fits better", async () => {
  const three = { facets: { need: async () => undefined }, source, base: { levels: [] },
    factsOf: async (/** @type {number} */ d) => [["dau", "giong", "cuoi"][d], "Nghị định", "", "", "", "", 0, 1, 0, "", "", ""] };
  const bits = (/** @type {number[]} */ ...values) => Uint32Array.from(values);
  const evidence = { parts: [1, 2].map((place) => ({ weight: 1, place, known: true, exact: "" })), total: 2, all: 3, held: bits(3, 1, 3), head: bits(3, 1, 0),
    beside: bits(3, 1, 3), spoken: bits(0, 0, 0), own: new Uint32Array(9), real: bits(3, 1, 3), wrong: bits(0, 0, 0), other: bits(0, 0, 0), pairs: 0, pairTotal: 0, neighbours: new Uint16Array(3), text: bits(1, 1, 1), kind: new Uint8Array(3),
    nameless: new Uint8Array(3), weight: Float64Array.of(2, 2, 2) };
  const found = { query: { latest: "", phrases: [], words: [{ exact: "x" }, { exact: "y" }, { exact: "z" }] }, evidence, clauses: [], hits: new Map(), names: new Map(),
    typed: new Set(), tiers: { together: [0, 2], near: [], scattered: [1] }, mode: "all", corrections: [], otherYear: null };
  const filters = Object.fromEntries(vb.FACETS.map((/** @type {string} */ facet) => [facet, []]));
  const answer = await vb.answers.answerOf(three, found, { filters, narrowed: false, sort: "", limit: 5 });
  assert.deepEqual([slugs(answer), answer.total, answer.like], [["dau", "giong", "cuoi"], 2, 1]);
});

test("of texts that hold every two words of a passage beside each other the one that holds all of it comes first", async () => {
  const texts = ["xe chạy đường dài; đường dài vượt dốc", "xe chạy đường dài vượt dốc"];
  const two = { facets: { need: async () => undefined }, base: { levels: [] }, source: { missing: new Set(), load: async (/** @type {string} */ name) => ({ p: { 0: [["", texts[Number(name)]]] } }) },
    factsOf: async (/** @type {number} */ d) => [["cu", "moi"][d], "Nghị định", "", "", "", "", 0, 1, 0, "", `${d}#0`, ""] };
  const query = vb.query.parse("xe chạy đường dài vượt dốc");
  const list = { count: 2, size: 0, apart: [], posting: { documents: [0, 1], weights: [1, 1], fields: [1, 1], variants: [], masks: [] } };
  const lookups = new Map([...query.words, ...query.pairs].map(({ term }) => [term, list]));
  const groups = query.words.map((/** @type {any} */ { term }, /** @type {number} */ place) => ({ terms: [term], guessed: false, place }));
  const evidence = vb.evidence.gather({ n: 2, size: 2 }, query, groups, lookups);
  const filters = Object.fromEntries(vb.FACETS.map((/** @type {string} */ facet) => [facet, []]));
  const order = async (/** @type {number[]} */ sure) => slugs(await vb.answers.answerOf(two, { query, sure, evidence, clauses: [], hits: new Map(), names: new Map(),
    tiers: { together: [0, 1], near: [], scattered: [] }, mode: "all", corrections: [], otherYear: null }, { filters, narrowed: false, sort: "", limit: 5 }));
  assert.deepEqual(await order([]), ["moi", "cu"]);
  assert.deepEqual(await order([0]), ["cu", "moi"], "what a query names stays first");
});

test("a day is a query", async () => {
  for (const day of ["01/12/2011", "ngày 1 tháng 12 năm 2011"]) assert.deepEqual(slugs(await engine.search(day)), ["09-ct-tw-2011"]);
});

test("what counts, what is only like it, and what a result lacks", async () => {
  const few = await engine.search("mua bán người Bình Thuận");
  const all = await engine.search("mua bán người Bình Thuận", { more: true, limit: 100 });
  assert.equal(all.results.length, few.total + few.like);
  assert.deepEqual(all.results.slice(0, few.total).map(({ slug }) => slug), (await engine.search("mua bán người Bình Thuận", { limit: 100 })).results.map(({ slug }) => slug));
  const lame = await engine.search("liên đoàn lao động phú riềng xyzxyz");
  assert.deepEqual([lame.mode, lame.results[0].lacks], ["near", ["xyzxyz"]]);
});

test("filters that leave nothing say how many there are without them", async () => {
  const answer = await engine.search("an ninh", { filters: { loai: ["luat"], nam: ["1950"] } });
  assert.equal(answer.total, 0);
  assert.equal(answer.unfiltered, (await engine.search("an ninh")).total);
});

test("while long lists are on their way, the facts of what is likely to stand first are asked for", async () => {
  const order = [];
  const likely = Object.assign(new vb.Engine({ ...source, load: async (/** @type {string} */ name) => { order.push(name); return ""; } }), { base: engine.base });
  const lookup = { count: 1, size: 9, apart: ["dai/x"], places: [1], parts: [null, null, null], masked: false, variants: "", posting: null };
  await likely.loadLong(new Map([["an", { ...lookup }]]), () => order.push("facts"));
  await likely.loadLong(new Map([["an", { ...lookup }]]), () => order.push("facts"));
  assert.deepEqual(order, ["dai/x", "facts"]);
});

test("an unfinished last word is completed while typing", async () => {
  const answer = await engine.search("ldld phu rie", { typing: true });
  assert.equal(slugs(answer)[0], "261-ldld-2022-phu-rieng");
  assert.deepEqual(answer.corrections, []);
});

test("missing files give partial results that say so", async () => {
  await engine.start();
  const bucket = vb.postings.bucketOf("rieng", engine.base.buckets);
  const lame = new vb.Engine(new FolderSource(dataPath("index"), (name) => name === `tu/${bucket}`));
  const answer = await lame.search("liên đoàn lao động phú riềng");
  assert.equal(answer.partial, true);
  assert.ok(answer.results.length > 0);
});

test("an answer does not depend on what was searched before", async () => {
  const place = dataPath("many/du-lieu/tim-kiem");
  const engineOf = () => Object.assign(new vb.Engine(new FolderSource(place)), { budget: 0 });
  const shared = engineOf();
  await shared.start();
  const lookups = await shared.lookUp(["ban", "hanh", "cong", "thuc", "hien", "nhan", "dan", "van"]);
  const common = [...lookups].filter(([, { apart }]) => apart.length > 0).map(([term]) => term);
  assert.ok(common.length > 1, "some words stand in so many documents that their lists lie apart");
  for (const word of common) await shared.search(word);
  for (const [, query] of testData("many.json").slice(0, 40)) {
    const typed = `${common[0]} ${query}`;
    const [again, first] = [await shared.search(typed), await engineOf().search(typed)];
    assert.deepEqual(again.results.map(({ slug, score }) => [slug, score]), first.results.map(({ slug, score }) => [slug, score]));
  }
});

test("without its base data the search says that it cannot work", async () => {
  const lame = new vb.Engine(new FolderSource(dataPath("index"), (name) => name === "muc-luc"));
  const answer = await lame.search("an ninh");
  assert.equal(answer.partial, true);
  assert.equal(answer.total, 0);
});

test("a query reads only what it needs", async () => {
  const fresh = new FolderSource(dataPath("index"));
  await new vb.Engine(fresh).search("chi thi 09");
  const names = [...fresh.read.keys()];
  assert.ok(names.every((name) => !name.startsWith("doan/") && !name.startsWith("chu/") && !name.startsWith("mat/")), names.join());
});

test("odd input is answered, not thrown at", async () => {
  for (const odd of ["", " ", "\"", "\"\"", "*", "+-~^", "loại:", "a:b:c", "<script>", "constructor", "__proto__ toString",
    "9".repeat(500), "ă".repeat(3000), "năm:2023", "\u0301", "số:"]) {
    const answer = await engine.search(odd, { facets: true });
    assert.equal(typeof answer.total, "number", odd);
  }
});

test("snippets mark the words as they stand in the text and name their paragraph", async () => {
  const answer = await engine.search("lien doan lao dong phu rieng");
  const wanted = vb.snippet.targets(answer.query, answer.corrections, engine.base.shorts);
  const snippet = await vb.snippet.snippetOf(source, answer.results[0].leaf, wanted);
  const marked = snippet.pieces.filter((piece) => piece.marked).map((piece) => piece.text);
  assert.ok(marked.includes("Riềng"), marked.join());
  assert.match(snippet.anchor, /^doan-\d+$/);
});

test("a paragraph that only repeats the title gives way to one that says more", () => {
  const wanted = vb.snippet.targets(vb.query.parse("phòng chống ma túy"), [], {});
  const title = "Phòng, chống ma túy trong công nhân lao động năm 2023";
  const paragraphs = [["a", title], ["b", "Các đơn vị tuyên truyền phòng, chống ma túy trong công nhân lao động"]];
  assert.equal(vb.snippet.best(paragraphs, wanted, title).snippet.anchor, "b");
  assert.equal(vb.snippet.best(paragraphs, wanted).snippet.anchor, "a");
  assert.equal(vb.snippet.best([paragraphs[0]], wanted, title).snippet.anchor, "a");
});

test("an abbreviation in the query is marked in full in the text, and the other way", () => {
  const shorts = { ldld: "lien doan lao dong" };
  const texts = (query, text) => {
    const wanted = vb.snippet.targets(vb.query.parse(query), [], shorts);
    return vb.snippet.best([["x", text]], wanted).snippet?.pieces.filter((p) => p.marked).map((p) => p.text);
  };
  assert.deepEqual(texts("LĐLĐ", "Ban Thường vụ Liên đoàn Lao động huyện đề nghị các đơn vị"), ["Liên", "đoàn", "Lao", "động"]);
  assert.deepEqual(texts("liên đoàn lao động", "các cấp thuộc LĐLĐ huyện Phú Riềng thực hiện"), ["LĐLĐ"]);
});

test("a word typed with the accents that documents have is no slip beyond doubt: another is offered only", async () => {
  const slips = { ...vb.slips };
  vb.slips.meant = async () => ({ terms: ["an"], pairs: [], doubtful: false });
  const lone = { ...(await engine.lookUp(["truyen"])).get("truyen"), count: 1 };
  const query = vb.query.parse("tuyên truyền zz");
  const lookups = new Map([["truyen", lone], ["tuyen", { ...lone, variants: "tuyến" }]]);
  const { corrections } = await vb.repair.groupsOf(engine, query, lookups, {});
  Object.assign(vb.slips, slips);
  assert.deepEqual(corrections.filter((/** @type {any} */ { typed }) => typed === "truyền").map((/** @type {any} */ c) => c.offered), [true]);
  assert.deepEqual(corrections.filter((/** @type {any} */ { typed }) => typed === "tuyên").map((/** @type {any} */ c) => c.offered), [undefined]);
});

test("a rare word beside nothing but words of grammar, whose pairs nobody counts, is no slip", async () => {
  const [slips, asked] = [{ ...vb.slips }, []];
  vb.slips.meant = async (/** @type {any} */ _, /** @type {any} */ { words }, /** @type {number} */ place) => {
    asked.push(words[place].term);
    return { terms: [], pairs: [], doubtful: false };
  };
  const lone = { ...(await engine.lookUp(["truyen"])).get("truyen"), count: 1 };
  for (const query of ["truyền và tuyên", "truyền tuyên"]) await vb.repair.groupsOf(engine, vb.query.parse(query), new Map([["truyen", lone], ["tuyen", lone]]), {});
  Object.assign(vb.slips, slips);
  assert.deepEqual(asked, ["truyen", "tuyen"], "of the second query alone");
});

test("a word two slips from any other, beside no neighbour that knows it, is offered and not looked for", async () => {
  const [offered, done] = [await engine.search("tuyekk"), await engine.search("tuyenk")];
  assert.deepEqual([offered.total, offered.corrections.map((c) => c.offered)], [0, [true]]);
  assert.deepEqual([done.total > 0, done.corrections.map((c) => c.offered)], [true, [undefined]]);
});
