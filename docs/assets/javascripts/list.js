// Narrowing and sorting a list in place. Without it the list is whole: its pages lead to each other and every value of
// every axis has a list of its own. The rows are loaded when the reader asks, as scripts, so that it works from a folder.
(function () {
  "use strict";

  var AT_ONCE = 50;
  var WORDS = { open: "Lọc, sắp xếp danh sách", text: "Lọc theo số, tên, cơ quan", held: "Chỉ văn bản có toàn văn",
    all: "tất cả", asIs: "như danh sách", sort: "Sắp xếp", newest: "mới nhất", oldest: "cũ nhất", name: "theo tên", more: "Hiện thêm",
    noDate: "chưa rõ ngày", notHeld: "chưa có toàn văn", unknown: "chưa rõ", failed: "Chưa tải được dữ liệu của danh sách." };
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
  function loadAll(base) {
    return load(base, "chung").then(function (shared) {
      var files = Array.from({ length: shared.files }, function (_, number) { return load(base, String(number)); });
      return Promise.all(files).then(function (parts) { return { shared: shared, rows: [].concat.apply([], parts) }; });
    });
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
    var td = make("td", { className: "col-" + column });
    if (column === "date") {
      td.append(row[3] || WORDS.noDate);
      if (row[7]) td.append(" ", make("span", { className: "doubt" }, "⚠ " + row[7]));
    } else if (column === "name") {
      td.append(make("a", { className: row[6] ? "name" : "name cited-only", href: list.base + "van-ban/" + row[0] + "/" }, row[1]));
      if (!row[6]) td.append(" ", make("span", { className: "not-held" }, WORDS.notHeld));
      if (row[2]) td.append(make("span", { className: "subject" }, row[2]));
    } else if (column === "body") {
      td.append(bodies(row, list) || WORDS.unknown);
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
    list.status.textContent = rows.length.toLocaleString("vi") + " văn bản";
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
    var list = { base: tools.dataset.base, shared: data.shared, columns: tools.dataset.columns.split(" "),
      rows: data.rows.filter(belongs(preset, data.shared)), body: table.tBodies[0], selects: [],
      leaves: tools.parentElement.querySelectorAll(".leaves"), status: make("p", { className: "about" }),
      text: make("input", { type: "search" }), held: make("input", { type: "checkbox" }),
      more: make("button", { type: "button", hidden: true }, WORDS.more) };
    var form = make("form", { className: "filters" });
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    var text = make("label", { className: "wide" }, WORDS.text + " ");
    text.appendChild(list.text);
    form.appendChild(text);
    data.shared.axes.forEach(function (axis, place) {
      var used = new Set(list.rows.map(function (row) { return row[8][place]; }));
      if (axis[0] === preset[0] || used.size < 2) return;
      var options = axis[2].map(function (value, number) { return [String(number), value[1]]; })
        .filter(function (option) { return used.has(Number(option[0])); })
        .sort(function (a, b) { return axis[0] === "nam" ? b[1].localeCompare(a[1]) : a[1].localeCompare(b[1], "vi"); });
      var one = select(axis[1], [["", WORDS.all]].concat(options));
      list.selects.push({ axis: place, element: one.element });
      form.appendChild(one.field);
    });
    var sort = select(WORDS.sort, [["", WORDS.asIs], ["newest", WORDS.newest], ["oldest", WORDS.oldest], ["name", WORDS.name]]);
    list.sort = sort.element;
    form.appendChild(sort.field);
    var held = make("label", { className: "tick" });
    held.append(list.held, " " + WORDS.held);
    form.appendChild(held);
    list.status.setAttribute("role", "status");
    tools.replaceChildren(form, list.status);
    table.parentElement.after(list.more);
    form.addEventListener("input", function () { show(list, AT_ONCE); });
    list.text.focus();
  }

  document.querySelectorAll("[data-list]").forEach(function (tools) {
    var button = make("button", { type: "button", className: "open-filters" }, WORDS.open);
    button.addEventListener("click", function () {
      button.disabled = true;
      loadAll(tools.dataset.base).then(function (data) { build(tools, data); }, function () {
        button.disabled = false;
        tools.appendChild(make("p", { className: "notice" }, WORDS.failed));
      });
    });
    tools.appendChild(button);
  });
})();
