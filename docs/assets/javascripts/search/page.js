// @ts-check
/** The full page /tim-kiem/: everything it shows is in its address, so that a search can be linked. */
(function (/** @type {any} */ vb) {
  "use strict";

  const STEP = 10;
  const PAUSE = 150;
  const SNIPPETS = 4;
  /** Results that one page shows at most. */
  const MOST = 200;

  /**
   * @typedef {{q: string, filters: Object<string, string[]>, sort: string, limit: number}} State
   */

  /** @returns {State} */
  function readAddress() {
    const parameters = new URLSearchParams(location.search);
    const filters = Object.fromEntries(vb.FACETS.map((/** @type {string} */ facet) => [facet, parameters.getAll(facet)]));
    const limit = Math.min(MOST, Number(parameters.get("hien")) || STEP);
    return { q: parameters.get("q") || "", filters, sort: parameters.get("sap-xep") || "", limit };
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
    const search = parameters.toString() ? `?${parameters}` : "";
    if (search === location.search) return;
    try {
      history[step ? "pushState" : "replaceState"](null, "", location.pathname + search);
    } catch {
      // Some browsers refuse to change the address of a page opened from disk; the search still works.
    }
  }

  /** @param {HTMLElement} root */
  function start(root) {
    const find = (/** @type {string} */ name) => /** @type {HTMLElement} */ (root.querySelector(`[data-search-${name}]`));
    const input = /** @type {HTMLInputElement} */ (root.querySelector("input[type=search]"));
    const sort = /** @type {HTMLSelectElement} */ (root.querySelector("select"));
    const [list, status, notes, facets, more] = ["list", "status", "notes", "facets", "more"].map(find);
    const state = readAddress();
    let step = false;

    const typist = new vb.session.Typist(async (/** @type {string} */ text, /** @type {() => boolean} */ fresh) => {
      state.q = text;
      writeAddress(state, step);
      step = false;
      const options = { limit: state.limit, filters: state.filters, sort: state.sort, facets: true, typing: true };
      const answer = await vb.session.patiently(status, vb.session.search(text, options), fresh);
      if (!fresh()) return;
      status.textContent = vb.view.summary(answer, text);
      const completions = await vb.fields.row(vb.session.engine(), input);
      if (!fresh()) return;
      notes.replaceChildren(completions || "", vb.view.notices(answer, again));
      if (answer.direct) notes.append(vb.view.directLink(answer.results[0]));
      facets.replaceChildren(vb.view.facetList(answer, { ...answer.query.filters, ...inAddress() }, toggle));
      more.hidden = answer.total <= answer.results.length || state.limit >= MOST;
      root.dataset.searched = text.trim() ? "co" : "";
      await vb.session.draw(list, answer, { prefix: "vb-page", snippets: SNIPPETS, option: false }, fresh);
    }, PAUSE);

    /** The filters of the address that hold anything; those typed into the query are shown where it has none. */
    const inAddress = () => Object.fromEntries(Object.entries(state.filters).filter(([, values]) => values.length));
    const again = () => typist.run(input.value, true);
    /**
     * Search anew for a choice that somebody made.
     * @param {Partial<State>} change
     */
    const choose = (change) => {
      Object.assign(state, { limit: STEP }, change);
      step = true;
      return again();
    };

    /**
     * @param {string} facet
     * @param {string} slug
     */
    function toggle(facet, slug) {
      const chosen = state.filters[facet] || [];
      const values = chosen.includes(slug) ? chosen.filter((value) => value !== slug) : [...chosen, slug];
      choose({ filters: { ...state.filters, [facet]: values } }).then(() => /** @type {HTMLElement | null} */ (
        facets.querySelector(`[data-facet="${facet}"][data-value="${CSS.escape(slug)}"]`))?.focus());
    }

    const fromAddress = () => {
      Object.assign(state, readAddress());
      input.value = state.q;
      sort.value = state.sort;
      again();
    };
    foldable(find("filter"));
    listen(input, sort, more, { again, choose, typed: () => { state.limit = STEP; typist.run(input.value); }, limit: () => state.limit });
    root.querySelector("form")?.addEventListener("submit", (event) => {
      event.preventDefault();
      choose({});
    });
    window.addEventListener("popstate", fromAddress);
    window.addEventListener("online", () => { if (notes.querySelector("[data-search-retry]")) again(); });
    vb.session.onRenewed(again);
    vb.session.keyboard(input, list);
    fromAddress();
    if (!location.hash) input.focus({ preventScroll: true });
  }

  /**
   * What the box, the order and the button for more do.
   * @param {HTMLInputElement} input
   * @param {HTMLSelectElement} sort
   * @param {HTMLElement} more
   * @param {{again: () => void, choose: (change: Partial<State>) => void, typed: () => void, limit: () => number}} acts
   */
  function listen(input, sort, more, { again, choose, typed, limit }) {
    input.addEventListener("input", typed);
    input.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || event.isComposing) return;
      input.value = "";
      again();
    });
    sort.addEventListener("change", () => choose({ sort: sort.value }));
    more.addEventListener("click", () => choose({ limit: limit() + STEP }));
  }

  /**
   * On a narrow screen the facets are folded under a button.
   * @param {HTMLElement} button
   */
  function foldable(button) {
    button.addEventListener("click", () => {
      const folded = button.parentElement?.toggleAttribute("data-folded");
      button.setAttribute("aria-expanded", String(!folded));
    });
  }

  const page = /** @type {HTMLElement | null} */ (document.querySelector("[data-search-page]"));
  if (page) start(page);
})((globalThis.VanBan = globalThis.VanBan || {}));
