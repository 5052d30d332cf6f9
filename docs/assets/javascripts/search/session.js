// @ts-check
/**
 * What the header box and the search page share: one engine, one search at a time, the signal that the
 * page is idle, keyboard movement through results.
 */
(function (/** @type {any} */ vb) {
  "use strict";

  /** Milliseconds after which a reader is told that the search goes on. */
  const SLOW = 700;
  /** The longest pause in typing that is waited for, in milliseconds, however slow the network. */
  const LONGEST_PAUSE = 1200;
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

  /** Take the newest generation of the host; whether it is newer than that of the engine, which is one for it then. */
  async function takeNewest() {
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
    const used = engine();
    const answer = await used.search(text, options);
    if (!answer.partial) {
      if (Date.now() - asked > OLD) refresh();
      return answer;
    }
    if ((await takeNewest()) || (shared && shared !== used)) { // another search may have taken it meanwhile
      return engine().search(text, { ...options, early: undefined });
    }
    if (!shared?.base) shared = vb.firstBase = null;
    return { ...answer, outdated: vb.session.outdated };
  }

  /** Look for a newer generation, and search again for what the page shows where there is one. */
  async function refresh() {
    if (await takeNewest()) listeners.forEach((again) => again());
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
        this.timer = window.setTimeout(this.release, now ? 0 : Math.min(LONGEST_PAUSE, Math.max(this.pause, vb.roundTrip)));
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
   * Draw results, beside those of them that were drawn early; their snippets come when they are in sight.
   * @param {Element} list
   * @param {any} answer
   * @param {{prefix: string, item: (result: any, wanted: any, id: string) => Element}} options
   * @param {() => boolean} fresh
   */
  function draw(list, answer, options, fresh) {
    const { source, base } = answer.engine; // its leaves are of its generation
    const wanted = vb.snippet.targets(answer.query, answer.corrections, base?.shorts || {});
    const items = answer.results.slice(answer.begun).map((/** @type {any} */ result, /** @type {number} */ i) =>
      options.item(result, wanted, `${options.prefix}-${answer.begun + i + 1}`));
    [...list.children].slice(answer.begun).forEach((child) => child.remove());
    list.append(...items);
    const places = items.flatMap((/** @type {Element} */ item) => [...item.querySelectorAll("[data-snippet]")]);
    const fill = async (/** @type {Element} */ place) => {
      const { slug, leaf, title } = answer.results.find((/** @type {any} */ result) => result.slug === place.getAttribute("data-snippet"));
      const snippet = answer.query.words.length ? await vb.snippet.snippetOf(source, leaf, wanted, title) : null;
      if (fresh()) vb.view.fillSnippet(place, slug, snippet);
    };
    later(places, fill);
  }

  /**
   * Search, say so where it takes long, and show the answer: what stands first as soon as it is there, then all of it.
   * @param {Element[]} places where it is said
   * @param {string} text
   * @param {any} options
   * @param {() => boolean} fresh
   * @param {(answer: any, besides: any) => void} show given what `besides` became, not for what stands first
   * @param {Promise<any>} besides what is waited for beside the answer
   */
  async function ask(places, text, options, fresh, show, besides) {
    const timer = setTimeout(() => { if (fresh()) places.forEach((place) => { place.textContent = vb.say("search_busy"); }); }, SLOW);
    const put = (/** @type {any} */ answer, /** @type {any} */ other) => {
      clearTimeout(timer);
      if (fresh()) show(answer, other);
    };
    put(await search(text, { ...options, early: put }), await besides);
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
        vb.begin();
        fill(target).finally(vb.end);
      }
    });
    places.forEach((place) => watcher.observe(place));
  }

  Object.assign(vb.session, { Typist, draw, ask });
})((globalThis.VanBan = globalThis.VanBan || {}));
