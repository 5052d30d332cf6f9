// @ts-check
/**
 * What the header box and the search page share: one engine, one search at a time, the signal that the
 * page is idle, keyboard movement through results.
 */
(function (/** @type {any} */ vb) {
  "use strict";

  /** Milliseconds after which a reader is told that the search goes on. */
  const SLOW = 700;
  /** Milliseconds after which a page that stands open asks whether there is a newer generation of the index. */
  const OLD = 60000;
  /** @type {any} */
  let shared = null;
  let digest = vb.generation?.base || "";
  let asked = Date.now();
  /** @type {Array<() => void>} */
  const listeners = [];

  /** The engine, made once for each generation of the index. */
  function engine() {
    shared = shared || new vb.Engine(new vb.Loader(vb.firstBase || vb.fetchData(`muc-luc.${digest}`)));
    return shared;
  }

  /** Whether the host has a newer generation: then the engine is one for that. */
  async function renewed() {
    asked = Date.now();
    const found = await vb.newest();
    if (!found || found.base === digest) return false;
    const base = await vb.fetchData(`muc-luc.${found.base}`);
    if (!base) return false;
    vb.session.outdated = base.format !== vb.FORMAT;
    if (vb.session.outdated) return false;
    digest = found.base;
    shared = new vb.Engine(new vb.Loader(Promise.resolve(base)));
    return true;
  }

  /**
   * Search; where files of this generation are gone, with the newest one.
   * @param {string} text
   * @param {any} options
   */
  async function search(text, options) {
    const answer = await engine().search(text, options);
    if (!answer.partial) {
      if (Date.now() - asked > OLD) refresh();
      return answer;
    }
    if (await renewed()) return engine().search(text, options);
    if (!shared?.base) shared = vb.firstBase = null;
    return { ...answer, outdated: vb.session.outdated };
  }

  /** Look for a newer generation, and search again for what the page shows where there is one. */
  async function refresh() {
    if (await renewed()) listeners.forEach((again) => again());
  }

  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible" && shared && Date.now() - asked > OLD) refresh();
  });

  vb.session = { engine, search, refresh, outdated: false, onRenewed: (/** @type {() => void} */ again) => listeners.push(again) };

  /**
   * Runs searches as a person types: only the newest counts, and a pause is waited for.
   */
  class Typist {
    /**
     * @param {(text: string, fresh: () => boolean) => Promise<void>} work
     * @param {number} pause in milliseconds
     */
    constructor(work, pause) {
      this.work = work;
      this.pause = pause;
      this.turn = 0;
      /** @type {number} */
      this.timer = 0;
      /** @type {(() => void) | null} */
      this.release = null;
    }

    /**
     * @param {string} text
     * @param {boolean} [now]
     */
    async run(text, now = false) {
      vb.begin();
      const turn = (this.turn += 1);
      clearTimeout(this.timer);
      this.release?.();
      await new Promise((resolve) => {
        this.release = () => resolve(undefined);
        this.timer = window.setTimeout(this.release, now ? 0 : this.pause);
      });
      const fresh = () => turn === this.turn;
      try {
        if (fresh()) await this.work(text, fresh);
      } finally {
        vb.end();
      }
    }
  }

  /**
   * Move the highlighted result with the arrow keys; Enter opens it.
   * @param {HTMLInputElement} input
   * @param {Element} list
   */
  function keyboard(input, list) {
    const links = () => /** @type {HTMLAnchorElement[]} */ ([...list.querySelectorAll("a[data-search-result]")]);
    const active = () => links().findIndex((link) => link.classList.contains("vb-active"));
    const activate = (/** @type {number} */ place) => {
      links().forEach((link, i) => {
        link.classList.toggle("vb-active", i === place);
        if (link.getAttribute("role") === "option") link.setAttribute("aria-selected", String(i === place));
        if (i === place) link.scrollIntoView({ block: "nearest" });
      });
      const link = links()[place];
      if (link) input.setAttribute("aria-activedescendant", link.id);
      else input.removeAttribute("aria-activedescendant");
    };
    input.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      const count = links().length;
      if (event.key === "ArrowDown" && count) activate(Math.min(active() + 1, count - 1));
      else if (event.key === "ArrowUp" && count) activate(Math.max(active() - 1, -1));
      else if (event.key === "Enter" && active() >= 0) links()[active()].click();
      else return;
      event.preventDefault();
    });
  }

  /**
   * Draw results and, after them, their snippets.
   * @param {Element} list
   * @param {any} answer
   * @param {{prefix: string, snippets: number, option: boolean}} options
   * @param {() => boolean} fresh
   */
  async function draw(list, answer, options, fresh) {
    const { source, base } = engine();
    const wanted = vb.snippet.targets(answer.query, answer.corrections, base?.shorts || {});
    list.replaceChildren(...answer.results.map((/** @type {any} */ result, /** @type {number} */ i) => {
      const item = vb.view.resultItem(result, wanted, `${options.prefix}-${i + 1}`);
      if (options.option) {
        item.setAttribute("role", "presentation");
        item.firstElementChild.setAttribute("role", "option");
        item.firstElementChild.setAttribute("aria-selected", "false");
        item.firstElementChild.setAttribute("tabindex", "-1");
      }
      return item;
    }));
    const places = [...list.querySelectorAll("[data-snippet]")];
    const leaves = new Map(answer.results.map((/** @type {any} */ { slug, leaf }) => [slug, leaf]));
    const titles = new Map(answer.results.map((/** @type {any} */ { slug, title }) => [slug, title]));
    const fill = async (/** @type {Element} */ place) => {
      const slug = place.getAttribute("data-snippet") || "";
      const snippet = answer.query.words.length ? await vb.snippet.snippetOf(source, leaves.get(slug), wanted, titles.get(slug)) : null;
      if (fresh()) vb.view.fillSnippet(place, slug, snippet);
    };
    await Promise.all(places.slice(0, options.snippets).map(fill));
    later(places.slice(options.snippets), fill);
  }

  /**
   * Wait for an answer, and say so where it takes long.
   * @param {Element} status
   * @param {Promise<any>} answer
   * @param {() => boolean} fresh
   */
  async function patiently(status, answer, fresh) {
    const timer = setTimeout(() => { if (fresh()) status.textContent = "Đang tìm…"; }, SLOW);
    try {
      return await answer;
    } finally {
      clearTimeout(timer);
    }
  }

  /**
   * Do the rest when it comes into sight.
   * @param {Element[]} places
   * @param {(place: Element) => Promise<void>} fill
   */
  function later(places, fill) {
    const watcher = new IntersectionObserver((seen) => {
      for (const { isIntersecting, target } of seen) {
        if (!isIntersecting) continue;
        watcher.unobserve(target);
        fill(target);
      }
    });
    places.forEach((place) => watcher.observe(place));
  }

  Object.assign(vb.session, { Typist, keyboard, draw, patiently });
})((globalThis.VanBan = globalThis.VanBan || {}));
