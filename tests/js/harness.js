// Runs the scripts of the search outside a browser, on an index in a folder.
"use strict";

const fs = require("node:fs");
const path = require("node:path");
const vm = require("node:vm");

const ROOT = path.join(__dirname, "../..");
const SCRIPTS = path.join(ROOT, "docs/assets/javascripts/search");
/** Scripts that need a page. */
const OF_THE_PAGE = new Set(["view", "session", "keyboard", "box", "page"]);

/** The scripts in order, as scripts/vanban/search/bundle.py lists them. */
function modules() {
  const source = fs.readFileSync(path.join(ROOT, "scripts/vanban/search/bundle.py"), "utf8");
  const [, list] = /MODULES = \(([^)]*)\)/.exec(source);
  return [...list.matchAll(/"([a-z-]+)"/g)].map(([, name]) => name);
}

/** @param {string} file */
const run = (file) => vm.runInThisContext(fs.readFileSync(file, "utf8"), { filename: file });

/** Load lunr and the scripts that need no page; the namespace they fill. */
function loadScripts() {
  const vendor = path.join(SCRIPTS, "vendor");
  run(path.join(vendor, fs.readdirSync(vendor).find((name) => /^lunr.*\.js$/.test(name))));
  for (const name of modules()) if (!OF_THE_PAGE.has(name)) run(path.join(SCRIPTS, `${name}.js`));
  const table = fs.readFileSync(path.join(ROOT, "docs/tu-ngu.yaml"), "utf8");
  globalThis.VanBan.words = Object.fromEntries(
    [...table.matchAll(/^- \{key: (search_\w+), words: "([^"]*)"/gm)].map(([, key, words]) => [key, words]));
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
    this.base = null;
  }

  async start() {
    const pointer = fs.readFileSync(path.join(this.folder, "the-he.js"), "utf8");
    this.base = this.readFile("muc-luc", `muc-luc.${/"base":"([a-z0-9]+)"/.exec(pointer)[1]}`);
    return this.base;
  }

  async load(name) {
    const value = await this.ahead(name);
    if (value === undefined) this.missing.add(name);
    return value;
  }

  async ahead(name) {
    if (!this.files.has(name)) {
      const full = this.base ? globalThis.VanBan.fullName(this.base, name) : name;
      this.files.set(name, full && globalThis.VanBan.unpacked(name, this.readFile(name, full)));
    }
    return this.files.get(name);
  }

  /** The value of a file by its whole name. */
  readFile(name, full) {
    const file = path.join(this.folder, `${full}.js`);
    if (this.gone(name) || !fs.existsSync(file)) return undefined;
    const text = fs.readFileSync(file, "utf8");
    this.read.set(name, text);
    let found;
    globalThis.VanBan.receive = (given, value) => { if (given === full) found = value; };
    vm.runInThisContext(text, { filename: file });
    return found;
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

module.exports = { SCRIPTS, loadScripts, FolderSource, dataPath, testData };
