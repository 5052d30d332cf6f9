"use strict";

const assert = require("node:assert/strict");
const test = require("node:test");
const { loadScripts, testData } = require("./harness.js");

const { bits, folding, postings } = loadScripts();

for (const { text, exact, terms } of testData("folding.json")) {
  test(`words of ${text}`, () => {
    const found = folding.words(text);
    assert.deepEqual(found.map((word) => word.exact), exact.map(String));
    assert.deepEqual(found.map((word) => word.term), terms.map(String));
  });
}

test("every syllable folds as in Python", () => {
  const syllables = testData("syllables.json");
  assert.ok(syllables.length > 10000);
  for (const [syllable, exact, term] of syllables) {
    assert.equal(folding.exactForm(syllable), exact, syllable);
    assert.equal(folding.termOf(exact), term, syllable);
  }
});

test("terms are in the same files as in Python", () => {
  for (const [term, bucket] of testData("buckets.json")) {
    assert.equal(postings.bucketOf(term, 9), bucket, term);
  }
});

test("names and neighbours stand in the same buckets as in Python", () => {
  const { common, homes } = testData("homes.json");
  const known = new Set(common);
  for (const [term, home] of homes) assert.equal(postings.homeOf(term, (/** @type {string} */ word) => known.has(word)), home, term);
});

test("numbers are read as they were written", () => {
  for (const [numbers, text] of testData("packed.json")) assert.deepEqual(postings.unpack(text), numbers);
  for (const [values, text] of testData("runs.json")) assert.deepEqual(postings.unpackRuns(text), values);
});

test("numbers that stand as bits are read as they were written", () => {
  for (const [width, numbers, text] of testData("bits.json")) {
    const found = new bits.Bits(text);
    assert.deepEqual(numbers.map(() => found.number(width)), numbers);
    for (let i = 0; i < 99; i += 1) assert.ok(Number.isFinite(found.number(width)), "a file that was cut ends too");
  }
});

test("two lists with one mark in a bucket are told apart", () => {
  const [n, bucket, held] = testData("marks.json");
  for (const [term, document] of held) assert.deepEqual(postings.findTerm(bucket, term, n)?.posting?.documents, [document], term);
  assert.equal(postings.findTerm(bucket, "a", n), null);
});

test("names become addresses", () => {
  assert.equal(folding.slug("Ủy ban nhân dân tỉnh Bình Phước"), "uy-ban-nhan-dan-tinh-binh-phuoc");
});
