// @ts-check
/**
 * Which documents answer: those that hold the words together (or in number, title, body and the like), those that hold them
 * near, and those that hold them scattered or nearly all of them.
 */
(function (/** @type {any} */ vb) {
  "use strict";

  /** The words of a document are near where so much of their weight stands together. */
  const NEAR = 0.5;
  /** Where no document holds all words, those count that hold so much of the most that any holds. */
  const ENOUGH = 0.6;
  /** Beside documents with all words, those that lack little of a longer query, or say much of it in their heading. */
  const NEARLY = 0.75;
  const SAID = 0.4;
  const LONGER = 4;

  /**
   * @param {any} base
   * @param {any} found evidence
   * @returns {{together: number[], near: number[], scattered: number[], complete: boolean}} complete: some hold all words
   */
  function tiersOf(base, found) {
    const { held, head, spoken, beside, wrong, all, weight, total, parts } = found;
    const tiers = { together: /** @type {number[]} */ ([]), near: /** @type {number[]} */ ([]), scattered: /** @type {number[]} */ ([]), complete: false };
    /** @type {number[]} */
    const lacking = [];
    let most = 0;
    for (let d = 0; d < base.size; d += 1) {
      if (!held[d]) continue;
      most = Math.max(most, weight[d]);
      if (!all || (held[d] & all) !== all) {
        lacking.push(d);
        continue;
      }
      const placed = (head[d] | beside[d]) & ~wrong[d];
      if ((placed & all) === all) tiers.together.push(d);
      else if (vb.evidence.share(found, placed) >= NEAR) tiers.near.push(d);
      else tiers.scattered.push(d);
    }
    tiers.complete = tiers.together.length + tiers.near.length + tiers.scattered.length > 0;
    const said = (/** @type {number} */ d) => parts.length >= LONGER && vb.evidence.share(found, head[d] | spoken[d]) >= SAID;
    if (!tiers.complete) return { ...tiers, near: lacking.filter((d) => weight[d] >= ENOUGH * most || said(d)) };
    if (parts.length >= LONGER) {
      const one = parts.length - 1;
      tiers.scattered.push(...lacking.filter((d) => weight[d] >= NEARLY * total || vb.evidence.count(held[d]) >= one || said(d)));
    }
    return tiers;
  }

  vb.tiers = { tiersOf };
})((globalThis.VanBan = globalThis.VanBan || {}));
