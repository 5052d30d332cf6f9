// @ts-check
/** The search box in the header of every page: results while typing, Enter for all. */
(function (/** @type {any} */ vb) {
  "use strict";

  /** Suggestions at a time: so many stand on a small screen without being moved. */
  const SHOWN = 7;
  const PAUSE = 120;
  /** Milliseconds that Enter waits to learn whether one instrument is meant. */
  const WAIT = 1500;

  /**
   * The panel under a box: what was found, the suggestions, the way to all of them.
   * @param {string} id
   */
  function makePanel(id) {
    const { element } = vb.view;
    const notes = element("div");
    const status = element("div", { class: "vb-status", "aria-hidden": "true" });
    // Stands beside the panel, which is hidden at first: what comes with its region is not read out.
    const spoken = element("div", { class: "vb-label", role: "status", "aria-live": "polite" });
    const list = element("ol", { class: "vb-list", id, role: "listbox", "aria-label": vb.say("search_quick") });
    const panel = element("div", { class: "vb-panel", "data-search-panel": "", hidden: "" }, status, notes, list);
    return { panel, list, status, spoken, notes };
  }

  /**
   * The last suggestion: the page with all results.
   * @param {string} id
   * @param {string} text
   * @param {any} answer
   */
  function allOf(id, text, answer) {
    const { element, address } = vb.view;
    const words = answer.total ? vb.say("search_all", { n: vb.grouped(answer.total) }) : vb.say("search_all_page");
    const link = element("a", { class: "vb-all", id: `${id}-tat-ca`, role: "option", "aria-selected": "false", tabindex: "-1", "data-search-all": "",
      href: `${address("tim-kiem/")}?q=${encodeURIComponent(text)}` }, words);
    return element("li", { role: "presentation" }, link);
  }

  /**
   * Enter opens the one instrument that is meant, else the page with all results.
   * @param {string} text
   */
  async function enter(text) {
    if (!text.trim()) return;
    vb.begin();
    const late = new Promise((resolve) => { setTimeout(resolve, WAIT); });
    const answer = await Promise.race([vb.session.search(text, { limit: 1 }), late]);
    vb.end();
    location.href = answer?.direct ? vb.view.address(`van-ban/${answer.direct}/`) : `${vb.view.address("tim-kiem/")}?q=${encodeURIComponent(text)}`;
  }

  vb.openNamed = enter;

  /**
   * @param {any} form
   * @param {number} place among the boxes of the page
   */
  function start(form, place) {
    const input = /** @type {HTMLInputElement} */ (form.querySelector("input[type=search]"));
    const { panel, list, status, spoken, notes } = makePanel(`vb-nhanh-${place}`);
    const roles = { role: "combobox", "aria-expanded": "false", "aria-controls": list.id, "aria-autocomplete": "list" };
    for (const [name, value] of Object.entries(roles)) input.setAttribute(name, value);
    form.append(spoken, panel);
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
      const put = (/** @type {any} */ answer, /** @type {any} */ completions) => {
        notes.replaceChildren(vb.view.notices(answer, completions, () => typist.run(input.value, true), input,
          () => vb.view.put(input, vb.query.without(input.value))));
        status.textContent = vb.told.summary(answer, text);
        vb.told.tell(spoken, answer, text);
        show(form.contains(document.activeElement));
        vb.session.draw(list, answer, { prefix: list.id, item: vb.view.suggestion }, fresh);
        list.append(allOf(list.id, text, answer));
      };
      await vb.session.ask([status, spoken], text, { limit: SHOWN, typing: true }, fresh, put, vb.fields.row(vb.session.engine(), input));
    }, PAUSE);

    input.addEventListener("input", () => typist.run(input.value));
    vb.session.onRenewed(() => { if (!panel.hidden) typist.run(input.value, true); });
    if (input.value) typist.run(input.value);
    input.addEventListener("focus", () => {
      if (list.childElementCount) show(true);
    });
    input.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      if (panel.hidden) input.blur();
      show(false);
    });
    vb.keyboard.options(input, list, () => enter(input.value));
    document.addEventListener("click", (event) => {
      if (!form.contains(/** @type {Node} */ (event.target))) show(false);
    });
    form.addEventListener("focusout", (/** @type {FocusEvent} */ event) => {
      if (event.relatedTarget && !form.contains(event.relatedTarget)) show(false);
    });
  }

  if (!document.querySelector("[data-search-page]")) document.querySelectorAll("form[data-search-box]").forEach(start);
})((globalThis.VanBan = globalThis.VanBan || {}));
