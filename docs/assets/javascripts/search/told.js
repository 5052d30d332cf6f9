// @ts-check
/** What is told of an answer in words: how many documents there are and how they hold what was asked for. */
(function (/** @type {any} */ vb) {
  "use strict";

  /** @param {number} count */
  const written = (count) => vb.say("search_count", { n: vb.grouped(count) });

  /**
   * What a screen reader is told and the eye reads above the results.
   * @param {any} answer
   * @param {string} text
   */
  function summary(answer, text) {
    if (!answer.total && answer.partial) return vb.say("search_no_data");
    if (answer.unfiltered) return vb.say("search_filtered_out", { count: written(answer.unfiltered) });
    if (!answer.total) return text.trim() ? vb.say("search_none", { text: text.trim() }) : "";
    const said = answer.corrections.filter((/** @type {any} */ c) => !c.offered).map((/** @type {any} */ c) =>
      vb.say(c.also ? "search_also" : "search_understood", { used: c.used, typed: c.typed })).join("; ");
    const sentences = [absent(answer, text), found(answer), said && `${said[0].toUpperCase()}${said.slice(1)}.`, ofYear(answer), ofOrder(answer)];
    return sentences.filter(Boolean).join(" ");
  }

  /** @param {any} answer */
  function found(answer) {
    const count = written(answer.total);
    if (answer.unsure) return vb.say("search_unsure", { count });
    if (answer.mode === "near") return vb.say("search_not_all", { count });
    if (answer.tier !== "together" && answer.query.words.length === 1) return vb.say("search_accents", { count });
    if (answer.tier === "near") return vb.say("search_near", { count });
    if (answer.tier === "scattered") return vb.say("search_scattered", { count });
    if (!answer.like) return vb.say(answer.partial ? "search_found_least" : "search_found", { count });
    return vb.say(answer.partial ? "search_found_least_like" : "search_found_like", { count, like: written(answer.like) });
  }

  /** A number with its symbol that is all of a query but for one word ("09-CT/TW", "QĐ 31/2023/KH-UBND"). */
  const NUMBER = /^\s*(?:[^\d\s]+ )?(\d+[a-z]?(?=\S*[/-]\p{L}[\p{L}\d/-])(?:[/-]+[\p{L}\d]+)+)\s*$/iu;

  /**
   * That no instrument has the number that was typed.
   * @param {any} answer
   * @param {string} text
   */
  function absent({ numbered, corrections }, text) {
    const [, number] = (!numbered && !corrections.length && NUMBER.exec(vb.folding.compose(text))) || [];
    return number ? vb.say("search_absent", { number }) : "";
  }

  /** @param {any} answer */
  const ofYear = ({ otherYear }) => (otherYear ? vb.say("search_year", { asked: otherYear.asked, nearest: otherYear.nearest }) : "");

  /** @param {any} answer */
  function ofOrder({ query, sort }) {
    if (!query.latest || sort !== "moi-nhat") return "";
    const force = /hieu luc|hien/.test(vb.folding.fold(query.latest));
    return [vb.say("search_latest"), ...(force ? [vb.say("search_force")] : [])].join(" ");
  }

  /**
   * What the eye finds below the summary and a screen reader is told with it: words that may be meant, the one instrument that
   * Enter opens, data that did not come.
   * @param {any} answer
   */
  function besides(answer) {
    const offers = answer.corrections.filter((/** @type {any} */ { offered }) => offered)
      .map((/** @type {any} */ { typed, used }) => `${vb.say("search_offer", { typed })} “${used}”?`);
    const data = answer.outdated ? "search_outdated" : answer.partial ? "search_partial" : "";
    return [...offers, answer.direct ? vb.say("search_enter", { name: vb.view.nameOf(answer.results[0]) }) : "", data && vb.say(data)].filter(Boolean).join(" ");
  }

  /**
   * Say an answer in a live region, which was on the page before so that it is read out.
   * @param {Element} status
   * @param {any} answer
   * @param {string} text
   */
  function tell(status, answer, text) {
    const more = besides(answer);
    status.replaceChildren(summary(answer, text), ...(more ? [" ", vb.view.element("span", { class: "vb-label" }, more)] : []));
  }

  vb.told = { summary, tell, written };
})((globalThis.VanBan = globalThis.VanBan || {}));
