// Before anything is drawn: scripts are there, and the reader's choice of light or dark holds.
(function (root) {
  "use strict";
  root.classList.remove("no-js");
  try {
    var scheme = localStorage.getItem("mau");
    if (scheme) root.dataset.scheme = scheme;
  } catch (error) { /* a private window keeps nothing */ }
})(document.documentElement);
