// @ts-check
/**
 * Completes "loại:", "năm:" and their like while somebody types: the names of the fields, then their values.
 *
 * @typedef {{label: string, text: string}} Completion text: what the box holds once it is chosen
 */
(function (/** @type {any} */ vb) {
  "use strict";

  const NAMES = { loai: "loại", so: "số", nam: "năm", "co-quan": "cơ-quan", cap: "cấp", "nguoi-ky": "người-ký", "chu-de": "chủ-đề", "he-thong": "hệ-thống",
    "dia-phuong": "địa-phương" };
  const MOST = 6;
  const UNFINISHED_NAME = /(?:^|\s)([^\s":]{2,})$/u;
  const UNFINISHED_VALUE = /(?:^|\s)([^\s":]+)\s?:\s*"?([^":]*)$/u;

  /**
   * What may come next; nothing where no field is being typed.
   * @param {any} engine
   * @param {string} text up to the cursor
   * @returns {Promise<Completion[]>}
   */
  async function complete(engine, text) {
    const value = UNFINISHED_VALUE.exec(text);
    if (value) return valuesOf(engine, text.slice(0, value.index), vb.folding.slug(value[1]), value[2]);
    const name = UNFINISHED_NAME.exec(text);
    if (!name) return [];
    const start = vb.folding.slug(name[1]);
    const before = text.slice(0, text.length - name[1].length);
    return Object.entries(NAMES).filter(([key]) => start && key.startsWith(start))
      .map(([, shown]) => ({ label: `${shown}:`, text: `${before}${shown}:` }));
  }

  /**
   * The commonest values of a field with a word that begins as typed.
   * @param {any} engine
   * @param {string} before
   * @param {string} field
   * @param {string} typed
   * @returns {Promise<Completion[]>}
   */
  async function valuesOf(engine, before, field, typed) {
    if (!vb.FACETS.includes(field) || !(await engine.start())) return [];
    const documents = await engine.facets.everyone();
    await engine.facets.need(documents, [field]);
    const [{ values }] = engine.facets.count(documents, { [field]: [""] }).filter((/** @type {any} */ { facet }) => facet === field);
    const start = vb.folding.slug(typed);
    const shown = `${before}${before && !before.endsWith(" ") ? " " : ""}${NAMES[/** @type {keyof typeof NAMES} */ (field)]}:`;
    return values.filter((/** @type {any} */ { slug }) => `-${slug}`.includes(`-${start}`) && slug !== start).slice(0, MOST)
      .map((/** @type {any} */ { name }) => ({ label: name, text: `${shown}${/\s/.test(name) ? `"${name}"` : name} ` }));
  }

  /**
   * A row of buttons that finish what is being typed.
   * @param {any} engine
   * @param {HTMLInputElement} input
   * @returns {Promise<HTMLElement | null>}
   */
  async function row(engine, input) {
    const found = await complete(engine, input.value.slice(0, input.selectionStart ?? input.value.length));
    if (!found.length) return null;
    const { element, button, put } = vb.view;
    const made = element("p", { class: "vb-completions", role: "group", "data-search-completions": "", "aria-label": vb.say("search_completions") });
    for (const { label, text } of found) {
      made.append(button({}, () => put(input, text + input.value.slice(input.selectionStart ?? input.value.length)), label));
    }
    return made;
  }

  vb.fields = { complete, row };
})((globalThis.VanBan = globalThis.VanBan || {}));
