// @ts-check
/** Movement through results by the keyboard: in the box by a highlighted option, on the page by the focus itself. */
(function (/** @type {any} */ vb) {
  "use strict";

  /**
   * Move the highlighted option of a box with the arrow keys; Enter opens it.
   * @param {HTMLInputElement} input
   * @param {Element} list
   * @param {() => void} enter what Enter does where nothing is highlighted
   */
  function options(input, list, enter) {
    const links = () => /** @type {HTMLElement[]} */ ([...list.querySelectorAll("[role=option]")]);
    const active = () => links().findIndex((link) => link.classList.contains("vb-active"));
    const activate = (/** @type {number} */ place) => {
      links().forEach((link, i) => {
        link.classList.toggle("vb-active", i === place);
        link.setAttribute("aria-selected", String(i === place));
        if (i === place) link.scrollIntoView({ block: "nearest" });
      });
      const link = links()[place];
      if (link) input.setAttribute("aria-activedescendant", link.id);
      else input.removeAttribute("aria-activedescendant");
    };
    // What was highlighted answers other words than those that are typed now.
    input.addEventListener("input", () => activate(-1));
    input.addEventListener("keydown", (event) => {
      if (event.isComposing || !["ArrowDown", "ArrowUp", "Enter"].includes(event.key)) return;
      const count = links().length;
      if (event.key !== "Enter" && !count) return;
      event.preventDefault();
      if (event.key === "ArrowDown") activate(Math.min(active() + 1, count - 1));
      else if (event.key === "ArrowUp") activate(Math.max(active() - 1, -1));
      else if (active() >= 0) links()[active()].click();
      else enter();
    });
  }

  /**
   * From the field to the results and back with the arrow keys: the focus moves, so that everybody is told.
   * @param {HTMLInputElement} input
   * @param {Element} list
   */
  function focus(input, list) {
    const links = () => /** @type {HTMLElement[]} */ ([...list.querySelectorAll("a[data-search-result]")]);
    const go = (/** @type {Event} */ event, /** @type {HTMLElement | undefined} */ target) => {
      if (!target) return;
      event.preventDefault();
      target.focus();
    };
    input.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown" && !event.isComposing) go(event, links()[0]);
    });
    list.addEventListener("keydown", (event) => {
      const place = links().indexOf(/** @type {HTMLElement} */ (event.target));
      const { key } = /** @type {KeyboardEvent} */ (event);
      if (place < 0) return;
      if (key === "ArrowDown") go(event, links()[place + 1]);
      else if (key === "ArrowUp") go(event, place ? links()[place - 1] : input);
    });
  }

  vb.keyboard = { options, focus };
})((globalThis.VanBan = globalThis.VanBan || {}));
