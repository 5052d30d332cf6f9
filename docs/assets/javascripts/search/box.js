// @ts-check
/** The search box in the header of every page: results while typing, `/` to reach it, Enter for all. */
(function (vb) {
  "use strict";

  const SHOWN = 8;
  const PAUSE = 120;

  /** @param {HTMLFormElement} form */
  function start(form) {
    const input = /** @type {HTMLInputElement} */ (form.querySelector("input[type=search]"));
    const panel = /** @type {HTMLElement} */ (form.querySelector("[data-search-panel]"));
    const list = /** @type {HTMLElement} */ (form.querySelector("[data-search-list]"));
    const status = /** @type {HTMLElement} */ (form.querySelector("[data-search-status]"));
    form.action = vb.view.address("tim-kiem/");

    const show = (/** @type {boolean} */ open) => {
      panel.hidden = !open;
      input.setAttribute("aria-expanded", String(open));
      if (!open) input.removeAttribute("aria-activedescendant");
    };

    const typist = new vb.session.Typist(async (/** @type {string} */ text, /** @type {() => boolean} */ fresh) => {
      if (!text.trim()) {
        list.replaceChildren();
        show(false);
        return;
      }
      const answer = await vb.session.engine().search(text, { limit: SHOWN, typing: true });
      if (!fresh()) return;
      status.replaceChildren(vb.view.summary(answer, text), vb.view.notices(answer));
      show(true);
      await vb.session.draw(list, answer, { prefix: "vb-box", snippets: 3, option: true }, fresh);
    }, PAUSE);

    input.addEventListener("input", () => typist.run(input.value));
    input.addEventListener("focus", () => {
      vb.session.engine().start();
      if (list.childElementCount) show(true);
    });
    input.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      if (panel.hidden) input.blur();
      show(false);
    });
    vb.session.keyboard(input, list);
    document.addEventListener("click", (event) => {
      if (!form.contains(/** @type {Node} */ (event.target))) show(false);
    });
    form.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !form.contains(/** @type {Node} */ (event.relatedTarget))) show(false);
    });
  }

  /** `/` takes the reader to the search, unless something is being typed. */
  function slashKey() {
    document.addEventListener("keydown", (event) => {
      const target = /** @type {HTMLElement} */ (event.target);
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
      if (target.closest("input, textarea, select, [contenteditable]")) return;
      const input = /** @type {HTMLInputElement | null} */ (
        document.querySelector("[data-search-page] input[type=search], form[data-search-box] input[type=search]"));
      if (!input) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      input.focus();
      input.select();
    }, true);
  }

  /** On the search page the header box gives way to the page's own. */
  function begin() {
    const onSearchPage = document.querySelector("[data-search-page]") !== null;
    for (const form of /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll("form[data-search-box]"))) {
      if (onSearchPage) form.hidden = true;
      else start(form);
    }
    slashKey();
    vb.session.idle();
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
})((globalThis.VanBan = globalThis.VanBan || {}));
