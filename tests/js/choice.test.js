"use strict";

const assert = require("node:assert/strict");
const test = require("node:test");
const { loadScripts } = require("./harness.js");

const vb = loadScripts();

test("a word in a heading is worth more than the same words often in a text", () => {
  const rare = Math.log(1 + 100 / 3) * 1000;
  const posting = { documents: [0, 1, 2], weights: [0.5 * rare, 0.35 * rare, 0.2 * rare] };
  const common = { documents: [1, 2], weights: [900, 100] };
  const worth = vb.choice.standing(100, [{ posting, boost: 1 }, { posting: common, boost: 1 }]);
  assert.ok(worth(0) > worth(1), "the heading wins though the text sums up to more");
  assert.ok(worth(1) > worth(2) && worth(3) === 0);
});
