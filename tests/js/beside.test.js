// What a search asks for before it knows that it needs it.
"use strict";

const assert = require("node:assert/strict");
const test = require("node:test");
const { loadScripts, FolderSource, dataPath } = require("./harness.js");

const vb = loadScripts();

/** Files asked for while those of `held` are still to come. */
async function askedBeside(query, held) {
  const other = new FolderSource(dataPath("index"));
  const [ahead, asked, { slips, runScript }] = [other.ahead.bind(other), [], vb];
  other.ahead = (name) => {
    asked.push(name);
    return held.test(name) ? new Promise(() => undefined) : ahead(name);
  };
  Object.assign(vb, held.test("sau") ? { slips: undefined, runScript: () => new Promise(() => undefined) } : {});
  new vb.Engine(other).search(query);
  await new Promise((resolve) => { setTimeout(resolve, 50); });
  Object.assign(vb, { slips, runScript });
  return new Set(asked.map((name) => name.split("/")[0]));
}

test("the days that order the newest are asked for beside the words, the words that a slip may mean beside the scripts that compare", async () => {
  assert.ok((await askedBeside("an ninh mới nhất", /^tu/)).has("xep"));
  assert.ok(!(await askedBeside("an ninh", /^tu/)).has("xep"));
  assert.ok((await askedBeside("xyzzyq an ninh", /^sau/)).has("chu"));
  assert.ok(!(await askedBeside("an ninh", /^sau/)).has("chu"));
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
