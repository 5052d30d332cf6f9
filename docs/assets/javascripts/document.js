// Helps on the page of a document, which reads whole without them: the sentence beside a link, the address and the
// citation of one paragraph, the words that report a fault.
(function () {
  "use strict";

  /** The words of an element on one line; "" where there is none. @param {Element | null} element */
  function words(element) { return element ? element.textContent.replace(/\s+/g, " ").trim() : ""; }

  /** Characters on each side of a cited place. */
  var AROUND = 240;
  /** Words on one side of a cited place, whole ones, as many as stand in AROUND. @param {string} said @param {boolean} before */
  function near(said, before) {
    if (said.length <= AROUND) return said;
    return before ? "[…] " + said.slice(-AROUND).replace(/^\S*\s/, "") : said.slice(0, AROUND).replace(/\s\S*$/, "") + " […]";
  }
  /** The words around a cited place of the text on this page, the place marked; no footnote that stands between them.
   * @param {HTMLElement} cited */
  function quoted(cited) {
    var copy = cited.closest("p, li, td, th, h2, h3, h4, h5, h6, .interrupted").cloneNode(true);
    copy.querySelectorAll(".permalink, .cited-by, .para-menu, .notes").forEach(function (part) { part.remove(); });
    copy.querySelector("#" + cited.id).prepend("\ue000");
    var sides = copy.textContent.replace(/\s+/g, " ").split("\ue000");
    var shown = document.createElement("p");
    var mark = document.createElement("mark");
    mark.textContent = words(cited);
    shown.append(near(sides[0], true), mark, near(sides[1].slice(mark.textContent.length), false));
    return shown;
  }
  /** A proof that opens: the sentence where the text of this page holds it, and a way to report the link.
   * @param {HTMLElement} why */
  function fill(why) {
    if (!why.matches("details.why") || why.dataset.filled) return;
    why.dataset.filled = "yes";
    why.querySelectorAll('.quote footer a[href^="#"]').forEach(function (link) {
      var cited = document.getElementById(link.hash.slice(1));
      if (cited) link.closest("blockquote").prepend(quoted(cited));
    });
    if (why.querySelector(".fault") || !reportLink()) return;
    var line = document.createElement("p");
    var report = document.createElement("a");
    line.className = "fault";
    report.className = "report";
    report.href = "#bao-loi";
    report.textContent = globalThis.vbWords.report_link;
    line.append(report);
    why.append(line);
  }
  document.addEventListener("toggle", function (event) { fill(event.target); }, true);
  document.querySelectorAll("details.why[open]").forEach(fill);

  // "xem nguyên văn" at the head of the page opens the sentence there; it stands in the sections below.
  document.querySelectorAll("a[data-proof]").forEach(function (link) {
    link.setAttribute("aria-expanded", "false");
    link.addEventListener("click", function (event) {
      var row = document.getElementById(link.hash.slice(1));
      var why = row && row.querySelector(".why");
      if (!why) return;
      event.preventDefault();
      fill(why);
      var way = link.closest(".way");
      var shown = way.querySelector(".proof");
      if (!shown) {
        shown = document.createElement("div");
        shown.className = "proof";
        Array.from(why.children).slice(1).forEach(function (part) { shown.appendChild(part.cloneNode(true)); });
        way.appendChild(shown);
      } else {
        shown.hidden = !shown.hidden;
      }
      link.setAttribute("aria-expanded", String(!shown.hidden));
    });
  });

  // The address of each paragraph stands in its margin.
  document.querySelectorAll(".doc-heading[id], .doc p[id], .doc li[id], .doc .interrupted[id]").forEach(function (block) {
    var link = document.createElement("a");
    link.className = "permalink";
    link.href = "#" + block.id;
    link.setAttribute("aria-label", globalThis.vbWords.link_here);
    block.appendChild(link);
  });

  var KINDS = { dieu: "Điều", khoan: "khoản", diem: "điểm", muc: "mục", phan: "phần", chuong: "Chương" };
  /** The place that an anchor names, as one cites it: "dieu-5-khoan-2-diem-a" is "điểm a khoản 2 Điều 5"; "" for none.
   * @param {string} anchor @returns {string} */
  function placeOf(anchor) {
    var found = [];
    var kind = "";
    if (!anchor) return "";
    var whole = anchor.replace(/-lan-\d+$/, "").replace(/phu-luc/g, "phuluc").replace(/tieu-muc/g, "tieumuc");
    // "2.10." below "2." has the address khoan-2-khoan-2-10
    var outer = "";
    while (outer !== whole) {
      outer = whole;
      whole = outer.replace(/khoan-([\d.]+)-khoan-((?:\d+-)+\d+)/, function (all, above, own) {
        var figures = own.replace(/-/g, ".");
        return figures.indexOf(above + ".") === 0 ? "khoan-" + figures : all;
      });
    }
    whole.split("-").forEach(function (part) {
      if (part === "phuluc" || part === "tieumuc" || KINDS[part]) {
        kind = part;
        if (part === "phuluc") found.unshift("Phụ lục");
        return;
      }
      var capital = kind === "muc" || kind === "phan" ? /^[a-z]+$/ : kind && kind !== "diem" ? /^[ivxlc]+$/ : null;
      var number = part === "dd" ? "đ" : capital && capital.test(part) ? part.toUpperCase() : part;
      var last = found[0] || "";
      if (kind === "phuluc") found[0] = "Phụ lục " + number;
      else if (kind === "tieumuc") found.unshift("tiểu mục " + number);
      else if (kind) found.unshift(KINDS[kind] + " " + number);
      else if (/^điểm [\d.]+$/.test(last) && /^\d+$/.test(number)) found[0] = last + "." + number;
      else found.unshift("điểm " + number);
      kind = "";
    });
    return found.join(" ");
  }

  /** The anchor of a paragraph, or of the part it stands in, that can be cited; "" where none can. @param {HTMLElement} block */
  function citable(block) {
    var blocks = Array.from(document.querySelectorAll(".doc [id], .doc-heading[id]"));
    for (var index = blocks.indexOf(block); index >= 0; index--) {
      if (/^(dieu|muc|phan|chuong|phu-luc|tieu-muc)-/.test(blocks[index].id)) return blocks[index].id;
    }
    return "";
  }

  /** The menu of a paragraph that is open, if one is. */
  var menu = null;
  function closeMenu() {
    if (menu) menu.remove();
    menu = null;
  }
  /** What can be copied of a paragraph, each with its label. @param {HTMLElement} block */
  function offers(block) {
    var cite = words(document.getElementById("cach-dan"));
    var place = placeOf(citable(block));
    return [
      [globalThis.vbWords.copy_block_link, location.href.split("#")[0] + "#" + block.id],
      [globalThis.vbWords.copy_block_cite, place ? place + " " + cite : cite],
    ];
  }
  /** Behind the link in the margin of a paragraph. @param {HTMLElement} link @param {HTMLElement} block */
  function openMenu(link, block) {
    closeMenu();
    menu = document.createElement("div");
    menu.className = "para-menu";
    var said = document.createElement("span");
    said.className = "copied";
    said.setAttribute("role", "status");
    offers(block).forEach(function (offer) {
      var button = document.createElement("button");
      button.type = "button";
      button.textContent = offer[0];
      button.title = offer[1];
      button.addEventListener("click", function () { globalThis.vbCopy(offer[1], said); });
      menu.appendChild(button);
    });
    menu.appendChild(said);
    link.after(menu);
    menu.firstChild.focus();
    menu.addEventListener("focusout", function (event) {
      if (menu && event.relatedTarget && !menu.contains(/** @type {Node} */ (event.relatedTarget))) closeMenu();
    });
  }
  document.addEventListener("click", function (event) {
    var target = /** @type {HTMLElement} */ (event.target);
    var link = target.closest && target.closest("a.permalink");
    if (link) {
      event.preventDefault(); // the browser would take the focus away again
      location.hash = /** @type {HTMLAnchorElement} */ (link).hash;
      openMenu(link, link.parentElement);
    } else if (menu && !menu.contains(target)) {
      closeMenu();
    }
  });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape" || !menu) return;
    var link = menu.previousElementSibling;
    closeMenu();
    if (link) link.focus();
  });

  // Where no repository is known a fault is reported by words that the reader sends: a box that the page does not carry.
  /** The way to report this page, where it leads to no repository. @returns {HTMLAnchorElement | null} */
  function reportLink() {
    return document.querySelector('.faults a.report[href*="/dong-gop/"][href$="#sua"]');
  }
  /** The box, made the first time it is asked for. */
  function dialog() {
    var found = document.getElementById("hop-bao-loi");
    if (found) return found;
    var said = globalThis.vbWords;
    var box = document.createElement("div");
    box.className = "dialog";
    box.id = "hop-bao-loi";
    box.popover = "auto";
    box.setAttribute("role", "dialog");
    box.setAttribute("aria-label", said.report);
    var field = document.createElement("textarea");
    field.id = "noi-dung-bao-loi";
    field.rows = 8;
    field.spellcheck = false;
    field.setAttribute("aria-label", said.report_words);
    var how = document.createElement("p");
    how.textContent = said.report_how;
    var copied = document.createElement("span");
    copied.className = "copied";
    copied.setAttribute("role", "status");
    var buttons = [said.report_copy, said.close].map(function (label) {
      var button = document.createElement("button");
      button.type = "button";
      button.textContent = label;
      return button;
    });
    buttons[0].addEventListener("click", function () {
      globalThis.vbCopy(field.value.trim(), copied).then(function () { buttons[0].focus(); });
    });
    buttons[1].addEventListener("click", function () { box.hidePopover(); });
    var actions = document.createElement("p");
    actions.className = "actions";
    actions.append(buttons[0], " ", buttons[1], " ", copied);
    box.append(how, field, actions);
    document.querySelector(".faults").append(box);
    return box;
  }
  /** The relation that a proof stands for. @param {HTMLElement} why @param {HTMLElement} row */
  function relation(why, row) {
    var group = why.closest(".group");
    var verb = why.querySelector(".verb") || row.querySelector(".node > .verb");
    if (verb) return words(verb);
    return group ? words(group.querySelector("h2, h3")).replace(/ \d+$/, "") : "";
  }
  /** The lines of a report, by their keys among the words: the document first, then of the page, or of a link. */
  var OF_PAGE = ["report_document", "report_page"];
  var OF_LINK = ["report_document", "report_other", "report_relation", "report_proof", "report_page"];
  /** What is to be said of a link: the values of OF_LINK behind the first, in order. @param {HTMLElement} link */
  function ofLink(link) {
    var proof = link.closest(".proof");
    var source = proof ? document.getElementById(proof.closest(".way").querySelector("[data-proof]").hash.slice(1)) : link;
    var row = source.closest("li");
    var why = proof ? row.querySelector(".why") : link.closest("details");
    var place = why.querySelector(".quote footer a");
    return [[".name", ".about"].map(function (part) { return words(row.querySelector(part)); }).join(" "),
      relation(why, row), words(why.querySelector(".quote p")) || words(why.querySelector(".reason")),
      place ? place.href : location.href];
  }
  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("a.report");
    var pageReport = reportLink();
    if (!pageReport || !link || !(link === pageReport || link.hash === "#bao-loi") || !pageReport.showPopover) return;
    event.preventDefault();
    var ofPage = link === pageReport;
    var values = [words(document.querySelector("#cach-dan") || document.querySelector("h1"))].concat(
      ofPage ? [location.href.split("#")[0]] : ofLink(link));
    var box = dialog();
    var field = box.querySelector("textarea");
    var keys = ofPage ? OF_PAGE : OF_LINK;
    field.value = values.map(function (value, index) {
      return globalThis.vbWords[keys[index]].replace(/\{\w+\}/, function () { return value; });
    }).join("\n") + "\n\n" + globalThis.vbWords.report_yours + "\n";
    box.showPopover();
    field.focus();
  });
})();
