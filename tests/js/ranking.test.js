"use strict";

const assert = require("node:assert/strict");
const test = require("node:test");
const { loadScripts } = require("./harness.js");

const vb = loadScripts();
const BASE = { n: 100, size: 64 };
const [TEXT, TITLE] = [1, 4];

/** A lookup of documents given as [document, fields]. */
const lookup = (...rows) => ({ count: rows.length, apart: [], posting: { documents: rows.map(([d]) => d), fields: rows.map(([, f]) => f),
  weights: rows.map(() => 1), variants: [], masks: [] } });

/** What lists say of a query; words that no list is given for are held by nobody. */
function evidenceOf(text, lists) {
  const query = vb.query.parse(text);
  const lookups = new Map(Object.entries(lists));
  const groups = query.words.map(({ term }, place) => ({ terms: [term], guessed: false, place })).filter((_, i) => !query.words[i].small);
  return { query, evidence: vb.evidence.gather(BASE, query, groups, lookups) };
}

test("words together, near, scattered", () => {
  const everywhere = [[1, TEXT], [2, TEXT], [3, TEXT], [4, TITLE]];
  const { evidence } = evidenceOf("nuoc sach nong thon", { nuoc: lookup(...everywhere), sach: lookup(...everywhere), nong: lookup(...everywhere),
    thon: lookup(...everywhere), "nuoc sach": lookup([1, TEXT], [2, TEXT]), "nong thon": lookup([1, TEXT]) });
  const tiers = vb.tiers.tiersOf(BASE, evidence);
  assert.deepEqual([tiers.together, tiers.near, tiers.scattered], [[1, 4], [2], [3]]);
});

test("a word with other accents than were typed does not stand together", () => {
  const list = lookup([1, TEXT], [2, TEXT]);
  Object.assign(list.posting, { variants: ["má", "ma"], masks: [1, 2] });
  const { evidence } = evidenceOf("má", { ma: list });
  assert.deepEqual(vb.tiers.tiersOf(BASE, evidence).together, [1]);
  assert.deepEqual(vb.tiers.tiersOf(BASE, evidence).scattered, [2]);
});

test("a common word whose pairs hardly any document holds is asked of no answer", () => {
  const common = { count: 3000, size: 0, posting: null, apart: null, common: true };
  const tiersFor = (/** @type {any} */ pair) => vb.tiers.tiersOf(BASE, evidenceOf("xet cong dan", { xet: common, cong: lookup([1, TITLE], [2, TEXT]), dan: lookup([1, TITLE], [2, TEXT]),
    "xet cong": pair, "cong dan": lookup([1, TITLE], [2, TEXT]) }).evidence);
  assert.deepEqual(tiersFor(lookup([2, TEXT])).together, [1, 2]);
  assert.deepEqual(tiersFor({ ...lookup([2, TEXT]), count: 400 }).together, [2]);
});

test("where no document holds all words, those with most of their weight are the nearest", () => {
  const { evidence } = evidenceOf("thu y khong", { thu: lookup([1, TEXT], [2, TEXT]), y: lookup([1, TEXT]) });
  const tiers = vb.tiers.tiersOf(BASE, evidence);
  assert.deepEqual([tiers.complete, tiers.near.includes(1)], [false, true]);
});

test("what says much of a sentence in its matter is near, whatever words it lacks", () => {
  const about = [1, TEXT | vb.postings.MATTER];
  const others = lookup([2, TEXT], [3, TEXT], [4, TEXT]);
  const { evidence } = evidenceOf("hang thieu hon lai khai", { hang: lookup(about, [2, TEXT]), thieu: others, hon: others, lai: others, khai: lookup(about) });
  const tiers = vb.tiers.tiersOf(BASE, evidence);
  assert.deepEqual([evidence.spoken[1], evidence.head[1], evidence.real[1]], [17, 0, 17]);
  assert.deepEqual([tiers.complete, tiers.near], [false, [1, 2, 3, 4]]);
});

test("one document with all words hides none that holds most of a longer query, or says a quarter of it in its heading", () => {
  const [all, headed] = [[1, TEXT], [4, TEXT | TITLE]];
  const found = (/** @type {string[]} */ words, /** @type {any} */ lists) => vb.tiers.tiersOf(BASE, evidenceOf(words.join(" "), lists).evidence).scattered;
  const lists = { hang: lookup(all, [2, TEXT], headed), thieu: lookup(all, [2, TEXT]), hon: lookup(all, [2, TEXT]), khai: lookup(all, [3, TEXT]) };
  const words = ["hang", "thieu", "hon", "khai"];
  assert.deepEqual(found(words, lists), [1, 2], "4 says less than a quarter: its word is the least rare");
  assert.deepEqual(found(words, { ...lists, khai: lookup(all, headed) }), [1, 2, 4]);
  assert.deepEqual(found(words, { ...lists, hang: lookup(all, [2, TEXT], [4, TITLE]), khai: lookup(all, [4, TITLE]) }), [1, 2], "of 4 no text is held that could say the rest");
  assert.deepEqual(found(["hang", "thieu", "khai"], lists), [1], "of a short query every word counts");
});

