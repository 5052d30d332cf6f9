// What a citation leads to, shown beside it: on hover, on keyboard focus, on a tap. Nothing is loaded: the card is
// put together from the list of cited instruments further down the same page.
(function () {
  "use strict";

  var OPEN_AFTER = 300;
  var CLOSE_AFTER = 250;
  var GAP = 6;
  var box = null;
  var owner = null;
  var timer = 0;
  var touched = false;

  /** @param {string} kind @param {string} [words] */
  function part(kind, words) {
    var element = document.createElement(kind);
    if (words) element.textContent = words;
    return element;
  }

  // The rows of the lists by the address they lead to, and of each citation the row that leads where it does; kept
  // from the start, since opened from disk a click writes the address anew.
  var rows = new Map();
  var rowOf = new Map();
  document.querySelectorAll(".relations .linked a.name").forEach(function (name) {
    rows.set(name.getAttribute("href"), name.closest("li"));
  });

  function filled(cite) {
    var card = part("div");
    var row = rowOf.get(cite);
    if (row) {
      var name = part("p");
      name.className = "preview-name";
      name.appendChild(part("strong", row.querySelector(".name").textContent));
      card.appendChild(name);
      [".subject", ".about"].forEach(function (kind) {
        var found = row.querySelector(kind);
        if (!found) return;
        var copied = part("p");
        copied.className = kind.slice(1);
        Array.from(found.childNodes).forEach(function (node) { copied.appendChild(node.cloneNode(true)); });
        card.appendChild(copied);
      });
    }
    var note = part("p", row ? cite.dataset.note.split(/: | \(/)[0] : cite.dataset.note);
    note.className = "preview-note";
    card.appendChild(note);
    if (row) {
      var go = part("p");
      var link = part("a", globalThis.vbWords.open_page);
      link.href = cite.href;
      link.tabIndex = -1;
      go.className = "preview-go";
      go.appendChild(link);
      card.appendChild(go);
    }
    return card;
  }

  function close() {
    clearTimeout(timer);
    if (!owner) return;
    owner.removeAttribute("aria-describedby");
    owner = null;
    box.hidden = true;
  }

  // Below the line that is pointed at, above it where there is no room, always inside the window.
  function place(cite, point) {
    var lines = Array.from(cite.getClientRects());
    var line = lines.find(function (one) { return point && point.clientY >= one.top && point.clientY <= one.bottom; })
      || lines[0];
    var wide = document.documentElement.clientWidth;
    var left = Math.min(Math.max(point ? point.clientX - 24 : line.left, 8), Math.max(wide - box.offsetWidth - 8, 8));
    var below = line.bottom + GAP;
    var top = below + box.offsetHeight <= innerHeight || line.top < box.offsetHeight + GAP
      ? below : line.top - GAP - box.offsetHeight;
    var origin = box.offsetParent.getBoundingClientRect();
    box.style.left = left - origin.left + "px";
    box.style.top = top - origin.top + "px";
  }

  function open(cite, point) {
    clearTimeout(timer);
    if (owner === cite) return;
    close();
    if (!box) {
      box = part("div");
      box.id = "xem-truoc";
      box.className = "preview";
      box.setAttribute("role", "tooltip");
      box.addEventListener("pointerenter", function () { clearTimeout(timer); });
      box.addEventListener("pointerleave", later);
      (document.querySelector("main") || document.body).appendChild(box);
    }
    box.replaceChildren(filled(cite));
    box.hidden = false;
    owner = cite;
    cite.setAttribute("aria-describedby", box.id);
    place(cite, point);
  }

  function later() {
    clearTimeout(timer);
    timer = setTimeout(close, CLOSE_AFTER);
  }

  document.querySelectorAll(".doc .cite, .doc-heading .cite").forEach(function (cite) {
    rowOf.set(cite, rows.get(cite.getAttribute("href")));
    cite.dataset.note = cite.title;
    cite.removeAttribute("title"); // the card says it; two boxes at once would be clutter
    if (cite.tagName !== "A") cite.tabIndex = 0;
    cite.addEventListener("pointerenter", function (event) {
      if (event.pointerType === "touch") return;
      clearTimeout(timer);
      timer = setTimeout(open, OPEN_AFTER, cite, event);
    });
    cite.addEventListener("pointerleave", function (event) {
      if (event.pointerType !== "touch") later();
    });
    cite.addEventListener("pointerdown", function (event) { touched = event.pointerType === "touch"; });
    cite.addEventListener("focus", function () {
      if (cite.matches(":focus-visible") && !touched) open(cite, null);
    });
    cite.addEventListener("blur", later);
    // The first tap shows, the link in the card or a second tap goes.
    cite.addEventListener("click", function (event) {
      if (!touched || owner === cite) return;
      event.preventDefault();
      open(cite, event);
    });
  });
  document.addEventListener("keydown", function (event) { if (event.key === "Escape") close(); });
  document.addEventListener("pointerdown", function (event) {
    var target = event.target;
    if (owner && !box.contains(target) && !owner.contains(target)) close();
  });
  addEventListener("resize", close);
})();
