"use strict";

const assert = require("node:assert/strict");
const test = require("node:test");
const { loadScripts } = require("./harness.js");

const vb = loadScripts();

test("a word in a heading is worth more than the same words often in a text", () => {
  const posting = { documents: [0, 1, 2], weights: [1.7, 1.2, 0.7], fields: [4, 1, 1] };
  const common = { documents: [1, 2], weights: [0.9, 0.1], fields: [1, 1] };
  const worth = vb.choice.standing({ n: 100, size: 100 }, [{ posting, boost: 1 }, { posting: common, boost: 1 }]);
  assert.ok(worth(0) > worth(1), "the heading wins though the text sums up to more");
  assert.ok(worth(1) > worth(2) && worth(3) === 0);
});
