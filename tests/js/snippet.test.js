"use strict";

const assert = require("node:assert/strict");
const test = require("node:test");
const { loadScripts } = require("./harness.js");

const vb = loadScripts();

test("a snippet is sought in one further part, and only where the first has few of the words", async () => {
  const files = { a: { p: [[["", "thợ bị cụt tay ở xưởng"]]], them: ["b", "c"] }, b: { p: [[["", "xe cộ"]]] }, c: { p: [[["", "xe máy"]]] } };
  const read = async (/** @type {string} */ text) => {
    const names = [];
    const loading = { load: async (/** @type {string} */ name) => { names.push(name); return files[name]; } };
    await vb.snippet.snippetOf(loading, "a#0", vb.snippet.targets(vb.query.parse(text), [], {}));
    return names.join("");
  };
  assert.deepEqual([await read("cụt tay xưởng máy"), await read("xe ô tô tải")], ["a", "ab"]);
});
