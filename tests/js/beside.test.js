// What a search asks for before it knows that it needs it.
"use strict";

const assert = require("node:assert/strict");
const test = require("node:test");
const { loadScripts, FolderSource, dataPath } = require("./harness.js");

const vb = loadScripts();

/** Families of files asked for while those that `held` tells are still to come. */
async function askedBeside(query, held) {
  const other = new FolderSource(dataPath("index"));
  const [ahead, asked] = [other.ahead.bind(other), []];
  other.ahead = (name) => {
    asked.push(name);
    return held(name) ? new Promise(() => undefined) : ahead(name);
  };
  new vb.Engine(other).search(query);
  await new Promise((resolve) => { setTimeout(resolve, 50); });
  return new Set(asked.map((name) => name.split("/")[0]));
}

test("the days that order the newest are asked for beside the words", async () => {
  const words = (/** @type {string} */ name) => name.startsWith("tu/");
  assert.ok((await askedBeside("an ninh mới nhất", words)).has("xep"));
  assert.ok(!(await askedBeside("an ninh", words)).has("xep"));
});

test("the words that a slip may mean are asked for beside those that a forgotten blank may mean", async () => {
  const [engine, query] = [new vb.Engine(new FolderSource(dataPath("index"))), "anninhtrattu"];
  await engine.start();
  await engine.known(vb.query.parse(query));
  const first = new Set(engine.source.files.keys());
  const later = (/** @type {string} */ name) => name.startsWith("tu/") && !first.has(name);
  assert.ok((await askedBeside(query, later)).has("chu"));
  assert.ok(!(await askedBeside("an ninh", later)).has("chu"));
});

test("a file asked for early that cannot be had leaves an answer whole that does without it", async () => {
  const lame = new vb.Engine(new FolderSource(dataPath("index"), (name) => name.startsWith("chu/")));
  const [find, answers] = [lame.find.bind(lame), []];
  lame.find = async (query, options) => {
    lame.foreseeWords([{ term: "an" }]);
    return find(query, options);
  };
  answers.push(await lame.search("an ninh"), await lame.search("xyzzyq an ninh"));
  assert.deepEqual(answers.map(({ partial }) => partial), [false, true]);
});
