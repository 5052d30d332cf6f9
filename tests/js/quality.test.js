"use strict";

const assert = require("node:assert/strict");
const test = require("node:test");
const { loadScripts, FolderSource, testData, dataPath } = require("./harness.js");

const vb = loadScripts();

/** For each kind of question: the least share of answers in the first place, and among the first five. */
const FLOORS = {
  "number": [1, 1],
  "number of a cited instrument": [1, 1],
  "type, serial, year, body": [1, 1],
  "title": [0.97, 1],
  "title, no accents": [0.97, 1],
  "title, one typo": [0.9, 0.95],
  "title, no accents, one typo": [0.9, 0.95],
  "question": [0.85, 0.95],
  "words, body, year": [0.85, 0.95],
  "number, odd separators": [1, 1],
  "number, all in one word": [0.95, 0.95],
  "type and serial in one word": [0.95, 1],
  "type, serial, body": [0.95, 1],
  "type, serial, year, subject": [0.95, 1],
  "cited in full": [1, 1],
  "title, words left out": [0.95, 0.95],
  "title, halves exchanged": [0.95, 1],
  "title, two typos": [0.9, 0.95],
  "title, no accents, two typos": [0.9, 0.95],
  "title, blanks forgotten": [0.9, 0.9],
  "title, Telex left raw": [0.95, 0.95],
  "title, old tones, đ as d": [0.95, 1],
  "title, abbreviated": [0.9, 0.95],
  "topic, place, year": [0.85, 0.9],
  "fields": [0.9, 0.95],
  "one rare word": [0.85, 0.95],
  "signer, type, year": [0.85, 0.9],
  "phrase in quotes": [0.75, 0.85],
};
/** Kinds that a collection without such documents has no questions of. */
const SOME = new Set(["title, abbreviated", "one rare word", "signer, type, year"]);
/** Of a large collection not every document is asked for. */
const ASKED = 150;

/** @param {any[]} items */
function byKind(items) {
  const kinds = new Map(Object.keys(FLOORS).map((kind) => [kind, []]));
  for (const item of items) kinds.get(item[0]).push(item);
  return kinds;
}

/** How many questions have an accepted answer first, and among the first five; what was missed. */
async function measure(engine, items) {
  const counts = { asked: 0, first: 0, five: 0 };
  const missed = [];
  const step = Math.max(1, items.length / ASKED);
  for (let i = 0; i < items.length; i += step) {
    const [, query, accepted] = items[Math.floor(i)];
    const { results } = await engine.search(query, { limit: 5 });
    const rank = results.findIndex(({ slug }) => accepted.includes(slug));
    counts.asked += 1;
    counts.first += rank === 0 ? 1 : 0;
    counts.five += rank >= 0 ? 1 : 0;
    if (rank) missed.push(`${query}: ${results[0]?.slug} before ${accepted[0]}`);
  }
  return { ...counts, missed: missed.join("\n") };
}

for (const name of ["five", "many"]) {
  for (const [kind, items] of byKind(testData(`${name}.json`))) {
    test(`${name} documents asked for by ${kind}`, async () => {
      assert.ok(items.length > 0 || SOME.has(kind));
      if (!items.length) return;
      const engine = new vb.Engine(new FolderSource(dataPath(`${name}/du-lieu/tim-kiem`)));
      const { asked, first, five, missed } = await measure(engine, items);
      assert.ok(first / asked >= FLOORS[kind][0], `${first} of ${asked} first\n${missed}`);
      assert.ok(five / asked >= FLOORS[kind][1], `${five} of ${asked} among five\n${missed}`);
    });
  }
}
