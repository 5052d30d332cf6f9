// @ts-check
/**
 * All of the search that a page loads which is only read: it waits until somebody turns to a search box, and then loads
 * one file: the scripts, and the base file of a generation of the index. The page that searches loads that at once.
 *
 * @typedef {{base: string}} Generation the digest in the name of its base file
 */
(function (/** @type {any} */ vb) {
  "use strict";

  /** Milliseconds that Enter waits for the scripts of the search. */
  const ENTER_WAITS = 4000;

  const PATIENCE = 10000;
  const script = /** @type {HTMLScriptElement | null} */ (document.currentScript);
  // In the page that searches the scripts stand themselves, and say where else they lie.
  const place = new URL(script?.dataset.file ?? script?.src ?? "", document.baseURI).href;
  /** Address of the site's root, ending in a slash: this script is a part of the page's own. */
  vb.site = place.replace(/^(.*\/)(?:assets|du-lieu)\/.*$/, "$1");
  const folder = `${vb.site}du-lieu/tim-kiem/`;
  /** @type {Map<string, (value: unknown) => void>} */
  const waiting = new Map();
  const [arrival] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
  /** Milliseconds that the page, or the last file, took to come: how long a pause in typing is worth a search. */
  vb.roundTrip = arrival ? (arrival.responseEnd || performance.now()) - arrival.requestStart : 0; // it may still be coming
  let running = 0;
  /** @type {Promise<boolean> | null} */
  let waking = null;

  /**
   * Called by every data file.
   * @param {string} name
   * @param {unknown} value
   */
  vb.receive = (name, value) => waiting.get(name)?.(value);

  /**
   * Run one script; resolves when it has run, or failed, or kept us waiting too long.
   * @param {string} file
   */
  function runScript(file) {
    return new Promise((resolve) => {
      const made = document.createElement("script");
      const timer = setTimeout(resolve, PATIENCE);
      made.onload = made.onerror = () => {
        clearTimeout(timer);
        made.remove();
        resolve(undefined);
      };
      made.src = folder + file;
      document.head.append(made);
    });
  }

  /**
   * The value of a data file, asked for twice; undefined where it cannot be had.
   * @param {string} name
   * @returns {Promise<any>}
   */
  async function fetchData(name) {
    for (let times = 0; times < 2; times += 1) {
      /** @type {any} */
      let found;
      waiting.set(name, (value) => { found = value; });
      const started = performance.now();
      await runScript(`${name}.js`);
      vb.roundTrip = performance.now() - started;
      waiting.delete(name);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /**
   * Ask the host which generation is the newest, past what the browser may have kept.
   * @returns {Promise<Generation | undefined>}
   */
  async function newest() {
    await runScript(`the-he.js?${Date.now()}`);
    return vb.generation;
  }

  /** Load the scripts with their base file; false where they cannot be had. */
  async function load() {
    // The page that searches has dau.js among its own scripts, behind this one.
    if (document.readyState === "loading") await new Promise((resolve) => document.addEventListener("DOMContentLoaded", resolve));
    if (!vb.session) await runScript("dau.js");
    return Boolean(vb.session);
  }

  /** Get the search going, once; where it failed the next call tries again. */
  async function wake() {
    vb.begin();
    waking = waking || load();
    const awake = await waking;
    if (!awake) {
      waking = null;
      /** @type {HTMLElement | null} */
      const status = document.querySelector("[data-search-status]");
      if (status) status.textContent = status.dataset.without ?? "";  // the table of words has not come either
    }
    vb.end();
    return awake;
  }

  /** A piece of work begins: the page is no longer idle. */
  vb.begin = () => {
    running += 1;
    document.body.removeAttribute("data-search-ready");
  };

  /** A piece of work is done; the page is idle when all are. */
  vb.end = () => {
    running -= 1;
    if (running === 0) document.body.setAttribute("data-search-ready", "");
  };

  /** `/` takes the reader to the search, unless something is being typed. */
  function slashKey(/** @type {KeyboardEvent} */ event) {
    const target = /** @type {HTMLElement} */ (event.target);
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (target.closest("input, textarea, select, [contenteditable]")) return;
    const input = /** @type {HTMLInputElement | null} */ (
      document.querySelector("[data-search-page] input[type=search]") ?? document.querySelector("form[data-search-box] input[type=search]"));
    if (!input?.checkVisibility()) return; // on a narrow page site.js opens the box
    event.preventDefault();
    event.stopImmediatePropagation();
    input.focus();
    input.select();
  }

  /**
   * Enter before the scripts are there waits for them, so that a number pasted at once still opens its instrument; where
   * they do not come the form goes its own way, to the page with all results.
   * @param {SubmitEvent} event
   */
  async function held(event) {
    if (vb.openNamed) return;
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.currentTarget);
    const late = new Promise((resolve) => { setTimeout(() => resolve(false), ENTER_WAITS); });
    if (await Promise.race([wake(), late])) vb.openNamed(/** @type {HTMLInputElement} */ (form.querySelector("input[type=search]")).value);
    else form.submit();
  }

  function begin() {
    vb.begin();
    const page = /** @type {HTMLElement | null} */ (document.querySelector("[data-search-page]"));
    document.addEventListener("keydown", slashKey, true);
    for (const form of /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll("form[data-search-box]"))) {
      form.hidden = page !== null;
      form.addEventListener("focusin", wake, { once: false });
      form.addEventListener("submit", held);
      if (form.contains(document.activeElement)) wake();
    }
    if (page) {
      document.querySelector("[data-search-off]")?.remove();
      page.hidden = false;
      window.addEventListener("online", wake);
      wake();
    }
    vb.end();
  }

  Object.assign(vb, { runScript, fetchData, newest, wake });
  begin();
})((globalThis.VanBan = globalThis.VanBan || {}));
