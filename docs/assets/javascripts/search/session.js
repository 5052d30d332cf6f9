// @ts-check
/**
 * What the header box and the search page share: one engine, one search at a time, the signal that the
 * page is idle, keyboard movement through results.
 */
(function (/** @type {any} */ vb) {
  "use strict";

  const script = /** @type {HTMLScriptElement | null} */ (document.currentScript);
  /** Address of the site's root, ending in a slash: this script lies in assets/javascripts/search/. */
  vb.site = new URL("../../../", script ? script.src : document.baseURI).href;

  /** Milliseconds after which a reader is told that the search goes on. */
  const SLOW = 700;
  let running = 0;
  /** @type {any} */
  let shared = null;

  vb.session = {
    /** The engine, made once. */
    engine() {
      shared = shared || new vb.Engine(new vb.Loader(`${vb.site}du-lieu/tim-kiem/`));
      return shared;
    },

    /** Something was typed: the page is no longer idle. */
    begin() {
      running += 1;
      document.body.removeAttribute("data-search-ready");
    },

    /** One piece of work is done; the page is idle when all are. */
    end() {
      running -= 1;
      if (running === 0) document.body.setAttribute("data-search-ready", "");
    },

    /** Say that nothing is under way, at the start. */
    idle() {
      if (running === 0) document.body.setAttribute("data-search-ready", "");
    },
  };

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
      vb.session.begin();
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
        vb.session.end();
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
    const engine = vb.session.engine();
    const wanted = vb.snippet.targets(answer.query, answer.corrections, engine.base?.shorts || {});
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
    const titles = new Map(answer.results.map((/** @type {any} */ { slug, title }) => [slug, title]));
    const fill = async (/** @type {Element} */ place) => {
      const slug = place.getAttribute("data-snippet") || "";
      const snippet = answer.query.words.length ? await vb.snippet.snippetOf(engine.source, slug, wanted, titles.get(slug)) : null;
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
