(() => {
  const root = document.documentElement, body = document.body; // how the page is filtered and stepped through
  const one = (query, from = document) => from.querySelector(query);
  const all = (query, from = document) => Array.from(from.querySelectorAll(query));
  const pair = body.classList.contains("pair");

  // What can be stepped through: findings, or in an alignment its doubtful and one-sided beads.
  const items = all(pair ? ".row[data-type]" : ".f").map((node, at) => ({
    node,
    at,
    row: pair ? node : node.closest(".row"),
    sheet: node.closest(".sheet"),
    stop: !pair || node.matches(".doubt, .alone"),
    on: true,
  }));
  const byNode = new Map(items.map((item) => [item.node, item]));
  const search = one("#search"), count = one("#count"), clear = one("#clear");
  const picks = ["rule", "term", "document", "type"].map((name) => one(`#${name}`)).filter(Boolean);
  const kinds = all("[name=severity]"), only = one("#only"), none = one("#none");
  const chips = all("[data-only]");
  for (const chip of chips) chip.setAttribute("role", "button"); // without this script it is a link to the first
  let current = null, links = null;

  const text = (item) => {
    if (item.text === undefined) {
      item.text = [item.node, ...(pair ? [] : all(".side", item.row))].map((node) => node.textContent).concat(item.sheet.dataset.path || "").join(" ").toLowerCase().normalize("NFC");
    }
    return item.text;
  };
  const value = (item, name) => {
    if (name === "rule") return item.node.dataset.r;
    if (name === "term") return item.node.dataset.t;
    if (name === "type") return item.node.dataset.type;
    return item.sheet.dataset.path;
  };
  const severity = (item) => ["error", "warning", "info"].find((name) => item.node.classList.contains(name));

  // Marks in the texts by the number of their finding; looked up when first needed.
  const marksOf = (number) => {
    if (!links) {
      links = new Map();
      for (const mark of all("a.m")) {
        for (const name of (mark.dataset.f || mark.getAttribute("href").slice(2)).split(" ")) {
          if (!links.has(name)) links.set(name, []);
          links.get(name).push(mark);
        }
      }
    }
    return links.get(String(number)) || [];
  };

  const show = () => {
    if (!search) return;
    const words = search.value.toLowerCase().normalize("NFC").split(/\s+/).filter(Boolean);
    const chosen = picks.filter((pick) => pick.value).map((pick) => [pick.id, pick.value]);
    const off = new Set(kinds.filter((box) => !box.checked).map((box) => box.value));
    const active = Boolean(words.length || chosen.length || off.size || (only && only.checked));
    const rows = new Map(), sheets = new Map();
    let shown = 0;
    for (const item of items) {
      item.on = !(off.size && off.has(severity(item))) && !(only && only.checked && !item.stop)
        && chosen.every(([name, wanted]) => value(item, name) === wanted)
        && (!words.length || words.every((word) => text(item).includes(word)));
      if (!pair) item.node.hidden = !item.on;
      if (item.on) shown += 1;
      rows.set(item.row, rows.get(item.row) || item.on);
      sheets.set(item.sheet, sheets.get(item.sheet) || item.on);
    }
    body.classList.toggle("filtered", active);
    for (const row of all(".sheet .row.plain, .sheet > .fold")) if (!rows.has(row)) row.hidden = active;
    for (const [row, on] of rows) if (row.hidden === on) row.hidden = !on;
    for (const chunk of all(".chunk")) { // opened where something in it fits, and closed again
      const fits = active && one(".row:not([hidden])", chunk) !== null;
      chunk.hidden = active && !fits;
      if (fits && !chunk.open) chunk.open = chunk.dataset.opened = true;
      if (!active && chunk.dataset.opened) { chunk.open = false; delete chunk.dataset.opened; }
    }
    for (const [sheet, on] of sheets) if (sheet) sheet.hidden = !on;
    if (!pair) {
      const hidden = new Set(items.filter((item) => !item.on).map((item) => item.node.id.slice(1)));
      if (hidden.size || links) {
        marksOf(0);
        for (const mark of new Set(Array.from(links.values()).flat())) {
          const names = (mark.dataset.f || mark.getAttribute("href").slice(2)).split(" ");
          mark.classList.toggle("off", names.every((name) => hidden.has(name)));
        }
      }
    }
    const total = items.length.toLocaleString("en"), some = shown.toLocaleString("en");
    count.textContent = shown ? body.dataset.some.replace("{shown}", some).replace("{total}", total) : body.dataset.nothing;
    clear.hidden = !active;
    if (none) none.hidden = shown > 0;
    const kept = kinds.filter((box) => box.checked).map((box) => box.value);
    for (const chip of chips) chip.setAttribute("aria-pressed", String(off.size > 0 && kept.length === 1 && kept[0] === chip.dataset.only));
    place();
    for (const link of all("[data-set]")) {
      const pick = one(`#${link.dataset.set}`);
      link.closest("tr").setAttribute("aria-current", String(Boolean(pick) && pick.value === link.dataset.value));
    }
  };

  const choose = (name, wanted) => {
    const pick = one(`#${name}`);
    if (!pick) return;
    pick.value = pick.value === wanted ? "" : wanted;
    show();
  };
  const alone = (name) => { // one severity, from its first finding on, or all again
    const others = kinds.filter((box) => box.value !== name);
    if (others.length === kinds.length) return false;
    const all = others.every((box) => !box.checked);
    for (const box of kinds) box.checked = all || box.value === name;
    show();
    const first = !all && items.find((item) => item.on);
    if (first) go(first);
    return true;
  };
  const reset = () => {
    search.value = "";
    for (const pick of picks) pick.value = "";
    for (const box of kinds) box.checked = true;
    if (only) only.checked = false;
    show();
  };

  const light = (item, on) => {
    if (pair || !item) return;
    item.node.classList.toggle("lit", on);
    for (const mark of marksOf(item.node.id.slice(1))) mark.classList.toggle("lit", on);
  };
  const reveal = (node) => {
    for (let at = node.parentElement; at; at = at.parentElement) if (at.localName === "details") at.open = true;
  };
  const centre = (node) => {
    const room = innerHeight - 120, tall = node.getBoundingClientRect().height > room;
    node.scrollIntoView({ block: tall ? "start" : "center", behavior: "instant" });
  };
  const place = () => { // which of those that are shown
    const stops = items.filter((item) => item.stop && item.on), at = stops.indexOf(current);
    one("#at").textContent = at < 0 ? "" : `${(at + 1).toLocaleString("en")}/${stops.length.toLocaleString("en")}`;
  };
  const go = (item, focus = item.node) => {
    light(current, false);
    current = item;
    light(item, true);
    reveal(item.node);
    reveal(focus);
    if (pair) item.node.tabIndex = -1;
    focus.focus({ preventScroll: true });
    centre(focus);
    requestAnimationFrame(() => centre(focus)); // rows that were not drawn yet have their height now
    place();
    try { history.replaceState(null, "", `#${item.node.id}`); } catch { /* a page without an address */ }
  };
  const step = (by) => {
    const stops = items.filter((item) => item.on && item.stop);
    if (!stops.length) return;
    let at = stops.indexOf(current);
    if (at < 0) {
      const from = current ? current.at : by > 0 ? -1 : items.length;
      at = by > 0 ? stops.findIndex((item) => item.at > from) : stops.findLastIndex((item) => item.at < from);
      if (at < 0) at = by > 0 ? 0 : stops.length - 1;
    } else {
      at = (at + by + stops.length) % stops.length;
    }
    go(stops[at]);
  };
  const leap = (by) => { // to the first finding of the next or previous document
    const seen = new Set();
    const firsts = items.filter((item) => item.on && !seen.has(item.sheet) && seen.add(item.sheet));
    if (!firsts.length) return;
    const here = firsts.findIndex((item) => current && item.sheet === current.sheet);
    go(firsts[(here + by + firsts.length) % firsts.length]);
  };

  if (!search) return; // nothing was found: nothing to step through
  const help = one("#help"), shortcuts = one("#shortcuts"); // who speaks to the machine switches them off
  try { shortcuts.checked = localStorage.getItem("tm-shortcuts") !== "off"; } catch { /* as they are */ }
  shortcuts.addEventListener("change", () => {
    try { localStorage.setItem("tm-shortcuts", shortcuts.checked ? "on" : "off"); } catch { /* not kept */ }
  });
  const folds = () => {
    const every = all(".fold[open], details.fold").filter((node) => node.localName === "details");
    const open = every.some((node) => !node.open);
    for (const node of every) node.open = open;
  };
  const escape = () => {
    if (help.open) return help.close();
    if (search && document.activeElement === search) {
      search.value = "";
      search.blur();
      return show();
    }
    if (clear && !clear.hidden) return reset();
    light(current, false);
    current = null;
    document.activeElement.blur();
  };
  const linkOf = (mark) => { // names of places that begin together stand before their link
    while (mark && mark.localName !== "a") mark = mark.nextElementSibling;
    return mark;
  };
  const enter = () => {
    const node = document.activeElement;
    const item = node && byNode.get(node);
    if (!item || pair) return false;
    const number = node.id.slice(1), mark = one(`#t${number}`) || one(`#s${number}`);
    if (mark) go(item, linkOf(mark));
    return Boolean(mark);
  };

  // Keys of a Korean keyboard give Hangul: where a key is no letter, its place on the keyboard counts.
  const letter = (event) => (/^[a-z]$/i.test(event.key) || !/^Key[A-Z]$/.test(event.code) ? event.key : event.code.slice(3).toLowerCase());
  const keys = {
    j: () => step(1), n: () => step(1), k: () => step(-1), p: () => step(-1), "]": () => leap(1), "[": () => leap(-1),
    "/": () => search && search.focus(), r: () => current && !pair && choose("rule", current.node.dataset.r),
    1: () => alone("error"), 2: () => alone("warning"), 3: () => alone("info"), e: folds, t: () => one("#theme").click(), "?": () => help.showModal(), Enter: enter,
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Escape") {
      if (!help.open) { event.preventDefault(); escape(); }
      return;
    }
    if (help.open || event.target.matches("input[type=search], select, textarea")) return;
    if (event.key === " " && event.target.matches("[data-only]")) { event.preventDefault(); event.target.click(); return; }
    const act = keys[letter(event)];
    if (act && (shortcuts.checked || event.key === "Enter") && act() !== false) event.preventDefault();
  });

  document.addEventListener("click", (event) => {
    const target = event.target.closest("a, button, .f");
    if (!target || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const acts = { previous: () => step(-1), next: () => step(1), keys: () => help.showModal(), clear: reset };
    if (target.localName === "button" && acts[target.id]) return acts[target.id]();
    if (target.dataset.only) {
      event.preventDefault();
      alone(target.dataset.only);
      return;
    }
    if (target.dataset.set && one(`#${target.dataset.set}`)) {
      event.preventDefault();
      choose(target.dataset.set, target.dataset.value);
      return;
    }
    if (target.matches("a.m")) {
      const names = (target.dataset.f || target.getAttribute("href").slice(2)).split(" ");
      const found = names.map((name) => byNode.get(one(`#f${name}`))).filter((item) => item && item.on);
      if (!found.length) return;
      event.preventDefault(); // where several overlap, each further click leads to the next of them
      go(found[(found.indexOf(current) + 1) % found.length]);
    } else if (target.matches(".where a, .rel a")) {
      const item = byNode.get(target.closest(".f")), mark = one(target.getAttribute("href"));
      if (!item || !mark) return;
      event.preventDefault();
      go(item, linkOf(mark));
    } else if (target.matches(".f") && String(getSelection()) === "") {
      light(current, false);
      current = byNode.get(target);
      light(current, true);
    }
  });
  for (const name of ["mouseover", "mouseout"]) {
    document.addEventListener(name, (event) => {
      const node = event.target.closest(".f, a.m");
      if (!node || node.contains(event.relatedTarget)) return;
      const item = byNode.get(node.localName === "a" ? one(node.getAttribute("href")) : node);
      if (item && item !== current) light(item, name === "mouseover");
    });
  }

  const overview = one("#overview");
  if (overview && matchMedia("(max-width: 44rem)").matches) overview.open = false;
  let later = 0;
  if (search) search.addEventListener("input", () => { clearTimeout(later); later = setTimeout(show, 120); });
  for (const node of [...picks, ...kinds, only]) if (node) node.addEventListener("change", show);
  const tools = one("#tools");
  if (tools && window.ResizeObserver) {
    new ResizeObserver(() => root.style.setProperty("--tools", getComputedStyle(tools).position === "sticky" ? `${tools.offsetHeight}px` : "0px")).observe(tools);
  }
  const opened = (hash) => {
    const node = hash.length > 1 && document.getElementById(decodeURIComponent(hash.slice(1)));
    if (!node) return;
    reveal(node);
    if (node.localName === "details") node.open = true;
    const mark = /^[str]\d/.test(node.id) && linkOf(node), item = byNode.get(mark ? one(mark.getAttribute("href")) : node);
    if (item) go(item, mark || node); else node.scrollIntoView();
  };
  addEventListener("hashchange", () => opened(location.hash));
  const first = location.hash;
  show();
  opened(first);
  if (first) addEventListener("load", () => setTimeout(opened, 0, first)); // behind the browser, which goes there by itself
})();
