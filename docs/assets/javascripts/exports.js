// What others take from the page of an instrument, made when it is asked for: the citation as a file for a reference
// manager, and a card to paste elsewhere. Both are written from the CSL item that the page carries; the bulk downloads
// (scripts/vanban/pages/downloads/references.py) hold the same three forms of it, letter for letter.
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
    link.href = URL.createObjectURL(new globalThis.Blob([FORMS[form](item)], { type: "text/plain;charset=utf-8" }));
    link.click();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 1000);
  });

  // The card: one piece of HTML with its styles inside, which loads nothing, and the same in plain words.
  var STYLES = {
    card: "box-sizing:border-box;max-width:36em;padding:12px 16px;border:1px solid #857e6f;border-left:6px solid #8c1c13;border-radius:6px;background:#fff;color:#1f2421;font:16px/1.5 'Segoe UI',Roboto,Arial,sans-serif;text-align:left",
    name: "font-size:18px;font-weight:700",
    facts: "color:#4f554e;font-size:14px",
    address: "font-size:14px;overflow-wrap:anywhere",
    link: "color:#1b4d7a;text-decoration:underline",
  };
  /** @param {string} words */
  function escaped(words) {
    return words.replace(/[&<>"']/g, function (sign) { return "&#" + sign.charCodeAt(0) + ";"; });
  }
  /** @param {string} selector */
  function words(selector) {
    var found = document.querySelector(selector);
    return found ? found.textContent.replace(/\s+/g, " ").trim() : "";
  }
  /** The card to paste, as HTML. @param {string[]} rows name, title, facts @param {string} address */
  function pasted(rows, address) {
    /** @param {string} tag @param {string} style @param {string} inside @param {string} [more] */
    function piece(tag, style, inside, more) {
      return "<" + tag + (more || "") + (style ? ' style="' + STYLES[style] + '"' : "") + ">" + inside + "</" + tag + ">";
    }
    var link = piece("a", "link", escaped(address), ' href="' + escaped(address) + '"');
    return piece("div", "card", "\n" + [
      piece("div", "name", escaped(rows[0])), rows[1] ? piece("div", "", escaped(rows[1])) : "",
      piece("div", "facts", escaped(rows[2])), piece("div", "address", link),
    ].filter(Boolean).join("\n") + "\n", ' lang="vi"');
  }
  /** The card as it looks: the policy of this page allows no styles inside, so that here they are classes.
   * @param {string[]} rows @param {string} address */
  function looks(rows, address) {
    var box = document.createElement("div");
    box.className = "paste-card";
    ["name", "title", "facts", "address"].forEach(function (name, index) {
      if (name === "title" && !rows[1]) return;
      var row = document.createElement("div");
      row.className = "paste-" + name;
      if (name === "address") {
        var link = document.createElement("a");
        link.className = "paste-link";
        link.href = address;
        link.textContent = address;
        row.append(link);
      } else {
        row.textContent = rows[index];
      }
      box.append(row);
    });
    return box;
  }
  /** A labelled field with a button that copies it. @param {string} name @param {string} value @param {string} offer */
  function field(name, value, offer) {
    var label = document.createElement("label");
    var area = document.createElement("textarea");
    var line = document.createElement("p");
    var button = document.createElement("button");
    var said = document.createElement("span");
    area.value = value;
    area.readOnly = true;
    area.rows = 4;
    area.spellcheck = false;
    label.append(name, area);
    line.className = "actions";
    button.type = "button";
    button.textContent = offer;
    button.addEventListener("click", function () { globalThis.vbCopy(value, said).then(function () { button.focus(); }); });
    said.className = "copied";
    said.setAttribute("role", "status");
    line.append(button, " ", said);
    return [label, line];
  }
  document.querySelectorAll("details.snippet").forEach(function (box) {
    box.addEventListener("toggle", function () {
      var said = globalThis.vbWords;
      var address = box.dataset.address;
      var published = /^https?:/.test(address);
      if (!published && /^https?:$/.test(location.protocol)) address = location.href.replace(/(index\.html)?([?#].*)?$/, "");
      var rows = [words("h1"), words(".lead .subject"), box.dataset.facts];
      var shown = document.createElement("div");
      shown.className = "shown";
      shown.append(looks(rows, address));
      if (!/^https?:/.test(address)) {
        var note = document.createElement("p");
        note.className = "about";
        note.textContent = said.card_no_address.replace("{address}", address);
        shown.append(note);
      }
      box.append(shown);
      box.append.apply(box, field(said.card_html, pasted(rows, address), said.card_html_copy));
      box.append.apply(box, field(said.card_text, words("#cach-dan") + "\n" + address, said.card_text_copy));
    }, { once: true });
  });
})();
