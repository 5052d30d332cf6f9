// The citation of a page as a file for a reference manager, written from the CSL item that the page carries. The bulk
// downloads (scripts/vanban/pages/downloads/references.py) hold the same three forms, letter for letter.
(function () {
  "use strict";

  /** @typedef {{id: string, title: string, [name: string]: any}} Item */

  /** The date of an item, or its year alone: "2023-02-02", "2023", "". @param {Item} item */
  function dateOf(item) {
    var parts = item.issued ? item.issued["date-parts"][0] : [];
    return parts.map(function (part) { return String(part).padStart(2, "0"); }).join("-");
  }

  /** @param {Item} item */
  function ris(item) {
    var date = dateOf(item);
    return [
      ["TY", "GOVDOC"], ["ID", item.id], ["TI", item.title], ["AU", item.authority && item.authority + ","],
      ["M1", item.number], ["M3", item.genre], ["PY", date.slice(0, 4)],
      ["DA", date.length > 4 ? date.replace(/-/g, "/") : ""], ["N1", item.note], ["LA", "vi"], ["UR", item.URL],
    ].filter(function (row) { return row[1]; }).map(function (row) { return row[0] + "  - " + row[1] + "\r\n"; }).join("") + "ER  - \r\n";
  }

  var NAMES = { "\\": "\\textbackslash{}", "^": "\\textasciicircum{}", "~": "\\textasciitilde{}" };
  /** @param {Item} item */
  function bibtex(item) {
    var date = dateOf(item);
    var fields = [
      ["author", item.authority], ["title", item.title], ["type", item.genre], ["number", item.number],
      ["year", date.slice(0, 4)], ["date", date.length > 4 ? date : ""], ["language", "vietnamese"], ["note", item.note],
      ["url", item.URL],
    ].filter(function (row) { return row[1]; }).map(function (row) {
      return "  " + row[0] + " = {{" + row[1].replace(/[\\{}$&#%_^~]/g, function (sign) { return NAMES[sign] || "\\" + sign; }) + "}}";
    });
    return "@misc{" + item.id + ",\n" + fields.join(",\n") + "\n}\n";
  }

  /** @param {Item} item */
  function csl(item) { return JSON.stringify([item], null, 1) + "\n"; }

  var FORMS = { ris: ris, bib: bibtex, "csl.json": csl };
  document.addEventListener("click", function (event) {
    var button = /** @type {HTMLElement} */ (event.target).closest("[data-export]");
    if (!button) return;
    var form = button.getAttribute("data-export");
    var item = JSON.parse(button.closest("[data-item]").getAttribute("data-item"));
    var link = document.createElement("a");
    link.download = item.id + "." + form;
    link.href = URL.createObjectURL(new Blob([FORMS[form](item)], { type: "text/plain;charset=utf-8" }));
    link.click();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 1000);
  });
})();
