// @ts-check
/** Draws answers. Everything from a document goes into the page as text, never as markup. */
(function (/** @type {any} */ vb) {
  "use strict";

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
   * @param {Object<string, string>} attributes
   * @param {() => void} press what it does
   * @param {...(Node | string)} children
   */
  function button(attributes, press, ...children) {
    const made = element("button", { type: "button", ...attributes }, ...children);
    made.addEventListener("click", press);
    return made;
  }

  /**
   * Put a query into its field as if it was typed.
   * @param {HTMLInputElement} input
   * @param {string} text
   */
  function put(input, text) {
    input.value = text;
    input.focus();
    input.dispatchEvent(new Event("input", { bubbles: true }));
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

  /** @param {string} facet */
  const facetName = (facet) => vb.say(`search_facet_${facet.replaceAll("-", "_")}`);

  /** @param {any} result */
  const stateOf = (result) => vb.say(result.held ? "search_held" : "search_cited");

  /** @param {any} result */
  const nameOf = (result) => [result.type, result.number].filter(Boolean).join(" ") || result.title || result.slug;

  /** @param {any} result */
  function factsOf(result) {
    const facts = element("p", { class: "vb-facts" });
    const now = result.now ? vb.say("search_now", { body: result.body, now: result.now }) : result.body;
    const parts = [readable(result.date), now, result.level].filter(Boolean);
    facts.append(parts.join(" · "));
    facts.append(parts.length ? " · " : "", element("span", { class: result.held ? "vb-held" : "vb-cited" }, stateOf(result)));
    if (result.citedBy) facts.append(` · ${vb.say("search_cited_by", { n: result.citedBy })}`);
    if (result.lacks.length) facts.append(" · ", element("span", { class: "vb-lacks" }, vb.say("search_lacks", { words: result.lacks.join(", ") })));
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
    if (new URLSearchParams(location.search).has("vi-sao")) item.append(reasons(result));
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
   * One result in two lines, for the box that suggests while typing.
   * @param {any} result
   * @param {any} wanted
   * @param {string} id
   */
  function suggestion(result, wanted, id) {
    const name = nameOf(result);
    const title = result.title === name ? "" : result.title;
    const facts = [readable(result.date), result.body].filter(Boolean).map((fact) => ` · ${fact}`).join("");
    const link = element("a", { href: address(`van-ban/${result.slug}/`), "data-search-result": result.slug, id, role: "option", "aria-selected": "false", tabindex: "-1" },
      element("span", { class: "vb-line" }, element("span", { class: "vb-name" }, marked(name, wanted, `${name} ${title}`)), facts), " ",
      element("span", { class: "vb-line vb-title" }, marked(title || stateOf(result), wanted)));
    return element("li", { class: "vb-result", role: "presentation" }, link);
  }

  /**
   * Why a result stands where it does: its features, each with what it is worth; for those who maintain the search.
   * @param {any} result
   */
  function reasons(result) {
    const weights = vb.ranking.WEIGHTS;
    const rows = Object.entries(result.features).filter(([, value]) => value)
      .map(([name, value]) => `${name} ${Number(value).toFixed(2)} × ${weights[name]} = ${(Number(value) * weights[name]).toFixed(2)}`);
    return element("details", { class: "vb-why" }, element("summary", {}, vb.say("search_why")),
      element("p", {}, rows.join("; ") || vb.say("search_by_filter")));
  }

  /**
   * The way straight to the one instrument that a query names.
   * @param {any} result
   */
  const directLink = (result) => element("p", { class: "vb-direct" }, `${vb.say("search_direct")} `,
    element("a", { href: address(`van-ban/${result.slug}/`), "data-search-direct": "" }, nameOf(result)));

  /**
   * A question whether another word was meant, which puts it in the place of what was typed.
   * @param {HTMLInputElement} input
   * @param {string} typed
   * @param {string} used
   */
  function offer(input, typed, used) {
    return element("p", { class: "vb-notice" }, `${vb.say("search_offer", { typed })} `,
      button({ "data-search-offer": "" }, () => put(input, vb.query.instead(input.value, typed, used)), used), "?");
  }

  /**
   * What is to be said besides the results: how a field may go on; words that may be meant; data that did not come, with a way to
   * ask again; ways on from nothing; the way straight to the one instrument that is named.
   * @param {any} answer
   * @param {HTMLElement | null | undefined} completions
   * @param {() => void} retry
   * @param {HTMLInputElement} input
   * @param {() => void} unfilter
   */
  function notices(answer, completions, retry, input, unfilter) {
    const made = document.createDocumentFragment();
    made.append(completions || "");
    for (const { typed, used, offered } of answer.corrections) if (offered) made.append(offer(input, typed, used));
    if (answer.outdated) {
      made.append(element("p", { class: "vb-notice" }, `${vb.say("search_outdated")} `,
        button({ "data-search-reload": "" }, () => location.reload(), vb.say("search_reload"))));
    } else if (answer.partial) {
      made.append(element("p", { class: "vb-notice", "data-search-partial": "" }, `${vb.say("search_partial")} `,
        button({ "data-search-retry": "" }, retry, vb.say("search_retry"))));
    }
    if (answer.unfiltered) {
      made.append(element("p", { class: "vb-notice" },
        button({ "data-search-unfilter": "" }, unfilter, vb.say("search_unfilter", { count: vb.told.written(answer.unfiltered) }))));
    } else if (!answer.total && !answer.partial && answer.query.words.length) {
      made.append(element("p", { class: "vb-hint" }, `${vb.say("search_hint")} `,
        element("a", { href: address("van-ban/") }, vb.say("search_hint_documents")), ", ",
        element("a", { href: address("co-quan/") }, vb.say("search_hint_bodies")), ` ${vb.say("search_hint_or")} `,
        element("a", { href: address("chu-de/") }, vb.say("search_hint_topics")), "."));
    }
    if (answer.direct) made.append(directLink(answer.results[0]));
    return made;
  }

  /**
   * The facets as groups of buttons.
   * @param {any} answer
   * @param {(facet: string, slug: string) => void} toggle
   */
  function facetList({ facets, filters }, toggle) {
    const made = document.createDocumentFragment();
    for (const { facet, values } of facets) {
      if (!values.length) continue;
      const chosen = filters[facet] || [];
      const list = element("ul", { "aria-label": facetName(facet) });
      values.forEach((/** @type {any} */ value, /** @type {number} */ i) => {
        const on = chosen.includes(value.slug);
        list.append(element("li", i >= FACET_SHOWN && !on ? { hidden: "" } : {},
          button({ "aria-pressed": String(on), "data-facet": facet, "data-value": value.slug }, () => toggle(facet, value.slug), value.name, " ",
            element("span", { class: "vb-count" }, String(value.count)), element("span", { class: "vb-label" }, ` ${vb.say("search_documents")}`))));
      });
      const group = element("section", { class: "vb-facet" },
        element("h2", {}, facetName(facet)), list);
      if (list.querySelector("li[hidden]")) group.append(moreButton(list));
      made.append(group);
    }
    return made;
  }

  /** @param {Element} list */
  function moreButton(list) {
    const made = button({ class: "vb-more" }, () => {
      const hidden = [...list.querySelectorAll("li[hidden]")];
      hidden.forEach((item) => item.removeAttribute("hidden"));
      made.remove(); // the focus goes on to what was hidden
      hidden[0].querySelector("button")?.focus();
    }, vb.say("search_more"));
    return made;
  }

  /**
   * The filters that are on, each a button that takes it off, and one for all.
   * @param {any} facets
   * @param {Object<string, string[]>} filters
   * @param {(facet: string, slug: string) => void} toggle
   * @param {() => void} clear
   */
  function chips(facets, filters, toggle, clear) {
    const made = document.createDocumentFragment();
    for (const [facet, values] of Object.entries(filters)) {
      for (const slug of values) {
        const name = facets ? facets.nameOf(facet, slug) : slug;
        made.append(button({ "data-chip": facet }, () => toggle(facet, slug), `${facetName(facet)}: ${name} `,
          element("span", { "aria-hidden": "true" }, "×"), element("span", { class: "vb-label" }, ` ${vb.say("search_remove")}`)));
      }
    }
    if (made.childElementCount) made.append(button({ "data-chip-clear": "" }, clear, vb.say("search_clear")));
    return made;
  }

  vb.view = { element, address, resultItem, suggestion, fillSnippet, notices, facetList, nameOf, chips, button, put };
})((globalThis.VanBan = globalThis.VanBan || {}));
