// Runs the scripts of the search outside a browser, on an index in a folder.
"use strict";

const fs = require("node:fs");
const path = require("node:path");
const vm = require("node:vm");

const SCRIPTS = path.join(__dirname, "../../docs/assets/javascripts/search");

/** Load the scripts that need no page; the namespace they fill. */
function loadScripts() {
  for (const name of ["folding", "loader", "postings", "query", "numbers", "typing", "keys", "respell", "repair", "facets", "choice", "fit", "phrases", "engine", "snippet", "fields"]) {
    const file = path.join(SCRIPTS, `${name}.js`);
    vm.runInThisContext(fs.readFileSync(file, "utf8"), { filename: file });
  }
  return globalThis.VanBan;
}

/** Reads the files of an index from a folder, as the Loader does in a page; counts what was read. */
class FolderSource {
  constructor(folder, gone = () => false) {
    this.folder = folder;
    this.gone = gone;
    this.missing = new Set();
    this.read = new Map();
    this.files = new Map();
  }

  async load(name) {
    if (!this.files.has(name)) {
      const file = path.join(this.folder, `${name}.js`);
      if (this.gone(name) || !fs.existsSync(file)) {
        this.missing.add(name);
        return undefined;
      }
      const text = fs.readFileSync(file, "utf8");
      this.read.set(name, text);
      globalThis.VanBan.receive = (given, value) => this.files.set(given, value);
      vm.runInThisContext(text, { filename: file });
    }
    return this.files.get(name);
  }

  async lunr() {
    if (!this.library) this.library = require(path.join(this.folder, "lunr.js"));
    return this.library;
  }
}

/**
 * A place among the data that tests/test_search.py prepares; these tests are run from there.
 * @param {string} name
 */
function dataPath(name) {
  const folder = process.env.SEARCH_TEST_DATA;
  if (!folder) throw new Error("these tests are run by pytest: pytest tests/test_search.py");
  return path.join(folder, name);
}

/** @param {string} name */
const testData = (name) => JSON.parse(fs.readFileSync(dataPath(name), "utf8"));

module.exports = { loadScripts, FolderSource, dataPath, testData };
