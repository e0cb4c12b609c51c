// The search of a site. It works from a folder on disk: the index is a script of its own, fetched when somebody begins to search.
(() => {
  "use strict";
  const form = document.querySelector("form.search");
  if (!form) return;
  const input = form.querySelector("input");
  const list = form.querySelector("ul");
  const state = form.querySelector(".search-state");
  const root = form.dataset.root;
  const shown = 30;
  let index = null;
  let selected = -1;
  form.hidden = false;

  function load() {
    if (load.isAsked) return;
    load.isAsked = true;
    const script = document.createElement("script");
    script.src = root + "search-index.js";
    script.onload = () => {
      const data = window.dbplanSearchIndex;
      index = data.entries.map(([name, kind, page, anchor]) => {
        const [path, title, part] = data.pages[page];
        const context = title === name ? part : part ? title + " · " + part : title;
        return { name, kind: data.kinds[kind], path, anchor, context, low: name.toLowerCase(), around: (context || "").toLowerCase(), rank: kind };
      });
      find();
    };
    script.onerror = () => { state.textContent = "The index is missing."; };
    document.head.append(script);
  }

  // Smaller is better; -1 is no match. Every word must stand in the name or in what it belongs to.
  function score(entry, words) {
    let sum = 0;
    let isNamed = false;
    for (const word of words) {
      const at = entry.low.indexOf(word);
      if (at >= 0) {
        isNamed = true;
        if (entry.low === word) continue;
        sum += at === 0 ? 1 : /[^\p{L}\p{N}]/u.test(entry.low[at - 1]) ? 2 : 4;
      } else if (entry.around.includes(word)) sum += 6;
      else return -1;
    }
    return isNamed ? sum : -1;
  }

  function find() {
    if (!index) return;
    const words = input.value.toLowerCase().split(/[\s.]+/).filter(Boolean);
    const found = [];
    if (words.length > 0) {
      for (const entry of index) {
        const sum = score(entry, words);
        if (sum >= 0) found.push([sum * 16 + entry.rank, entry]);
      }
      found.sort((a, b) => a[0] - b[0] || a[1].name.length - b[1].name.length || (a[1].name < b[1].name ? -1 : 1));
    }
    list.replaceChildren(...found.slice(0, shown).map(([, entry], number) => item(entry, number)));
    select(found.length > 0 ? 0 : -1);
    open(found.length > 0);
    state.textContent = words.length === 0 ? ""
      : found.length === 0 ? "Nothing found."
      : found.length > shown ? shown + " of " + found.length + "." : found.length + " found.";
  }

  function item(entry, number) {
    const line = document.createElement("li");
    line.id = "site.result." + number;
    line.setAttribute("role", "option");
    const link = document.createElement("a");
    link.href = root + entry.path + (entry.anchor ? "#" + encodeURIComponent(entry.anchor) : "");
    link.tabIndex = -1;
    const name = document.createElement("b");
    name.textContent = entry.name;
    const kind = document.createElement("span");
    kind.textContent = entry.context ? entry.kind + " · " + entry.context : entry.kind;
    link.append(name, " ", kind);
    link.addEventListener("click", () => open(false));
    line.append(link);
    return line;
  }

  function select(number) {
    selected = number;
    [...list.children].forEach((line, position) => line.setAttribute("aria-selected", position === number ? "true" : "false"));
    if (number >= 0 && list.children[number]) {
      input.setAttribute("aria-activedescendant", list.children[number].id);
      list.children[number].scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  }

  function open(isOpen) {
    list.hidden = !isOpen;
    input.setAttribute("aria-expanded", isOpen ? "true" : "false");
  }

  input.addEventListener("focus", load);
  input.addEventListener("input", () => { load(); find(); });
  input.addEventListener("keydown", (event) => {
    const count = list.children.length;
    if (event.key === "ArrowDown" && count > 0) { open(true); select((selected + 1) % count); }
    else if (event.key === "ArrowUp" && count > 0) { open(true); select((selected + count - 1) % count); }
    else if (event.key === "Escape") { open(false); state.textContent = ""; if (list.hidden) input.select(); }
    else return;
    event.preventDefault();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const link = list.children[selected]?.querySelector("a");
    if (link && !list.hidden) link.click();
  });
  document.addEventListener("click", (event) => {
    if (!form.contains(event.target)) { open(false); state.textContent = ""; }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (/^(input|textarea|select)$/i.test(document.activeElement?.tagName ?? "")) return;
    event.preventDefault();
    input.focus();
  });
})();
