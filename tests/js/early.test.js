"use strict";

const assert = require("node:assert/strict");
const test = require("node:test");
const { loadScripts, FolderSource, dataPath } = require("./harness.js");

const vb = loadScripts();
const slugs = (answer) => answer.results.map(({ slug }) => slug);

test("what stands first is told once, where it comes before the others", async () => {
  const late = new FolderSource(dataPath("many/du-lieu/tim-kiem"));
  const ask = new vb.Engine(late);
  const query = "kế hoạch an ninh";
  const early = [];
  const options = { limit: 5, early: (answer) => early.push(answer) };
  const expected = await new vb.Engine(new FolderSource(late.folder)).search(query, { limit: 5 });
  const first = `vb/${Math.floor(expected.results[0].document / (await ask.start(), ask.base.facts))}`;
  const load = late.load.bind(late);
  late.load = async (name) => {
    if (name.startsWith("vb/") && name !== first) await new Promise((resolve) => { setTimeout(resolve, 50); });
    return load(name);
  };
  const answer = await ask.search(query, options);
  assert.deepEqual([early.length, early[0].results.length, early[0].total], [1, answer.begun, answer.total]);
  assert.ok(answer.begun < answer.results.length);
  assert.deepEqual(slugs(early[0]), slugs(answer).slice(0, answer.begun));
  assert.deepEqual(slugs(answer), slugs(expected));
  late.load = load;
  assert.equal((await ask.search(query, options)).begun, 0);
  assert.equal(early.length, 1);
});
