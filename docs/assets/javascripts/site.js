// Small helps that no page depends on: links to folders when opened from disk, light or dark, copying.
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
  /** Copy words and say so beside the button. @param {string} words @param {HTMLElement} said */
  globalThis.vbCopy = function (words, said) {
    return copy(words).then(function () { said.textContent = globalThis.vbWords.copied; }, function () {
      said.textContent = globalThis.vbWords.copy_failed;
    });
  };
  document.querySelectorAll("button[data-copy]").forEach(function (button) {
    button.addEventListener("click", function () {
      var source = button.dataset.copy && document.querySelector(button.dataset.copy);
      globalThis.vbCopy(source ? (source.value || source.textContent).trim() : location.href.split("#")[0],
        button.parentNode.querySelector(".copied")).then(function () { button.focus(); });
    });
  });

  /** What the address points at; null where that is nowhere, also where a link was cut in the middle of a letter. */
  function pointedAt() {
    try {
      return document.getElementById(decodeURIComponent(location.hash.slice(1)));
    } catch (error) {
      return null;
    }
  }
  // A link to a folded sentence opens it.
  function unfold() {
    var target = pointedAt();
    var folded = target && target.closest("details");
    if (folded) folded.open = true;
    var inside = target && target.tagName === "LI" && target.querySelector("details.why");
    if (inside) inside.open = true;
  }
  addEventListener("hashchange", unfold);
  unfold();

  // On a narrow screen the search box is behind a button; the key "/" opens it too.
  var slot = document.getElementById("o-tim-kiem");
  if (slot && slot.showPopover) {
    slot.addEventListener("toggle", function (event) {
      if (event.newState === "open") slot.querySelector("input").focus();
    });
    document.addEventListener("keydown", function (event) {
      if (event.key === "/" && !slot.checkVisibility() && !event.target.closest("input, textarea, select")) {
        event.preventDefault();
        slot.showPopover();
      }
    });
  }
})();
