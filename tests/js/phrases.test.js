"use strict";

const assert = require("node:assert/strict");
const test = require("node:test");
const { loadScripts } = require("./harness.js");

const vb = loadScripts();
const PHRASE = [vb.folding.words("an ninh tổ quốc")];

/** An engine that holds the given texts, one paragraph each; counts the files that are read. */
function engineOf(texts) {
  const engine = { read: 0 };
  engine.factsOf = async (document) => [`v${document}`, "Kế hoạch", `${document}/KH`, "", "", "", 0, 1, 0, "", `doan/v${document}`];
  engine.source = {
    load: async (name) => {
      engine.read += 1;
      return { p: { 0: [["doan-1", texts[Number(name.replace("doan/v", ""))]]] } };
    },
  };
  return engine;
}

test("documents that hold a phrase as typed come first, those with other accents next, others go", async () => {
  const engine = engineOf(["quốc tổ ninh an", "an ninh tố quộc", "vì an ninh tổ quốc", "an ninh, tổ quốc"]);
  const { documents, unsure } = await vb.phrases.confirm(engine, [0, 1, 2, 3], PHRASE, 10);
  assert.deepEqual([documents, unsure], [[2, 3, 1], false]);
});

test("reading stops when enough are confirmed, or too much was read; the rest stays, as not looked into", async () => {
  const held = engineOf(Array.from({ length: 40 }, () => "an ninh tổ quốc"));
  const first = await vb.phrases.confirm(held, numbered(40), PHRASE, 2);
  assert.deepEqual([held.read, first.documents.length, first.unsure], [3, 40, true]);
  const none = engineOf(Array.from({ length: 40 }, () => "không có"));
  const second = await vb.phrases.confirm(none, numbered(40), PHRASE, 2);
  assert.deepEqual([none.read, second.documents.length, second.unsure], [9, 31, true]);
  assert.deepEqual([first.sure, second.sure], [[0, 1, 2], []], "what was not looked into is not known to hold it");
});

test("a type and the title behind it are one text", async () => {
  const engine = { factsOf: async () => ["v0", "Luật", "79/2015/QH13", "Thú y", "", "Quốc hội", 0, 1, 0, "", ""], source: {} };
  const { sure } = await vb.phrases.confirm(engine, [0], [vb.folding.words("luật thú y")], 1);
  assert.deepEqual(sure, [0]);
});

test("of documents without a text no more than some are looked at", async () => {
  const engine = { looked: 0, source: {}, factsOf: async () => { engine.looked += 1; return ["v", "Kế hoạch", "", "", "", "", 0, 0, 0, "", ""]; } };
  const { unsure } = await vb.phrases.confirm(engine, numbered(5000), PHRASE, 2);
  assert.deepEqual([engine.looked, unsure], [60, true]);
});

test("the other files of a long text are read at once, as many as may be, where nothing else is confirmed", async () => {
  const engine = engineOf(["không có", "không có"]);
  const { load } = engine.source;
  const waiting = [];
  engine.source.load = async (name) => {
    if (!name.startsWith("doan/v0/")) return { ...(await load(name)), them: name === "doan/v0" ? Array.from({ length: 12 }, (_, i) => `doan/v0/${i}`) : [] };
    await new Promise((resolve) => { waiting.push(resolve); if (waiting.length === 7) waiting.forEach((one) => one()); });
    return { p: { 0: [["doan-1", name.endsWith("/3") ? "an ninh tổ quốc" : ""]] } };
  };
  const { documents, unsure } = await vb.phrases.confirm(engine, [0, 1], PHRASE, 1);
  assert.deepEqual([documents, unsure, waiting.length], [[0], false, 7]);
  const [other, first] = [engineOf(["không có", "an ninh tổ quốc"]), engine.source.load];
  other.source.load = (name) => (name === "doan/v1" ? load.call(other, name).then(() => ({ p: { 0: [["doan-1", "an ninh tổ quốc"]] } })) : first(name));
  assert.deepEqual((await vb.phrases.confirm(other, [0, 1], PHRASE, 1)).documents, [1, 0]);
  assert.equal(waiting.length, 7);
});

test("a phrase is found whichever way its accents are composed, its tone is placed, its number is written", async () => {
  const engine = engineOf(["hoà bình".normalize("NFD"), "Thông tư số 9"]);
  assert.deepEqual((await vb.phrases.confirm(engine, [0, 1], [vb.folding.words("hòa bình")], 2)).sure, [0]);
  assert.deepEqual((await vb.phrases.confirm(engine, [0, 1], [vb.folding.words("thông tư số 09")], 2)).sure, [1]);
});

/** @param {number} count */
function numbered(count) {
  return Array.from({ length: count }, (_, i) => i);
}
