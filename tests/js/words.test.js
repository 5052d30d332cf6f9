"use strict";

const assert = require("node:assert/strict");
const test = require("node:test");
const { loadScripts, testData } = require("./harness.js");

const vb = loadScripts();

for (const { words, values, said } of testData("said.json")) {
  test(`${words} as the pages say it`, () => {
    vb.words = { ...vb.words, key: words };
    assert.equal(vb.say("key", values), said);
  });
}

test("numbers are written as in the country", () => {
  assert.deepEqual([0, 999, 1000, 12345, 1234567].map(vb.grouped), ["0", "999", "1.000", "12.345", "1.234.567"]);
});
