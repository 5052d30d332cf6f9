"use strict";

const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");
const test = require("node:test");
const vm = require("node:vm");
const { loadScripts, SCRIPTS } = require("./harness.js");

const vb = loadScripts();

test("two searches at the time of a deployment both end with the newest generation", async () => {
  Object.assign(globalThis, { document: { addEventListener: () => undefined } });
  Object.assign(vb, {
    generation: { base: "cu" },
    firstBase: Promise.resolve({ by: "cu" }),
    newest: async () => ({ base: "moi" }),
    fetchData: async () => ({ by: "moi", format: vb.FORMAT }),
    Loader: class { constructor(/** @type {any} */ base) { this.base = base; } },
    Engine: class {
      constructor(/** @type {any} */ source) { this.source = source; }

      async search(/** @type {string} */ text) {
        const { by } = await this.source.base;
        if (text === "late") await new Promise((resolve) => { setTimeout(resolve, 20); });
        return { by, partial: by === "cu" };
      }
    },
  });
  vm.runInThisContext(fs.readFileSync(path.join(SCRIPTS, "session.js"), "utf8"));
  const answers = await Promise.all([vb.session.search("first", {}), vb.session.search("late", {})]);
  assert.deepEqual(answers.map(({ by, partial }) => [by, partial]), [["moi", false], ["moi", false]]);
});
