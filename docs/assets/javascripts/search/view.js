// @ts-check
/** Draws answers. Everything from a document goes into the page as text, never as markup. */
(function (/** @type {any} */ vb) {
  "use strict";

  const FACET_NAMES = { loai: "Loại văn bản", cap: "Cấp ban hành", "co-quan": "Cơ quan ban hành", nam: "Năm",
    "chu-de": "Chủ đề", "nguoi-ky": "Người ký" };
  const FACET_SHOWN = 8;

  /**
   * @param {string} tag
   * @param {Object<string, string>} [attributes]
   * @param {...(Node | string)} children
   */
  function element(tag, attributes = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children);
    return made;
  }

  /**
   * Address of a page of the site, from any depth and from disk.
   * @param {string} path ending in a slash
   */
  function address(path) {
    const file = vb.site.startsWith("file:") ? "index.html" : "";
    return vb.site + path + file;
  }

  /** @param {string} date ISO date or year */
  const readable = (date) => date.split("-").reverse().join("/");

  /** @param {any} result */
  const nameOf = (result) => [result.type, result.number].filter(Boolean).join(" ") || result.title || result.slug;

  /** @param {any} result */
  function factsOf(result) {
    const facts = element("p", { class: "vb-facts" });
    const parts = [readable(result.date), result.body, result.level].filter(Boolean);
    facts.append(parts.join(" · "));
    const state = result.held ? "có toàn văn" : "chưa có toàn văn";
    facts.append(parts.length ? " · " : "", element("span", { class: result.held ? "vb-held" : "vb-cited" }, state));
    if (result.citedBy) facts.append(` · được ${result.citedBy} văn bản viện dẫn`);
    return facts;
  }

  /**
   * Text with the words of the query marked.
   * @param {string} text
   * @param {any} wanted
   * @param {string} [around] all that is shown together with it
   */
  function marked(text, wanted, around = text) {
    const composed = vb.folding.compose(text);
    const words = vb.folding.wordsAt(composed);
    const made = document.createDocumentFragment();
    let place = 0;
    for (const i of [...vb.snippet.marksOf(words, wanted, vb.folding.words(around))].sort((a, b) => a - b)) {
      made.append(composed.slice(place, words[i].start), element("mark", {}, composed.slice(words[i].start, words[i].end)));
      place = words[i].end;
    }
    made.append(composed.slice(place));
    return made;
  }

  /**
   * One result; its snippet comes later, into the element marked for it.
   * @param {any} result
   * @param {any} wanted
   * @param {string} id
   */
  function resultItem(result, wanted, id) {
    const link = element("a", { href: address(`van-ban/${result.slug}/`), "data-search-result": result.slug, id });
    const name = nameOf(result);
    const title = result.title === name ? "" : result.title;
    link.append(element("span", { class: "vb-name" }, marked(name, wanted, `${name} ${title}`)));
    if (title) link.append(" ", element("span", { class: "vb-title" }, marked(title, wanted)));
    const item = element("li", { class: "vb-result" }, link, factsOf(result));
    if (result.held) item.append(element("p", { class: "vb-snippet", "data-snippet": result.slug }));
    return item;
  }

  /**
   * Fill a result's snippet, linked to its paragraph.
   * @param {Element} place
   * @param {string} slug
   * @param {any} snippet
   */
  function fillSnippet(place, slug, snippet) {
    if (!snippet) {
      place.remove();
      return;
    }
    const link = element("a", { href: address(`van-ban/${slug}/`) + (snippet.anchor ? `#${snippet.anchor}` : "") });
    for (const piece of snippet.pieces) link.append(piece.marked ? element("mark", {}, piece.text) : piece.text);
    place.replaceChildren(link);
  }

  /**
   * What a screen reader is told and the eye reads above the results.
   * @param {any} answer
   * @param {string} text
   */
  function summary(answer, text) {
    if (!answer.total && answer.partial) return "Chưa tìm được: dữ liệu tìm kiếm chưa tải về.";
    if (!answer.total) return text.trim() ? `Không tìm thấy văn bản nào cho “${text.trim()}”.` : "";
    const said = answer.corrections.map((/** @type {any} */ c) =>
      (c.also ? `tìm thêm cả “${c.used}” cho “${c.typed}”` : `“${c.typed}” được hiểu là “${c.used}”`)).join("; ");
    const start = found(answer);
    return said ? `${start} ${said[0].toUpperCase()}${said.slice(1)}.` : start;
  }

  /** @param {any} answer */
  function found(answer) {
    const written = (/** @type {number} */ count) => `${count.toLocaleString("vi-VN")} văn bản`;
    const near = answer.total - answer.complete;
    if (answer.unsure) return `Tìm thấy ${written(answer.total)} có thể chứa cụm từ này; những văn bản chắc chắn chứa xếp trước.`;
    if (answer.mode === "near") return `Không có văn bản nào chứa đủ các từ; ${written(answer.total)} gần nhất.`;
    const start = answer.partial ? "Tìm thấy ít nhất" : "Tìm thấy";
    return near > 0 ? `${start} ${written(answer.complete)} và ${written(near)} gần giống.` : `${start} ${written(answer.total)}.`;
  }

  /**
   * The way straight to the one instrument that a query names.
   * @param {any} result
   */
  const directLink = (result) => element("p", { class: "vb-direct" }, "Đi thẳng tới ",
    element("a", { href: address(`van-ban/${result.slug}/`), "data-search-direct": "" }, nameOf(result)));

  /**
   * What is to be said besides the results: data that did not come, with a way to ask again; ways on from nothing.
   * @param {any} answer
   * @param {() => void} retry
   */
  function notices(answer, retry) {
    const made = document.createDocumentFragment();
    if (answer.outdated) {
      const button = element("button", { type: "button", "data-search-reload": "" }, "Tải lại trang");
      button.addEventListener("click", () => location.reload());
      made.append(element("p", { class: "vb-notice" }, "Kho văn bản đã có bản mới, trang đang mở là bản cũ. ", button));
    } else if (answer.partial) {
      const button = element("button", { type: "button", "data-search-retry": "" }, "Tải lại phần còn thiếu");
      button.addEventListener("click", retry);
      made.append(element("p", { class: "vb-notice", "data-search-partial": "" },
        "Một phần dữ liệu tìm kiếm chưa tải được, kết quả có thể thiếu. Hãy kiểm tra kết nối mạng. ", button));
    }
    if (!answer.total && !answer.partial && answer.query.words.length) {
      made.append(element("p", { class: "vb-hint" }, "Hãy thử bớt từ, bỏ bộ lọc, hoặc xem theo ",
        element("a", { href: address("van-ban/") }, "danh mục văn bản"), ", ",
        element("a", { href: address("co-quan/") }, "cơ quan ban hành"), ", ",
        element("a", { href: address("loai/") }, "loại"), " hay ", element("a", { href: address("nam/") }, "năm"), "."));
    }
    return made;
  }

  /**
   * The facets as groups of buttons.
   * @param {any} answer
   * @param {Object<string, string[]>} filters
   * @param {(facet: string, slug: string) => void} toggle
   */
  function facetList(answer, filters, toggle) {
    const made = document.createDocumentFragment();
    for (const { facet, values } of answer.facets) {
      if (!values.length) continue;
      const chosen = filters[facet] || [];
      const list = element("ul");
      values.forEach((/** @type {any} */ value, /** @type {number} */ i) => {
        const on = chosen.includes(value.slug);
        const button = element("button", { type: "button", "aria-pressed": String(on), "data-facet": facet, "data-value": value.slug },
          value.name, " ", element("span", { class: "vb-count" }, String(value.count)));
        button.addEventListener("click", () => toggle(facet, value.slug));
        const item = element("li", i >= FACET_SHOWN && !on ? { hidden: "" } : {}, button);
        list.append(item);
      });
      const group = element("section", { class: "vb-facet" },
        element("h2", {}, FACET_NAMES[/** @type {keyof typeof FACET_NAMES} */ (facet)]), list);
      if (values.length > FACET_SHOWN) group.append(moreButton(list));
      made.append(group);
    }
    return made;
  }

  /** @param {Element} list */
  function moreButton(list) {
    const button = element("button", { type: "button", class: "vb-more" }, "Xem thêm");
    button.addEventListener("click", () => {
      list.querySelectorAll("li[hidden]").forEach((item) => item.removeAttribute("hidden"));
      button.remove();
    });
    return button;
  }

  vb.view = { element, address, resultItem, fillSnippet, summary, notices, directLink, facetList, nameOf };
})((globalThis.VanBan = globalThis.VanBan || {}));
