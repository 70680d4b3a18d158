"use strict";
// Search, filters, sorting and paging of the article list. Every row is in the page;
// the script only chooses which of them to show.
(function () {
  var pageSize = 50;
  var form = document.getElementById("filter");
  var body = document.querySelector("#list tbody");
  var status = document.getElementById("status");
  var pages = document.getElementById("pages");
  var rows = Array.prototype.map.call(body.rows, function (row, i) {
    var outlet = row.querySelector(".o");
    return {
      row: row, at: i, topic: row.dataset.t, tone: row.dataset.n, language: row.dataset.l, names: row.dataset.w || "",
      outlet: outlet ? outlet.textContent : "", date: row.dataset.d,
      score: row.dataset.s === undefined ? NaN : Number(row.dataset.s),
      text: fold(wordsOf(row))
    };
  });
  var shown = rows, first = 0;

  // wordsOf is the text of a row; texts of different elements do not run into one word.
  function wordsOf(row) {
    var texts = document.createTreeWalker(row, NodeFilter.SHOW_TEXT), parts = [];
    while (texts.nextNode()) { parts.push(texts.currentNode.data); }
    return parts.join("\n");
  }

  // fold makes texts comparable: lower case, without accents.
  function fold(s) {
    return s.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  }

  function fits(r, words) {
    var f = form.elements;
    var from = f.from.value.replace(/-/g, ""), until = f.until.value.replace(/-/g, "");
    if ((from || until) && (!r.date || from && r.date < from || until && r.date > until)) { return false; }
    return (!f.t.value || r.topic === f.t.value) && (!f.n.value || r.tone === f.n.value) &&
      (!f.o.value || r.outlet === f.o.value) && (!f.l.value || r.language === f.l.value) &&
      (!f.w || !f.w.value || r.names.indexOf(" " + f.w.value + " ") >= 0) &&
      words.every(function (w) { return r.text.indexOf(w) >= 0; });
  }

  // Unknown dates and scores come last, whichever way the list is sorted.
  var orders = {
    new: function (a, b) { return a.at - b.at; },
    old: function (a, b) {
      if (!a.date || !b.date) { return (a.date ? 0 : 1) - (b.date ? 0 : 1) || a.at - b.at; }
      return a.date < b.date ? -1 : a.date > b.date ? 1 : b.at - a.at;
    },
    neg: function (a, b) { return byScore(a, b, 1); },
    pos: function (a, b) { return byScore(a, b, -1); }
  };

  function byScore(a, b, direction) {
    if (isNaN(a.score) || isNaN(b.score)) { return isNaN(a.score) - isNaN(b.score) || a.at - b.at; }
    return direction * (a.score - b.score) || a.at - b.at;
  }

  function choose() {
    var words = fold(form.elements.q.value).split(/\s+/).filter(Boolean);
    shown = rows.filter(function (r) { return fits(r, words); });
    shown.sort(orders[form.elements.s.value]);
    first = 0;
    show();
  }

  function show() {
    var last = Math.min(first + pageSize, shown.length);
    body.replaceChildren.apply(body, shown.slice(first, last).map(function (r) { return r.row; }));
    status.textContent = shown.length === 0 ? status.dataset.nothing : status.dataset.status
      .replace("{from}", count(first + 1)).replace("{to}", count(last)).replace("{n}", count(shown.length));
    pages.hidden = shown.length <= pageSize;
    pages.querySelector("[data-step='-1']").disabled = first === 0;
    pages.querySelector("[data-step='1']").disabled = last === shown.length;
  }

  function count(n) { return n.toLocaleString(document.documentElement.lang); }

  // reveal brings the row that the address names onto the screen.
  function reveal() {
    var id = decodeURIComponent(location.hash.slice(1));
    if (id.indexOf("a-") !== 0) { return; }
    var index = shown.findIndex(function (r) { return r.row.id === id; });
    if (index < 0) {
      form.reset();
      choose();
      index = shown.findIndex(function (r) { return r.row.id === id; });
    }
    if (index < 0) { return; }
    first = index - index % pageSize;
    show();
    shown[index].row.scrollIntoView({ block: "center" });
    mark(shown[index].row);
  }

  function mark(row) {
    var before = document.querySelector(".here");
    if (before) { before.classList.remove("here"); }
    row.classList.add("here");
    row.tabIndex = -1;
    row.focus({ preventScroll: true });
  }

  form.addEventListener("input", choose);
  form.addEventListener("submit", function (e) { e.preventDefault(); });
  // Listening to the event "reset" would also answer the resets of this script.
  form.querySelector("[type=reset]").addEventListener("click", function () { setTimeout(choose, 0); });
  pages.addEventListener("click", function (e) {
    var step = Number(e.target.dataset.step);
    if (!step) { return; }
    first += step * pageSize;
    show();
    document.getElementById("articles").scrollIntoView();
  });
  document.addEventListener("click", function (e) {
    var link = e.target.closest("a[href^='#a-'], [data-topic], [data-name]");
    if (!link) { return; }
    if (!link.dataset.topic && !link.dataset.name) {
      setTimeout(reveal, 0); // also where the address stays the same
      return;
    }
    form.reset();
    if (link.dataset.topic) { form.elements.t.value = link.dataset.topic; } else { form.elements.w.value = link.dataset.name; }
    choose();
  });
  window.addEventListener("hashchange", reveal);

  // Queries and entries of a watch list can be copied; where the browser has no clipboard, the text is selected.
  Array.prototype.forEach.call(document.querySelectorAll("button.copy"), function (button) {
    button.hidden = false;
    button.addEventListener("click", function () {
      var code = button.previousElementSibling.firstElementChild, label = button.textContent;
      function select() { getSelection().selectAllChildren(code); }
      function done() {
        button.textContent = document.body.dataset.copied;
        setTimeout(function () { button.textContent = label; }, 1500);
      }
      if (navigator.clipboard) { navigator.clipboard.writeText(code.textContent).then(done, select); } else { select(); }
    });
  });
  form.hidden = false;
  choose();
  reveal();
})();
