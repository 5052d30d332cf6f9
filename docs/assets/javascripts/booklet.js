// The numbers of pages in the contents of a booklet. No browser tells on which sheet a place will be printed, but columns
// are filled by the same rules as sheets: a copy of the page, laid out as on paper in columns of a sheet's size, tells it.
(function () {
  "use strict";

  // What @page leaves of a sheet of A4.
  var WIDTH = "174mm";
  var HEIGHT = "259mm";
  var contents = Array.from(document.querySelectorAll(".toc-booklet li"));
  var sheet = document.querySelector('link[rel="stylesheet"]');
  if (!contents.length || !sheet) return;

  // Every line has a place for its number, in the copy as on paper.
  contents.forEach(function (line) {
    var number = document.createElement("span");
    number.className = "page-of";
    line.append(number);
  });

  var frame = document.createElement("iframe");
  frame.className = "measure";
  frame.setAttribute("aria-hidden", "true");
  frame.tabIndex = -1;
  document.body.append(frame);
  var copy = frame.contentDocument;
  copy.open();
  copy.write("<!doctype html><title>.</title><body>");
  copy.close();
  var paper = copy.createElement("link");
  paper.rel = "stylesheet";
  paper.href = sheet.href.replace("giao-dien.css", "ban-in.css");
  paper.onload = function () { (copy.fonts ? copy.fonts.ready : Promise.resolve()).then(number); };
  paper.onerror = function () { frame.remove(); };
  copy.documentElement.lang = document.documentElement.lang;
  copy.head.append(paper);
  Array.from(document.body.children).forEach(function (part) {
    if (!part.matches("script, iframe, .preview")) copy.body.append(copy.importNode(part, true));
  });
  Object.assign(copy.documentElement.style, { columnFill: "auto", columnGap: "0", columnWidth: WIDTH, height: HEIGHT, width: WIDTH });

  function number() {
    var column = copy.documentElement.getBoundingClientRect();
    contents.forEach(function (line) {
      var place = copy.getElementById(line.querySelector("a").hash.slice(1));
      var page = 1 + Math.floor((place.getBoundingClientRect().left - column.left + 1) / column.width);
      line.querySelector(".page-of").textContent = String(page);
    });
    frame.remove();
  }
})();
