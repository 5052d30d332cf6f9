// @ts-check
/** The full page /tim-kiem/: everything it shows is in its address, so that a search can be linked. */
(function (/** @type {any} */ vb) {
  "use strict";

  /** Results that are shown at a time; on a phone fewer, since each is a file to wait for. */
  const STEP = matchMedia("(max-width: 48rem)").matches ? 5 : 10;
  const PAUSE = 150;
  /** Results that one page shows at most. */
  const MOST = 200;
  const PARTS = ["list", "status", "notes", "facets", "more", "like", "chips", "filter"];

  /**
   * @typedef {{q: string, filters: Object<string, string[]>, sort: string, limit: number, more: boolean}} State
   *   more: what is only like the answer is listed too
   */

  /** @returns {State} */
  function readAddress() {
    const parameters = new URLSearchParams(location.search);
    const filters = Object.fromEntries(vb.FACETS.map((/** @type {string} */ facet) => [facet, parameters.getAll(facet)]));
    const limit = Math.min(MOST, Number(parameters.get("hien")) || STEP);
    return { q: parameters.get("q") || "", filters, sort: parameters.get("sap-xep") || "", limit, more: parameters.has("gan-giong") };
  }

  /**
   * Show a search in the address: a choice made is a step that the back button takes back, letters typed are not.
   * @param {State} state
   * @param {boolean} step
   */
  function writeAddress(state, step) {
    const parameters = new URLSearchParams();
    if (state.q) parameters.set("q", state.q);
    for (const [facet, values] of Object.entries(state.filters)) for (const value of values) parameters.append(facet, value);
    if (state.sort) parameters.set("sap-xep", state.sort);
    if (state.limit > STEP) parameters.set("hien", String(state.limit));
    if (state.more) parameters.set("gan-giong", "");
    if (new URLSearchParams(location.search).has("vi-sao")) parameters.set("vi-sao", "");
    const search = parameters.toString() ? `?${parameters}` : "";
    // However its blanks are written, an address that says the same stays: a browser asks for the icon of a new one again.
    if (String(parameters) === String(new URLSearchParams(location.search))) return;
    try {
      history[step ? "pushState" : "replaceState"](null, "", location.pathname + search);
    } catch {
      // Some browsers refuse to change the address of a page opened from disk; the search still works.
    }
  }

  class SearchPage {
    /** @param {HTMLElement} root */
    constructor(root) {
      this.root = root;
      this.input = /** @type {HTMLInputElement} */ (root.querySelector("input[type=search]"));
      this.sort = /** @type {HTMLSelectElement} */ (root.querySelector("select"));
      /** @type {Object<string, HTMLElement>} */
      this.parts = Object.fromEntries(PARTS.map((name) => [name, /** @type {HTMLElement} */ (root.querySelector(`[data-search-${name}]`))]));
      this.state = readAddress();
      /** The order that the query has where none was chosen. */
      this.order = vb.query.BEST;
      this.step = false;
      /** Whether somebody asked for the lists of filters: they are many bytes. */
      this.listed = false;
      /** The instrument that the words of the last answer name. @type {{text: string, slug: string} | null} */
      this.direct = null;
      this.typist = new vb.session.Typist((/** @type {string} */ text, /** @type {() => boolean} */ fresh) => this.show(text, fresh), PAUSE);
    }

    /** How many filters are on. */
    get chosen() {
      return Object.values(this.state.filters).flat().length;
    }

    /** Search anew for what the page says. */
    again() {
      return this.typist.run(this.input.value, true);
    }

    /**
     * Search anew for a choice that somebody made.
     * @param {Partial<State>} change
     */
    choose(change) {
      Object.assign(this.state, { limit: STEP }, change);
      this.step = true;
      return this.again();
    }

    /** Take all filters off, those typed too; the button that did so is gone then, the focus is not. */
    async clear() {
      this.input.value = vb.query.without(this.input.value);
      await this.choose({ filters: Object.fromEntries(vb.FACETS.map((/** @type {string} */ facet) => [facet, []])) });
      this.parts.filter.focus();
    }

    /** Ask for what did not come. */
    async retry() {
      await this.again();
      this.input.focus();
    }

    /**
     * List more results; the focus goes to the first of them.
     * @param {Partial<State>} change
     */
    async further(change) {
      const { childElementCount } = this.parts.list;
      await this.choose(change);
      /** @type {HTMLElement | null | undefined} */ (this.parts.list.children[childElementCount]?.querySelector("a"))?.focus();
    }

    /**
     * Put a filter on or take it off, also one that was typed.
     * @param {string} facet
     * @param {string} slug
     */
    async toggle(facet, slug) {
      const typed = vb.query.parse(this.input.value).filters[facet] || [];
      const chosen = this.state.filters[facet] || [];
      const on = [...typed, ...chosen].includes(slug);
      if (on) this.input.value = vb.query.without(this.input.value, facet, slug);
      const values = on ? chosen.filter((value) => value !== slug) : [...chosen, slug];
      await this.choose({ filters: { ...this.state.filters, [facet]: values } });
      const button = /** @type {HTMLElement | null} */ (this.parts.facets.querySelector(`[data-facet="${facet}"][data-value="${CSS.escape(slug)}"]`));
      (this.listed ? button : this.parts.filter)?.focus();
    }

    /**
     * @param {string} text
     * @param {() => boolean} fresh
     */
    async show(text, fresh) {
      const { state, parts } = this;
      state.q = text;
      writeAddress(state, this.step);
      this.step = false;
      this.root.dataset.searched = text.trim() || this.chosen ? "co" : "";
      const options = { limit: state.limit, filters: state.filters, sort: state.sort, facets: this.listed, more: state.more, typing: true };
      await vb.session.ask([parts.status], text, options, fresh, (/** @type {any} */ answer, /** @type {any} */ completions) =>
        this.put(text, answer, completions, fresh), vb.fields.row(vb.session.engine(), this.input));
    }

    /**
     * @param {string} text
     * @param {any} answer
     * @param {HTMLElement | null | undefined} completions
     * @param {() => boolean} fresh
     */
    put(text, answer, completions, fresh) {
      const { state, parts } = this;
      vb.told.tell(parts.status, answer, text);
      this.order = this.root.dataset.searched ? vb.query.orderOf(answer.query) : vb.query.BEST;
      this.sort.value = state.sort || this.order;
      parts.notes.replaceChildren(vb.view.notices(answer, completions, () => this.retry(), this.input, () => this.clear()));
      this.direct = answer.direct ? { text, slug: answer.direct } : null;
      this.showFilters(answer);
      this.showMore(answer);
      vb.session.draw(parts.list, answer, { prefix: "vb-page", item: vb.view.resultItem }, fresh);
      this.rise();
    }

    /** On a phone the keyboard covers half of the screen: while somebody types the field stands at the top. */
    rise() {
      if (document.activeElement === this.input && matchMedia("(max-width: 48rem)").matches) this.input.scrollIntoView();
    }

    /** @param {any} answer */
    showFilters(answer) {
      const { filters } = this.state;
      const toggle = (/** @type {string} */ facet, /** @type {string} */ slug) => this.toggle(facet, slug);
      this.parts.chips.replaceChildren(vb.view.chips(vb.session.engine().facets, filters, toggle, () => this.clear()));
      this.parts.filter.textContent = this.chosen ? vb.say("search_filters_on", { n: this.chosen }) : vb.say("search_filters");
      if (this.listed) this.parts.facets.replaceChildren(vb.view.facetList(answer, toggle));
    }

    /** @param {any} answer */
    showMore(answer) {
      const { more, like } = this.parts;
      const all = answer.coming ? 0 : answer.total + (this.state.more ? answer.like : 0);
      more.hidden = all <= answer.results.length || this.state.limit >= MOST;
      like.hidden = answer.coming || !answer.folded || this.state.more || !more.hidden;
      like.textContent = vb.say("search_more_like", { n: vb.grouped(answer.folded) });
    }

    /** Show what the address says. */
    fromAddress() {
      Object.assign(this.state, readAddress());
      this.input.value = this.state.q;
      this.again();
    }

    /** The lists of filters are folded under a button, and loaded when they are unfolded. */
    fold() {
      const folded = this.root.toggleAttribute("data-folded");
      this.parts.filter.setAttribute("aria-expanded", String(!folded));
      if (folded || this.listed) return;
      this.listed = true;
      this.again();
    }

    /** @param {Event} event Enter in the field: the one instrument that is named, else all that is found */
    submit(event) {
      event.preventDefault();
      if (this.direct && this.direct.text === this.input.value) location.href = vb.view.address(`van-ban/${this.direct.slug}/`);
      else this.choose({});
    }

    start() {
      const { input, sort, parts } = this;
      input.addEventListener("input", () => {
        Object.assign(this.state, { limit: STEP, more: false });
        this.typist.run(input.value);
      });
      input.addEventListener("keydown", (event) => {
        if (event.key !== "Escape" || event.isComposing) return;
        input.value = "";
        this.again();
      });
      input.addEventListener("focus", () => this.rise());
      sort.addEventListener("change", () => this.choose({ sort: sort.value === this.order ? "" : sort.value }));
      parts.more.addEventListener("click", () => this.further({ limit: this.state.limit + STEP }));
      parts.like.addEventListener("click", () => this.further({ more: true, limit: this.state.limit }));
      parts.filter.addEventListener("click", () => this.fold());
      this.root.querySelector("form")?.addEventListener("submit", (event) => this.submit(event));
      window.addEventListener("popstate", () => this.fromAddress());
      window.addEventListener("online", () => { if (parts.notes.querySelector("[data-search-retry]")) this.again(); });
      vb.session.onRenewed(() => this.again());
      vb.keyboard.focus(input, parts.list);
      this.fromAddress();
      if (!location.search && !location.hash) input.focus({ preventScroll: true });
    }
  }

  const page = /** @type {HTMLElement | null} */ (document.querySelector("[data-search-page]"));
  if (page) new SearchPage(page).start();
})((globalThis.VanBan = globalThis.VanBan || {}));
