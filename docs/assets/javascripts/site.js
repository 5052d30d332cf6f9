// Small helps that no page depends on: links to folders when opened from disk, light or dark, order of a table.
(function () {
  "use strict";

  // Opened from disk, a folder link shows a listing instead of its page.
  if (location.protocol === "file:") {
    document.addEventListener("click", function (event) {
      var link = event.target.closest && event.target.closest("a[href]");
      if (!link || link.protocol !== "file:" || !link.pathname.endsWith("/")) return;
      link.pathname += "index.html";
    }, true);
    document.addEventListener("submit", function (event) {
      event.target.action = event.target.action.replace(/\/(?=$|[?#])/, "/index.html");
    }, true);
  }

  var toggle = document.querySelector("[data-scheme-toggle]");
  if (toggle) {
    toggle.addEventListener("click", function () {
      var root = document.documentElement;
      var dark = root.dataset.scheme
        ? root.dataset.scheme === "dark"
        : matchMedia("(prefers-color-scheme: dark)").matches;
      root.dataset.scheme = dark ? "light" : "dark";
      try { localStorage.setItem("mau", root.dataset.scheme); } catch (error) { /* a private window keeps nothing */ }
    });
  }

  // The date column of a list can be turned round.
  document.querySelectorAll("table[data-sortable]").forEach(function (table) {
    var head = table.querySelector("th[aria-sort]");
    var button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    head.replaceChildren(button);
    button.addEventListener("click", function () {
      var body = table.tBodies[0];
      body.replaceChildren.apply(body, Array.from(body.rows).reverse());
      head.setAttribute("aria-sort", head.getAttribute("aria-sort") === "descending" ? "ascending" : "descending");
    });
  });

  // Copying the words of an element, or the address of the page.
  function copy(words) {
    if (navigator.clipboard && isSecureContext) return navigator.clipboard.writeText(words);
    var field = document.createElement("textarea");
    field.value = words;
    document.body.appendChild(field);
    field.select();
    var done = document.execCommand("copy");
    field.remove();
    return done ? Promise.resolve() : Promise.reject(new Error("copy"));
  }
  document.querySelectorAll("button[data-copy]").forEach(function (button) {
    button.addEventListener("click", function () {
      var source = button.dataset.copy && document.querySelector(button.dataset.copy);
      var said = button.parentNode.querySelector(".copied");
      copy(source ? (source.value || source.textContent).trim() : location.href.split("#")[0]).then(function () {
        said.textContent = "Đã sao chép.";
        button.focus();
      }, function () { said.textContent = "Trình duyệt không cho sao chép; hãy bôi đen rồi chép tay."; });
    });
  });

  // Where the site's own address is not written into a card to paste, the address it is read at is known.
  document.querySelectorAll("details.snippet[data-unknown]").forEach(function (one) {
    if (!/^https?:$/.test(location.protocol)) return;
    var link = one.querySelector(".shown a");
    var address = link.href.replace(/index\.html$/, "");
    link.textContent = address;
    one.querySelectorAll("textarea").forEach(function (field) {
      field.value = field.value.split(one.dataset.address).join(address);
    });
    one.querySelector(".about").remove();
  });

  // Without a place for faults on the net, a link that is reported is written into the words to send.
  function words(element) { return element ? element.textContent.replace(/\s+/g, " ").trim() : ""; }
  function relation(why, row) {
    var group = why.closest(".group");
    var verb = why.querySelector(".verb") || row.querySelector(".node > .verb");
    if (verb) return words(verb);
    return group ? words(group.querySelector("h3")).replace(/ \d+$/, "") : words(why.querySelector("summary")).split(" · ")[0];
  }
  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest('a.report[href="#bao-loi"]');
    var field = document.getElementById("noi-dung-bao-loi");
    if (!link || !field) return;
    var why = link.closest("details");
    var row = why.closest("li");
    var place = why.querySelector(".quote footer a");
    field.value = [
      words(document.querySelector("#cach-dan") || document.querySelector("h1")),
      [".name", ".about"].map(function (part) { return words(row.querySelector(part)); }).join(" "), relation(why, row),
      words(why.querySelector(".quote p")) || words(why.querySelector(".reason")), place ? place.href : location.href,
    ].map(function (value, index) {
      return ["Văn bản: ", "Văn bản được nối: ", "Quan hệ: ", "Câu chứng: ", "Trang: "][index] + value;
    }).join("\n") + "\n\nChỗ sai và căn cứ (xin viết vào đây):\n";
  });

  // A link to a folded sentence opens it.
  function unfold() {
    var target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    var folded = target && target.closest("details");
    if (folded) folded.open = true;
  }
  addEventListener("hashchange", unfold);
  unfold();
})();
