// @ts-check
/** The full page /tim-kiem/: everything it shows is in its address, so that a search can be linked. */
(function (/** @type {any} */ vb) {
  "use strict";

  const STEP = 10;
  const PAUSE = 150;
  const SNIPPETS = 4;

  /**
   * @typedef {{q: string, filters: Object<string, string[]>, sort: string, limit: number}} State
   */

  /** @returns {State} */
  function readAddress() {
    const parameters = new URLSearchParams(location.search);
    const filters = Object.fromEntries(vb.FACETS.map((/** @type {string} */ facet) => [facet, parameters.getAll(facet)]));
    return { q: parameters.get("q") || "", filters, sort: parameters.get("sap-xep") || "", limit: STEP };
  }

  /** @param {State} state */
  function writeAddress(state) {
    const parameters = new URLSearchParams();
    if (state.q) parameters.set("q", state.q);
    for (const [facet, values] of Object.entries(state.filters)) for (const value of values) parameters.append(facet, value);
    if (state.sort) parameters.set("sap-xep", state.sort);
    const search = parameters.toString();
    try {
      history.replaceState(null, "", location.pathname + (search ? `?${search}` : ""));
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
    foldable(find("filter"));
    const state = readAddress();

    const typist = new vb.session.Typist(async (/** @type {string} */ text, /** @type {() => boolean} */ fresh) => {
      state.q = text;
      writeAddress(state);
      const options = { limit: state.limit, filters: state.filters, sort: state.sort, facets: true, typing: true };
      const answer = await vb.session.engine().search(text, options);
      if (!fresh()) return;
      status.textContent = vb.view.summary(answer, text);
      const completions = await vb.fields.row(vb.session.engine(), input);
      if (!fresh()) return;
      notes.replaceChildren(completions || "", vb.view.notices(answer));
      if (answer.direct) notes.append(vb.view.directLink(answer.results[0]));
      facets.replaceChildren(vb.view.facetList(answer, { ...answer.query.filters, ...chosen() }, toggle));
      more.hidden = answer.total <= answer.results.length;
      root.dataset.searched = text.trim() ? "co" : "";
      await vb.session.draw(list, answer, { prefix: "vb-page", snippets: SNIPPETS, option: false }, fresh);
    }, PAUSE);

    /** The filters of the address that hold anything; those typed into the query are shown where it has none. */
    const chosen = () => Object.fromEntries(Object.entries(state.filters).filter(([, values]) => values.length));
    const again = () => typist.run(input.value, true);
    /**
     * @param {string} facet
     * @param {string} slug
     */
    function toggle(facet, slug) {
      const chosen = state.filters[facet] || [];
      state.filters[facet] = chosen.includes(slug) ? chosen.filter((value) => value !== slug) : [...chosen, slug];
      state.limit = STEP;
      again().then(() => /** @type {HTMLElement | null} */ (
        facets.querySelector(`[data-facet="${facet}"][data-value="${CSS.escape(slug)}"]`))?.focus());
    }

    input.addEventListener("input", () => {
      state.limit = STEP;
      typist.run(input.value);
    });
    input.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      input.value = "";
      again();
    });
    sort.addEventListener("change", () => {
      state.sort = sort.value;
      again();
    });
    more.addEventListener("click", () => {
      state.limit += STEP;
      again();
    });
    root.querySelector("form")?.addEventListener("submit", (event) => {
      event.preventDefault();
      again();
    });
    window.addEventListener("popstate", () => fromAddress());
    vb.session.keyboard(input, list);

    const fromAddress = () => {
      Object.assign(state, readAddress());
      input.value = state.q;
      sort.value = state.sort;
      again();
    };
    document.querySelector("[data-search-off]")?.remove();
    root.hidden = false;
    fromAddress();
    if (!location.hash) input.focus({ preventScroll: true });
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

  const begin = () => {
    const root = /** @type {HTMLElement | null} */ (document.querySelector("[data-search-page]"));
    if (root) start(root);
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
})((globalThis.VanBan = globalThis.VanBan || {}));
