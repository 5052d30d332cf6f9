"use strict";

const assert = require("node:assert/strict");
const test = require("node:test");
const { loadScripts, FolderSource, testData, dataPath } = require("./harness.js");

const vb = loadScripts();

/** Weights are stored in steps of nine per cent, and the average lengths of fields in steps of five. */
const near = (found, expected) => assert.ok(Math.abs(found - expected) < 0.07 * expected + 0.006, `${found} for ${expected}`);

/** lunr's whole index, its terms looked up as they are (its token set confuses words with digits). */
function wholeIndex(lunr) {
  const { fields, fieldVectors, invertedIndex } = testData("whole.json");
  const inverted = Object.assign(Object.create(null), Object.fromEntries(invertedIndex));
  const vectors = Object.fromEntries(fieldVectors.map(([name, elements]) => [name, new lunr.Vector(elements)]));
  const tokenSet = { intersect: (set) => ({ toArray: () => set.toArray().filter((term) => term in inverted) }) };
  return new lunr.Index({ fields, fieldVectors: vectors, invertedIndex: inverted, tokenSet, pipeline: new lunr.Pipeline() });
}

test("scores from the shards are those of lunr's whole index, rounded", async () => {
  const whole = wholeIndex(globalThis.lunr);
  const engine = new vb.Engine(new FolderSource(dataPath("sample")));
  await engine.start();
  for (const query of testData("queries.json")) {
    const expected = whole.query((q) => query.forEach(([term, boost]) => q.term(term, { boost, usePipeline: false })));
    const lookups = await engine.lookUp(query.map(([term]) => term));
    await engine.loadLong(lookups);
    const clauses = query.map(([term, boost]) => ({ term, boost, posting: lookups.get(term).posting }));
    const documents = [...new Set(clauses.flatMap((clause) => clause.posting.documents))];
    const scores = vb.postings.score(documents, clauses);
    assert.equal(scores.size, expected.length);
    for (const { ref, score } of expected) near(scores.get(Number(ref)), score);
    const ranked = [...scores].sort((a, b) => b[1] - a[1]).map(([, score]) => score);
    expected.forEach(({ score }, rank) => near(ranked[rank], score));
  }
});

test("the commonest words score as in lunr's whole index; what the budget leaves out is left out whole", async () => {
  const whole = wholeIndex(globalThis.lunr);
  const engine = new vb.Engine(new FolderSource(dataPath("sample")));
  await engine.start();
  engine.budget = 12000;
  const sizes = testData("whole.json").invertedIndex.map(([term, fields]) =>
    [term, new Set(Object.values(fields).filter((f) => typeof f === "object").flatMap(Object.keys)).size]);
  const common = sizes.sort((a, b) => b[1] - a[1]).slice(0, 80).map(([term]) => term);
  const lookups = await engine.lookUp(common);
  const apart = common.filter((term) => lookups.get(term).apart.length > 0);
  assert.ok(apart.length > 40, "most of the commonest words have files of their own");
  await engine.loadLong(lookups);
  const loaded = common.filter((term) => lookups.get(term).apart.length === 0);
  assert.ok(loaded.length > 5 && loaded.length < common.length, "the budget leaves some out");
  const rarest = Math.max(...loaded.filter((term) => apart.includes(term)).map((term) => lookups.get(term).count));
  assert.ok(common.every((term) => loaded.includes(term) || lookups.get(term).count >= rarest), "the commonest are left out first");
  for (let i = 0; i + 4 <= loaded.length; i += 1) {
    const terms = loaded.slice(i, i + 4);
    const expected = whole.query((q) => terms.forEach((term) => q.term(term, { usePipeline: false })));
    const clauses = terms.map((term) => ({ term, boost: 1, posting: lookups.get(term).posting }));
    const scores = vb.postings.score(expected.map(({ ref }) => Number(ref)), clauses);
    for (const { ref, score } of expected) near(scores.get(Number(ref)), score);
    assert.equal(scores.size, new Set(clauses.flatMap(({ posting }) => posting.documents)).size);
  }
});

test("a few documents score as among all", async () => {
  const engine = new vb.Engine(new FolderSource(dataPath("sample")));
  await engine.start();
  const lookups = await engine.lookUp(["an", "an ninh"]);
  await engine.loadLong(lookups);
  const clauses = [...lookups].map(([term, { posting }]) => ({ term, boost: 1, posting }));
  const documents = clauses[0].posting.documents;
  const all = vb.postings.score(documents, clauses);
  const few = vb.postings.score(documents.slice(3, 9), clauses);
  assert.equal(few.size, 6);
  for (const [document, score] of few) assert.equal(score, all.get(document));
});
