// What a search asks for before it knows that it needs it.
"use strict";

const assert = require("node:assert/strict");
const test = require("node:test");
const { loadScripts, FolderSource, dataPath } = require("./harness.js");

const vb = loadScripts();

/** Files asked for while those of `held` are still to come. */
async function askedBeside(query, held) {
  const other = new FolderSource(dataPath("index"));
  const [load, asked, { slips, runScript }] = [other.load.bind(other), [], vb];
  other.load = (name) => {
    asked.push(name);
    return held.test(name) ? new Promise(() => undefined) : load(name);
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
