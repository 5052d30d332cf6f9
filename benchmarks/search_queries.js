// Runs queries on an index in a folder and prints what each read: called by search.py.
"use strict";

const zlib = require("node:zlib");
const { loadScripts, FolderSource } = require("../tests/js/harness.js");

const vb = loadScripts();
const BASE = new Set(["muc-luc"]);

/** What the page does: ten results, and the snippets of the first four. */
async function run(engine, query) {
  const answer = await engine.search(query, { facets: false });
  const wanted = vb.snippet.targets(answer.query, answer.corrections, engine.base.shorts);
  for (const result of answer.results.filter(({ held }) => held).slice(0, 4)) {
    await vb.snippet.snippetOf(engine.source, result.leaf, wanted);
  }
  return answer;
}

async function measure(folder, query) {
  const source = new FolderSource(folder);
  const engine = new vb.Engine(source);
  await engine.start();
  const started = performance.now();
  const answer = await run(engine, query);
  const cold = performance.now() - started;
  const again = performance.now();
  await run(engine, query);
  const warm = performance.now() - again;
  const sizes = {};
  for (const [name, text] of source.read) {
    if (BASE.has(name)) continue;
    const kind = name.split("/")[0];
    sizes[kind] = (sizes[kind] || 0) + zlib.gzipSync(text, { level: 6 }).length;
  }
  return { query, bytes: Object.values(sizes).reduce((a, b) => a + b, 0), sizes, cold, warm, total: answer.total };
}

(async () => {
  const [folder, queries] = process.argv.slice(2);
  const rows = [];
  for (const query of JSON.parse(queries)) rows.push(await measure(folder, query));
  process.stdout.write(JSON.stringify(rows));
})();
