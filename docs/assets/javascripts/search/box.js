// @ts-check
/** The search box in the header of every page: results while typing, Enter for all. */
(function (/** @type {any} */ vb) {
  "use strict";

  const SHOWN = 8;
  const PAUSE = 120;

  /**
   * The panel under a box: what was found, the results, the way to all of them.
   * @param {string} id
   */
  function makePanel(id) {
    const { element } = vb.view;
    const notes = element("div");
    const status = element("div", { class: "vb-status", role: "status", "aria-live": "polite" });
    const list = element("ol", { class: "vb-list", id, role: "listbox", "aria-label": "Kết quả tìm nhanh" });
    const all = element("p", { class: "vb-all" }, element("button", { type: "submit" }, "Xem tất cả kết quả và bộ lọc"));
    const panel = element("div", { class: "vb-panel", "data-search-panel": "", hidden: "" }, status, notes, list, all);
    return { panel, list, status, notes };
  }

  /**
   * @param {any} form
   * @param {number} place among the boxes of the page
   */
  function start(form, place) {
    const input = /** @type {HTMLInputElement} */ (form.querySelector("input[type=search]"));
    const { panel, list, status, notes } = makePanel(`vb-nhanh-${place}`);
    const roles = { role: "combobox", "aria-expanded": "false", "aria-controls": list.id, "aria-autocomplete": "list" };
    for (const [name, value] of Object.entries(roles)) input.setAttribute(name, value);
    form.append(panel);
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
      const answer = await vb.session.patiently(status, vb.session.search(text, { limit: SHOWN, typing: true }), fresh);
      if (!fresh()) return;
      const completions = await vb.fields.row(vb.session.engine(), input);
      if (!fresh()) return;
      notes.replaceChildren(completions || "", vb.view.notices(answer, () => typist.run(input.value, true)));
      if (answer.direct) notes.append(vb.view.directLink(answer.results[0]));
      status.textContent = vb.view.summary(answer, text);
      show(form.contains(document.activeElement));
      await vb.session.draw(list, answer, { prefix: list.id, snippets: 3, option: true }, fresh);
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
    vb.session.keyboard(input, list);
    document.addEventListener("click", (event) => {
      if (!form.contains(/** @type {Node} */ (event.target))) show(false);
    });
    form.addEventListener("focusout", (/** @type {FocusEvent} */ event) => {
      if (event.relatedTarget && !form.contains(event.relatedTarget)) show(false);
    });
  }

  if (!document.querySelector("[data-search-page]")) document.querySelectorAll("form[data-search-box]").forEach(start);
})((globalThis.VanBan = globalThis.VanBan || {}));