test("a query of more words than bits keeps the rarest", () => {
  const words = Array.from({ length: 50 }, (_, i) => `w${i}x`);
  const { evidence } = evidenceOf(words.join(" "), Object.fromEntries(words.map((word, i) => [word, lookup(...Array.from({ length: i + 1 }, (_, d) => [d, TEXT]))])));
  assert.equal(evidence.parts.length, 30);
  assert.ok(evidence.parts.every(({ terms }) => Number(terms[0].slice(1, -1)) < 30));
});

/** An entry of the index: what its heading says, and whether its text is held. */
const facts = (type, number, title, held = 1) => ({ type, number, title, held });

/** What the posting lists tell of a word in a heading. */
const bitsOf = ({ number, held }, isType) => TITLE | (isType ? vb.postings.TYPE : 0) | (held ? TEXT : 0) | (held || number ? 0 : vb.postings.NAMELESS);

/** Rank entries all of whose words stand in their headings; a word weighs more in a short one, as with lunr. */
function ranked(text, headings, more = {}) {
  const lists = {};
  headings.forEach((heading, d) => {
    const [kind, terms] = [heading.type, `${heading.type} ${heading.title} ${heading.number}`].map((words) => vb.folding.words(words).map(({ term }) => term));
    const pairs = terms.slice(1).map((after, i) => `${terms[i]} ${after}`);
    for (const term of new Set([...terms, ...pairs])) {
      const list = (lists[term] = lists[term] || lookup());
      list.posting.documents.push(d);
      list.posting.fields.push(bitsOf(heading, term.split(" ").every((word) => kind.includes(word))));
      list.posting.weights.push(1 / terms.length);
    }
  });
  const { query, evidence } = evidenceOf(text, lists);
  const clauses = vb.ranking.clausesOf(query, new Map(Object.entries(lists)), { groups: [], pairs: new Set() });
  const found = { query, evidence, clauses, hits: new Map(), names: new Map(), ...more };
  return vb.ranking.rank(headings.map((_, d) => d), found).ranked;
}

const plan = facts("Kế hoạch", "31/KH-UBND", "Phòng, chống ma túy");

test("a title in full fits better than a longer one that holds it", () => {
  const longer = facts("Kế hoạch", "32/KH-UBND", "Phòng, chống ma túy trong trường học và khu dân cư");
  assert.deepEqual(ranked("phong chong ma tuy", [longer, plan]), [1, 0]);
});

test("a query of nothing but type, body and year asks for what is so, not for a title that says it", () => {
  const [TYPE, BODY, YEAR] = [16, 8, 2];
  const words = { thong: TYPE, tu: TYPE, bo: BODY, y: BODY, te: BODY, 2025: YEAR };
  const lists = (/** @type {number} */ own) => Object.fromEntries(Object.entries(words).map(([word, field]) =>
    [word, lookup([1, field], [2, field === TYPE ? TYPE : own])]));
  const order = (/** @type {number} */ own, text = "thong tu bo y te 2025") => {
    const { query, evidence } = evidenceOf(text, lists(own));
    return [1, 2].map((d) => vb.ranking.seen({ query, evidence, scores: new Map(), best: 1, hits: new Map(), names: new Map() }, d).own);
  };
  assert.deepEqual(order(TITLE), [1, 0]);
  assert.deepEqual(order(BODY), [1, 1]);
  assert.deepEqual(order(TITLE, "bo y te 2025"), [0, 0], "without its type it may be the matter that is meant");
});

test("words in order fit better than the same words scattered", () => {
  assert.deepEqual(ranked("phong chong ma tuy", [facts("Kế hoạch", "32/KH-UBND", "Ma túy: chống và phòng"), plan]), [1, 0]);
});

