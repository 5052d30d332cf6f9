// @ts-check
/** Reads numbers that stand as bits, the twin of scripts/vanban/search/bits.py. */
(function (/** @type {any} */ vb) {
  "use strict";

  class Bits {
    /** @param {string} text six bits to a letter */
    constructor(text) {
      this.bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
      /** The next bit. */
      this.at = 0;
    }

    /** The next bit; past the end they are all set, so that every number ends. */
    bit() {
      const byte = this.at >> 3;
      const found = byte < this.bytes.length ? (this.bytes[byte] >> (7 - (this.at & 7))) & 1 : 1;
      this.at += 1;
      return found;
    }

    /**
     * A number of so many bits, 30 at most.
     * @param {number} bits
     */
    plain(bits) {
      let found = 0;
      for (let i = 0; i < bits; i += 1) found = (found << 1) | this.bit();
      return found;
    }

    /**
     * A number from 0 on, written with a width.
     * @param {number} width
     */
    number(width) {
      let bits = width;
      while (!this.bit()) bits += 1;
      return (1 << bits) + this.plain(bits) - (1 << width);
    }
  }

  /**
   * How many bits a number has: 0 for 0, 3 for 4.
   * @param {number} number
   */
  const lengthOf = (number) => 32 - Math.clz32(number);

  vb.bits = { Bits, lengthOf };
})((globalThis.VanBan = globalThis.VanBan || {}));
