// Narrowing and sorting a list in place. Without it the list is whole: its pages lead to each other and every value of
// every axis has a list of its own. The rows are loaded when the reader asks, as scripts, so that it works from a folder.
(function () {
  "use strict";

  var AT_ONCE = 50;
  var WORDS = globalThis.vbWords;
  var waiting = new Map();
  globalThis.vbRows = function (name, value) { waiting.get(name)(value); };

  function load(base, name) {
    return new Promise(function (resolve, reject) {
      var script = document.createElement("script");
      waiting.set(name, resolve);
      script.src = base + "du-lieu/danh-sach/" + name + ".js";
      script.onerror = reject;
      document.head.appendChild(script);
    });
  }
  // The rows of every list, and the order of this one where it has its own.
  function loadAll(base, preset) {
    return load(base, "chung").then(function (shared) {
      var files = Array.from({ length: shared.files }, function (_, number) { return load(base, String(number)); });
      var order = preset[0] === "thu-tu" ? load(base, preset[1]) : null;
      return Promise.all([order].concat(files)).then(function (parts) {
        var rows = [].concat.apply([], parts.slice(1));
        return { shared: shared, rows: parts[0] ? inOrder(parts[0], rows) : rows.filter(belongs(preset, shared)) };
      });
    });
  }
  // Rows of a list with an order of its own, each with why it stands there and how many cite it.
  function inOrder(order, rows) {
    var known = new Map(rows.map(function (row) { return [row[0], row]; }));
    return order.map(function (one) { return known.get(one[0]).concat(one.slice(1)); });
  }

  /** @param {string} words @returns {string} */
  function fold(words) {
    return words.toLowerCase().replace(/đ/g, "d").normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  }
  function make(kind, fields, words) {
    var element = Object.assign(document.createElement(kind), fields);
    if (words) element.textContent = words;
    return element;
  }

  // The rows of this list: all of them, or those that share the value it is a list of.
  function belongs(preset, shared) {
    var axis = shared.axes.findIndex(function (one) { return one[0] === preset[0]; });
    function place(values) { return values.findIndex(function (one) { return one[0] === preset[1]; }); }
    if (axis >= 0) {
      var value = place(shared.axes[axis][2]);
      return function (row) { return row[8][axis] === value; };
    }
    var found = shared[preset[0]] ? place(shared[preset[0]]) : -1;
    var field = preset[0] === "co-quan" ? 9 : 10;
    return preset[0] ? function (row) { return row[field].indexOf(found) >= 0; } : function () { return true; };
  }

  function cell(column, row, list) {
    var td = document.createElement("td");
    if (column === "date") {
      td.append(row[3] || WORDS.no_date);
      if (row[7]) td.append(" ", make("span", { className: "doubt" }, "⚠ " + row[7]));
    } else if (column === "name") {
      td.append(make("a", { className: row[6] ? "name" : "name cited-only", href: list.base + list.leadsTo + "/" + row[0] + "/" }, row[1]));
      if (!row[6]) td.append(" ", make("span", { className: "not-held" }, WORDS.not_held));
      if (row[2]) td.append(make("span", { className: "subject" }, row[2]));
      if (row[12]) td.append(make("span", { className: "reason" }, row[12]));
    } else if (column === "cited") {
      td.append(row[13]);
    } else if (column === "body") {
      td.append(bodies(row, list) || WORDS.not_known);
      if (row[11]) td.append(" ", make("span", { className: "doubt" }, "⚠ " + row[11]));
    } else {
      var level = list.shared.levels[row[5]];
      td.append(make("span", { className: "level level-" + level[0] }, level[1]));
    }
    return td;
  }
  function bodies(row, list) {
    return row[9].map(function (place) { return list.shared["co-quan"][place][1]; }).join("; ");
  }

  function chosen(list) {
    var words = fold(list.text.value).split(/\s+/).filter(Boolean);
    var rows = list.rows.filter(function (row) {
      if (list.held.checked && !row[6]) return false;
      if (list.selects.some(function (one) { return one.element.value !== "" && row[8][one.axis] !== Number(one.element.value); })) return false;
      if (!words.length) return true;
      var said = fold(row[1] + " " + row[2] + " " + bodies(row, list));
      return words.every(function (word) { return said.indexOf(word) >= 0; });
    });
    var order = list.sort.value;
    if (order === "name") rows.sort(function (a, b) { return a[1].localeCompare(b[1], "vi", { numeric: true }); });
    if (order === "oldest") rows.sort(function (a, b) { return (a[4] || "9999").localeCompare(b[4] || "9999"); });
    if (order === "newest") rows.sort(function (a, b) { return b[4].localeCompare(a[4]); });
    return rows;
  }
  function show(list, count) {
    var rows = chosen(list);
    list.status.textContent = WORDS[list.counted].replace("{n}", rows.length.toLocaleString("vi"));
    list.body.replaceChildren.apply(list.body, rows.slice(0, count).map(function (row) {
      var tr = document.createElement("tr");
      list.columns.forEach(function (column) { tr.appendChild(cell(column, row, list)); });
      return tr;
    }));
    list.leaves.forEach(function (one) { one.hidden = true; });
    list.more.hidden = rows.length <= count;
    list.more.onclick = function () { show(list, count + AT_ONCE); };
  }

  function select(label, options) {
    var field = make("label", {}, label + " ");
    var element = document.createElement("select");
    options.forEach(function (option) { element.appendChild(make("option", { value: option[0] }, option[1])); });
    field.appendChild(element);
    return { field: field, element: element };
  }
  function build(tools, data) {
    var preset = JSON.parse(tools.dataset.list);
    var table = tools.parentElement.querySelector("table.list");
    var list = { base: tools.dataset.base, leadsTo: tools.dataset.leadsTo, counted: tools.dataset.counted, shared: data.shared,
      columns: tools.dataset.columns.split(" "), rows: data.rows, body: table.tBodies[0], selects: [],
      leaves: tools.parentElement.querySelectorAll(".leaves"), status: make("p", { className: "about" }),
      text: make("input", { type: "search" }), held: make("input", { type: "checkbox" }),
      more: make("button", { type: "button", hidden: true }, WORDS.list_more) };
    var form = make("form", { className: "filters" });
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    var text = make("label", { className: "wide" }, WORDS.list_text + " ");
    text.appendChild(list.text);
    form.appendChild(text);
    data.shared.axes.forEach(function (axis, place) {
      var used = new Set(list.rows.map(function (row) { return row[8][place]; }));
      if (axis[0] === preset[0] || used.size < 2) return;
      var options = axis[2].map(function (value, number) { return [String(number), value[1]]; })
        .filter(function (option) { return used.has(Number(option[0])); })
        .sort(function (a, b) { return axis[0] === "nam" ? b[1].localeCompare(a[1]) : a[1].localeCompare(b[1], "vi"); });
      var one = select(axis[1], [["", WORDS.list_all]].concat(options));
      list.selects.push({ axis: place, element: one.element });
      form.appendChild(one.field);
    });
    var sort = select(WORDS.list_sort, [["", WORDS.list_as_is], ["newest", WORDS.list_newest], ["oldest", WORDS.list_oldest], ["name", WORDS.list_by_name]]);
    list.sort = sort.element;
    form.appendChild(sort.field);
    var held = make("label", { className: "tick" });
    held.append(list.held, " " + WORDS.list_held);
    if (list.rows.some(function (row) { return row[6] !== list.rows[0][6]; })) form.appendChild(held);
    list.status.setAttribute("role", "status");
    tools.replaceChildren(form, list.status);
    table.parentElement.after(list.more);
    form.addEventListener("input", function () { show(list, AT_ONCE); });
    list.text.focus();
  }

  document.querySelectorAll("[data-list]").forEach(function (tools) {
    var button = make("button", { type: "button", className: "open-filters" }, WORDS.list_open);
    button.addEventListener("click", function () {
      button.disabled = true;
      loadAll(tools.dataset.base, JSON.parse(tools.dataset.list)).then(function (data) { build(tools, data); }, function () {
        button.disabled = false;
        tools.appendChild(make("p", { className: "notice" }, WORDS.list_failed));
      });
    });
    tools.appendChild(button);
  });
})();
