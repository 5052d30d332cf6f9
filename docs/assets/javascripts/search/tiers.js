// @ts-check
/**
 * Which documents answer: those that hold the words together (or in number, title, body and the like), those that hold them
 * near, and those that hold them scattered or nearly all of them.
 */
(function (/** @type {any} */ vb) {
  "use strict";

  /** The words of a document are near where so much of their weight stands together. */
  const NEAR = 0.5;
  /** Of what lacks a word, that counts which holds so much of the most that any document holds. */
  const ENOUGH = 0.6;
  /** So does, of a longer query, a held text that says so much of it in its heading; of what is only cited the heading is all that is known. */
  const SAID = 0.25;
  const LONGER = 4;

  /**
   * @param {any} base
   * @param {any} found evidence
   * @returns {{together: number[], near: number[], scattered: number[], complete: boolean}} complete: some hold all words
   */
  function tiersOf(base, found) {
    const { held, head, spoken, beside, wrong, text, all, weight, parts } = found;
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
    const longer = parts.length >= LONGER;
    const like = lacking.filter((d) => weight[d] >= ENOUGH * most || (longer && text[d] && vb.evidence.share(found, head[d] | spoken[d]) >= SAID));
    if (!tiers.complete) tiers.near = like;
    else if (longer) for (const d of like) tiers.scattered.push(d);
    return tiers;
  }

  vb.tiers = { tiersOf };
})((globalThis.VanBan = globalThis.VanBan || {}));