test("what holds a longer query word beside word comes before a heading that holds half of it", () => {
  const words = "hang hoa vat can che lap dung cu chua chay".split(" ");
  const lists = Object.fromEntries(words.map((word, i) => [word, lookup([1, TEXT], [2, i < 6 ? TITLE : TEXT])]));
  words.slice(1).forEach((word, i) => { lists[`${words[i]} ${word}`] = lookup([1, TEXT], ...(i < 5 ? [[2, TITLE]] : [])); });
  const { query, evidence } = evidenceOf(words.join(" "), lists);
  const found = { query, evidence, clauses: [], hits: new Map(), names: new Map() };
  assert.deepEqual(vb.ranking.rank([1, 2], found).ranked, [1, 2]);
  const short = evidenceOf("hang hoa vat can", lists);
  assert.deepEqual(vb.ranking.rank([1, 2], { ...found, ...short }).ranked, [2, 1], "a few words are no passage");
});

test("a passage stands in long runs of neighbours: not in pieces, and not where a heading says the query", () => {
  const words = "hang hoa vat can che lap dung cu chua chay".split(" ");
  const order = (/** @type {number[]} */ pieces, /** @type {number} */ field, said = false) => {
    const lists = Object.fromEntries(words.map((word) => [word, lookup([1, TEXT], [2, TEXT], [3, field])]));
    words.slice(1).forEach((word, i) => { lists[`${words[i]} ${word}`] = lookup(...(i !== 8 ? [[1, TEXT]] : []), ...(pieces.includes(i) ? [] : [[2, TEXT]]), ...(said ? [[3, field]] : [])); });
    const { query, evidence } = evidenceOf(words.join(" "), lists);
    const found = { query, evidence, clauses: [], hits: new Map(), names: new Map([[2, 0.1]]) };
    return vb.ranking.rank([1, 2, 3], found).ranked;
  };
  assert.deepEqual(order([4], TEXT).slice(0, 2), [1, 2]);
  assert.deepEqual(order([8], TEXT).slice(0, 2), [2, 1], "of one run as long the other features decide");
  assert.deepEqual(order([4], TITLE), [3, 1, 2], "a heading that holds the words scattered does not say it: 1 holds the longer runs");
  assert.deepEqual(order([4], TITLE, true), [3, 2, 1]);
});

test("what says it in the words typed comes before what says it in the documents' words", () => {
  const query = vb.query.parse("rác");
  const group = { terms: ["thai ran", "rac"], guessed: true, place: 0, instead: ["thai ran"], single: true };
  const lists = { rac: lookup([1, TEXT], [3, TEXT]), "thai ran": lookup([2, TITLE], [3, TITLE]) };
  const evidence = vb.evidence.gather(BASE, query, [group], new Map(Object.entries(lists)));
  assert.deepEqual([1, 2, 3].map((d) => evidence.other[d]), [0, 1, 0]);
  const found = { query, evidence, clauses: [], hits: new Map(), names: new Map() };
  assert.deepEqual(vb.ranking.rank([1, 2, 3], found).ranked, [3, 2, 1], "a heading still tells most");
});

test("what people say for a title finds it, behind what says it itself, and is told as lacking", () => {
  const [SPOKEN, words] = [vb.postings.SPOKEN, ["tho", "cut", "tay"]];
  const lists = Object.fromEntries(words.map((word) => [word, lookup([1, TEXT], [2, SPOKEN], [3, TITLE])]));
  Object.assign(lists, { nghe: lookup([4, TEXT | SPOKEN]), "cut tay": lookup([2, SPOKEN], [3, TITLE]) });
  const { query, evidence } = evidenceOf(words.join(" "), lists);
  const found = { query, evidence, clauses: [], hits: new Map(), names: new Map() };
  assert.deepEqual(vb.ranking.rank([1, 2, 3], found).ranked, [3, 2, 1], "before words scattered in a text");
  assert.deepEqual([1, 2, 3].map((d) => [evidence.real[d], evidence.spoken[d]]), [[7, 0], [0, 7], [7, 0]]);
  assert.deepEqual(vb.tiers.tiersOf(BASE, evidence).together, [3], "what is only said of a title stands nowhere together");
  const once = evidenceOf("nghe", lists).evidence;
  assert.deepEqual([once.real[4], once.spoken[4]], [1, 1]);
});

test("of a common word beside a grammatical one their pair tells who holds it", () => {
  const query = vb.query.parse("bao so 11");
  const lookups = new Map([["bao", lookup([1, TEXT], [2, TEXT])], ["11", { count: 50, size: 0, posting: null, apart: null, common: true }], ["so 11", lookup([1, TITLE])]]);
  const groups = [0, 2].map((place) => ({ terms: [query.words[place].term], guessed: false, place }));
  const { held, head, beside } = vb.evidence.gather(BASE, query, groups, lookups);
  assert.deepEqual([held[1], held[2], head[1], beside[1]], [3, 1, 2, 2]);
});

