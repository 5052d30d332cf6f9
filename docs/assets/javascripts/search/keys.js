// @ts-check
/**
 * Vietnamese typed while the input method was off: Telex ("chir thij") or VNI ("chi3 thi5") keys to letters,
 * and syllables written without blanks ("binhphuoc") taken apart.
 */
(function (/** @type {any} */ vb) {
  "use strict";

  const { SYLLABLE } = vb.folding;
  const LONGEST = 7;
  const SHORTEST = 2;
  const MOST_WAYS = 6;
  /** Tones as combining marks, by the key of Telex and of VNI. */
  const TONES = new Map([..."sfrxj"].flatMap((key, i) => [[key, "\u0301\u0300\u0309\u0303\u0323"[i]], [String(i + 1), "\u0301\u0300\u0309\u0303\u0323"[i]]]));
  /** @type {Object<string, string>} */
  const HATS = { a: "â", e: "ê", o: "ô" };
  /** @type {Object<string, string>} */
  const HORNS = { a: "ă", o: "ơ", u: "ư" };
  const VOWEL = /[aeiouyâăêôơư]/;

  /**
   * The syllable that these keys write, or null where they write none, or nothing but themselves.
   * @param {string} typed one word in lower case
   * @returns {string | null}
   */
  function written(typed) {
    if (!/^[a-z]+[0-9a-z]*$/.test(typed) || typed.length > 2 * LONGEST) return null;
    /** @type {string[]} */
    const letters = [];
    let tone = "";
    for (const key of typed) {
      const hasVowel = letters.some((letter) => VOWEL.test(letter));
      if (hasVowel && TONES.has(key)) {
        if (tone) return null;
        tone = TONES.get(key) || "";
      } else if (!shape(letters, key)) letters.push(key);
    }
    const bare = letters.join("").replace("ưo", "ươ").replace(/(?<!q)uơ(?=.)/, "ươ");
    const made = tone ? toned(bare, tone) : bare;
    return made !== typed && SYLLABLE.test(vb.folding.fold(made)) ? made : null;
  }

  /**
   * Place of the last letter that passes; -1 where none does.
   * @param {string[]} letters
   * @param {(letter: string) => boolean} passes
   */
  const lastOf = (letters, passes) => letters.reduce((last, letter, i) => (passes(letter) ? i : last), -1);

  /**
   * Give an earlier letter the hat, horn, breve or bar that a key stands for; false where the key is a letter.
   * @param {string[]} letters changed in place
   * @param {string} key
   */
  function shape(letters, key) {
    if ((key === "d" || key === "9") && letters[0] === "d") return change(letters, 0, "đ");
    if (key in HATS || key === "6") { // also at the end of the word: "nhieu62"
      const bare = lastOf(letters, (letter) => letter in HATS);
      return bare >= 0 && (key === "6" || letters[bare] === key) && change(letters, bare, HATS[letters[bare]]);
    }
    if (!"w78".includes(key)) return false;
    const u = key === "8" ? -1 : letters.findIndex((letter, i) => letter === "u" && letters[i - 1] !== "q");
    if (u >= 0) return letters[u + 1] === "o" ? change(letters, u + 1, "ơ") : change(letters, u, "ư");
    const place = lastOf(letters, (letter) => letter in HORNS);
    if (place >= 0) return change(letters, place, HORNS[letters[place]]);
    return key === "w" && change(letters, letters.length, "ư");
  }

  /**
   * @param {string[]} letters
   * @param {number} place
   * @param {string} letter
   */
  function change(letters, place, letter) {
    letters[place] = letter;
    return true;
  }

  /**
   * A syllable with its tone on the letter that bears it.
   * @param {string} bare
   * @param {string} tone
   */
  function toned(bare, tone) {
    const start = /^(?:qu|gi(?=[aeouyâăêôơư])|[^aeiouyâăêôơư]*)/.exec(bare)?.[0].length || 0;
    const vowels = /^[aeiouyâăêôơư]*/.exec(bare.slice(start))?.[0] || "";
    const shaped = Math.max(...[..."âăêôơư"].map((letter) => vowels.lastIndexOf(letter)));
    const closed = start + vowels.length < bare.length || vowels.length > 2;
    const place = start + (shaped >= 0 ? shaped : Math.min(vowels.length - 1, closed ? 1 : 0));
    return vb.folding.exactForm((bare.slice(0, place + 1) + tone + bare.slice(place + 1)).normalize("NFC"));
  }

  /**
   * The ways to cut a word into syllables of two letters or more, fewest first; a number at its end stays whole.
   * A word that may be one syllable is left as it is.
   * @param {string} typed one word in lower case
   * @returns {string[][]}
   */
  function apart(typed) {
    const [, joined, number] = /^(\p{L}{4,40})(\d*)$/u.exec(typed) || [];
    if (!joined) return [];
    const plain = vb.folding.fold(joined);
    if (plain.length !== joined.length || SYLLABLE.test(plain)) return [];
    /** @type {string[][][]} ways to cut what stands before each place */
    const ways = [[[]]];
    for (let end = 1; end <= plain.length; end += 1) {
      /** @type {string[][]} */
      const here = [];
      for (let start = Math.max(0, end - LONGEST); start <= end - SHORTEST; start += 1) {
        if (ways[start].length && SYLLABLE.test(plain.slice(start, end))) here.push(...ways[start].map((way) => [...way, joined.slice(start, end)]));
      }
      ways.push(here.sort((a, b) => a.length - b.length).slice(0, MOST_WAYS));
    }
    return ways[plain.length].filter((way) => way.length > 1).map((way) => (number ? [...way, number] : way));
  }

  vb.keys = { written, apart };
})((globalThis.VanBan = globalThis.VanBan || {}));
