// On a drawing of a chain: the pointer or the focus on a row lights the way up and down from it and dims the rest.
(function () {
  "use strict";

  // The rows that each row is joined to: a row further up is above, one further down below, since time and level run down.
  function neighbours(drawing) {
    var rows = Array.from(drawing.querySelectorAll(".spot"));
    var place = new Map(rows.map(function (row, index) { return [row.id, index]; }));
    var joined = rows.map(function () { return []; });
    rows.forEach(function (row, index) {
      row.querySelectorAll(".tie[data-to]").forEach(function (tie) {
        var other = place.get(tie.dataset.to);
        if (other === undefined) return;
        joined[index].push(other);
        joined[other].push(index);
      });
    });
    return { rows: rows, joined: joined };
  }

  /** All rows reached from one, always upwards or always downwards. @returns {Set<number>} */
  function reached(joined, from, upwards) {
    var found = new Set([from]);
    var waiting = [from];
    while (waiting.length) {
      var at = waiting.pop();
      joined[at].forEach(function (next) {
        if (!found.has(next) && (upwards ? next < at : next > at)) {
          found.add(next);
          waiting.push(next);
        }
      });
    }
    return found;
  }

  document.querySelectorAll(".drawing").forEach(function (drawing) {
    var all = neighbours(drawing);
    function light(row) {
      var at = all.rows.indexOf(row);
      if (at < 0 || !all.joined[at].length) {
        clear();
        return;
      }
      var on = new Set([...reached(all.joined, at, true), ...reached(all.joined, at, false)]);
      drawing.classList.add("lit");
      all.rows.forEach(function (one, index) { one.classList.toggle("on", on.has(index)); });
    }
    function clear() { drawing.classList.remove("lit"); }
    drawing.addEventListener("pointerover", function (event) {
      if (event.pointerType !== "touch") light(event.target.closest(".spot"));
    });
    drawing.addEventListener("pointerleave", clear);
    drawing.addEventListener("focusin", function (event) {
      if (event.target.matches(":focus-visible")) light(event.target.closest(".spot"));
    });
    drawing.addEventListener("focusout", clear);
  });
})();
