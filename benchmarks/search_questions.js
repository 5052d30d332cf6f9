// Asks questions of an index and prints how many have an accepted answer first and among five: called by search_ablation.py.
// Questions are split by their answer's address, so that what is set on one half is told on the other.
"use strict";

const fs = require("node:fs");
const { loadScripts, FolderSource } = require("../tests/js/harness.js");

const vb = loadScripts();
const FACTORS = [0, 0.5, 1.5];

/** The half of a question: by the address of its first answer. */
function halfOf([, , [slug]]) {
  let hash = 0;
  for (const letter of slug) hash = (hash * 31 + letter.charCodeAt(0)) >>> 0;
  return hash % 2;
}

/** Shares first and among five, and the mean of one by rank, of all questions or of one kind. */
async function ask(engine, questions) {
  const kinds = new Map();
  for (const [kind, query, accepted, options] of questions) {
    const { results } = await engine.search(query, { limit: 5, ...options });
    const rank = results.findIndex(({ slug }) => accepted.includes(slug));
    for (const name of [kind, "all"]) {
      const found = kinds.get(name) || { n: 0, first: 0, five: 0, mrr: 0 };
      found.n += 1;
      found.first += rank === 0 ? 1 : 0;
      found.five += rank >= 0 ? 1 : 0;
      found.mrr += rank >= 0 ? 1 / (rank + 1) : 0;
      kinds.set(name, found);
    }
  }
  return kinds;
}

const row = (name, { n, first, five, mrr }) =>
  `${name.padEnd(34)} ${(first / n).toFixed(3)} ${(five / n).toFixed(3)} ${(mrr / n).toFixed(3)} ${String(n).padStart(5)}`;

(async () => {
  const [index, file, half, ablate] = process.argv.slice(2);
  const all = JSON.parse(fs.readFileSync(file, "utf8"));
  const questions = half === "all" ? all : all.filter((question) => halfOf(question) === Number(half));
  const engine = new vb.Engine(new FolderSource(index));
  await engine.start();
  const found = await ask(engine, questions);
  console.log(`${"".padEnd(34)} first  five   mrr     n`);
  for (const [kind, counts] of found) console.log(row(kind, counts));
  for (const name of ablate ? Object.keys(vb.ranking.WEIGHTS) : []) {
    const weight = vb.ranking.WEIGHTS[name];
    for (const factor of FACTORS) {
      vb.ranking.WEIGHTS[name] = weight * factor;
      console.log(row(`${name} × ${factor}`, (await ask(engine, questions)).get("all")));
    }
    vb.ranking.WEIGHTS[name] = weight;
  }
})();
