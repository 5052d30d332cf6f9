// @ts-check
/** Words that are not in the index: unfinished ones and slips of the finger. */
(function (/** @type {any} */ vb) {
  "use strict";

  /**
   * Edits between two words, neighbours swapped counting as one; anything over `most` is `most + 1`.
   * @param {string} a
   * @param {string} b
   * @param {number} most
   */
  function distance(a, b, most) {
    if (Math.abs(a.length - b.length) > most) return most + 1;
    /** @type {number[]} */
    let before = [];
    let row = Array.from({ length: b.length + 1 }, (_, j) => j);
    for (let i = 1; i <= a.length; i += 1) {
      const next = [i];
      for (let j = 1; j <= b.length; j += 1) {
        const change = row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
        next[j] = Math.min(change, row[j] + 1, next[j - 1] + 1);
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
      }
      before = row;
      row = next;
    }
    return Math.min(row[b.length], most + 1);
  }

  /**
   * The vocabulary of some first letters: words and the logarithm of how many documents hold each.
   * @param {{load: (name: string) => Promise<any>}} source
   * @param {any} base
   * @param {string[]} letters
   * @returns {Promise<Array<{term: string, count: number}>>}
   */
  async function vocabulary(source, base, letters) {
    /** @type {Array<{group: string, i: number}>} */
    const groups = base.letters.split("|").map((/** @type {string} */ group, /** @type {number} */ i) => ({ group, i }));
    const wanted = groups.filter(({ group }) => letters.some((letter) => group.includes(letter)));
    const files = await Promise.all(wanted.map(({ i }) => source.load(`chu/${i}`)));
    return files.filter(Boolean).flatMap(([terms, counts]) => {
      const sizes = vb.postings.unpack(counts);
      return terms.split(" ").map((/** @type {string} */ term, /** @type {number} */ i) => ({ term, count: sizes[i] }));
    }).filter((/** @type {{term: string}} */ { term }) => letters.includes(/^[a-z]/.test(term) ? term[0] : "0"));
  }

  /**
   * The commonest words that begin like this.
   * @param {{load: (name: string) => Promise<any>}} source
   * @param {any} base
   * @param {string} start
   */
  async function completions(source, base, start) {
    if (!base.letters.includes(start[0])) return [];
    const known = await vocabulary(source, base, [start[0]]);
    return known.filter(({ term }) => term.startsWith(start) && term !== start)
      .sort((a, b) => b.count - a.count || a.term.length - b.term.length).slice(0, 6).map(({ term }) => term);
  }

  /**
   * The nearest words of the index, nearest and commonest first: those with the same first letter, then any.
   * @param {{load: (name: string) => Promise<any>}} source
   * @param {any} base
   * @param {string} word
   * @param {number} [limit] of edits
   * @param {boolean} [thorough] look among the other first letters too: these are many bytes
   * @returns {Promise<Array<{term: string, count: number, far: number}>>}
   */
  async function nearest(source, base, word, limit = 2, thorough = true) {
    if (word.length < 2 || /^\d+$/.test(word)) return [];
    const most = word.length < 5 ? 1 : limit;
    const own = base.letters.includes(word[0]) ? word[0] : "";
    for (const letters of thorough ? [own, base.letters.replaceAll("|", "").replace(own, "")] : [own]) {
      const known = await vocabulary(source, base, [...letters]);
      const near = known.map(({ term, count }) => ({ term, count, far: distance(word, term, most) }))
        .filter(({ far, term }) => far <= most && far > 0 && term.length > 1);
      if (near.length) return near.sort((a, b) => a.far - b.far || b.count - a.count || (a.term < b.term ? -1 : 1));
    }
    return [];
  }

  vb.typing = { completions, nearest };
})((globalThis.VanBan = globalThis.VanBan || {}));