test("where none holds all words, the one with the rare word comes before one that says the others once more", () => {
  const common = (/** @type {number} */ d) => [d, TEXT];
  const all = Array.from({ length: 40 }, (_, d) => common(d));
  const { query, evidence } = evidenceOf("thue nha thau vcomms kho", { thue: lookup(...all), nha: lookup(...all), thau: lookup(...all), vcomms: lookup([1, TEXT]),
    kho: lookup([2, TEXT], ...all.slice(5, 30)) });
  const clauses = [{ term: "thue", boost: 1, posting: { documents: [1, 2], weights: [1, 1.3] } }];
  const found = { query, evidence, clauses, hits: new Map(), names: new Map() };
  assert.deepEqual(vb.ranking.rank([1, 2], found).ranked, [1, 2]);
});

test("of headings that fit alike the one of the type that the query begins with comes first", () => {
  const report = facts("Báo cáo", "31/BC-UBND", "Kế hoạch phòng ma túy");
  assert.deepEqual(ranked("kế hoạch phòng ma túy", [report, facts("Kế hoạch", "31/KH-UBND", "Phòng ma túy thị xã")]), [1, 0]);
});

test("of headings that fit alike the one whose text is held comes first", () => {
  assert.deepEqual(ranked("phong chong ma tuy", [facts("Kế hoạch", "9/KH-UBND", "Phòng, chống ma túy", 0), plan]), [1, 0]);
});

test("what is only cited and lacks a word stands behind a held text that holds them all", () => {
  const lists = Object.fromEntries("hoc phi dai tra".split(" ").map((word) => [word, lookup([1, TITLE], [2, TEXT])]));
  lists.tra = lookup([2, TEXT]);
  Object.assign(lists, { "hoc phi": lookup([1, TITLE], [2, TEXT]), "phi dai": lookup([1, TITLE], [2, TEXT]) });
  const features = (/** @type {any} */ hits) => { const { query, evidence } = evidenceOf("hoc phi dai tra", lists);
    return [1, 2].map((d) => vb.ranking.seen({ query, evidence, scores: new Map(), best: 1, hits, names: new Map() }, d).held); };
  assert.deepEqual(features(new Map()), [0, 1]);
  assert.deepEqual(features(new Map([[1, { named: true }]])), [0.75, 1], "the query names its number");
  lists.tra = lookup([1, TITLE], [2, TEXT]);
  assert.deepEqual(features(new Map()), [0.75, 1]);
});

test("what is known by its name only never stands before what it names", () => {
  const placeholder = facts("Luật", "", "Phòng, chống ma túy", 0);
  const law = facts("Luật", "1/2021/QH14", "Phòng, chống ma túy", 0);
  const other = facts("Luật", "", "Ma túy và phòng", 0);
  const names = new Map([[0, 0.3], [1, 0.8]]);
  assert.deepEqual(ranked("luật phòng chống ma túy", [placeholder, law, other], { names }), [1, 0, 2]);
  assert.deepEqual(ranked("luật phòng chống ma túy số 1", [placeholder, law, other]), [1, 0, 2], "where the query is not its whole name");
});

test("the exact name comes before any heading, the number before the name", () => {
  const decree = facts("Nghị định", "2/2021/NĐ-CP", "Luật Phòng, chống ma túy");
  const law = facts("Luật", "1/2021/QH14", "Phòng, chống ma túy");
  const text = "luật phòng chống ma túy";
  assert.deepEqual(ranked(text, [decree, law], { names: new Map([[1, 1]]) }), [1, 0]);
  const hit = { full: true, named: true, whole: true, value: 1, document: 0, years: [] };
  assert.deepEqual(ranked(text, [decree, law], { names: new Map([[1, 1]]), hits: new Map([[0, hit]]) }), [0, 1]);
});

test("beside documents with all words, one that says much of the query in its heading is like them", () => {
  const words = "sua cau duong bo thu phi".split(" ");
  const lists = Object.fromEntries(words.map((word, i) => [word, lookup([1, TEXT], ...(i < 3 ? [[2, TEXT | TITLE], [3, TEXT]] : []))]));
  const { evidence } = evidenceOf(words.join(" "), lists);
  const tiers = vb.tiers.tiersOf(BASE, evidence);
  assert.deepEqual([tiers.complete, tiers.scattered.includes(2), tiers.scattered.includes(3)], [true, true, false]);
});
