"use strict";
// Shows the portfolio that stands in #data. Every word goes in as a text node; nothing is ever parsed as markup.
const DATA = JSON.parse(document.getElementById("data").textContent), W = DATA.words;
const [VERDICT, TITLE, NUMBER, BUYER, SUPPLIER, TOTAL, SIGNED, COUNTS, CODES, LINK, FILES, MESSAGES, DUES, SCANNED, COPY] = Array(15).keys();
const PAGE = 50, PRINTED = 500, TOP = 8, ALL = DATA.contracts;
const TODAY = (d => new Date(d - d.getTimezoneOffset() * 60000).toISOString().slice(0, 10))(new Date());

const $ = id => document.getElementById(id);
function h(tag, props, ...inside) {
  const e = document.createElement(tag);
  for (const [k, v] of Object.entries(props || {})) {
    if (k === "on") e.addEventListener("click", v);
    else if (v !== null && v !== undefined && v !== false) e.setAttribute(k, v === true ? "" : v);
  }
  for (const x of inside.flat(3)) if (x !== null && x !== undefined && x !== false) e.append(x);
  return e;
}
const say = (words, values) => words.replace(/\{(\w+)\}/g, (all, k) => (k in values ? values[k] : all));
const grouped = n => String(n).replace(/\B(?=(\d{3})+$)/g, ",");
const money = fen => fen === null ? "" : (fen < 0 ? "-" : "") + grouped(Math.floor(Math.abs(fen) / 100)) + "." + String(Math.abs(fen) % 100).padStart(2, "0");
const short = fen => Math.abs(fen) < W.wan * 100 ? money(fen) : grouped(Math.round(fen / 100 / W.wan)) + " " + W.unit_wan;
const later = days => new Date(Date.parse(TODAY) + days * 864e5).toISOString().slice(0, 10);
const nameOf = c => c[TITLE] || W.no_title;
const rankOf = c => DATA.ranks.find((r, i) => c[COUNTS][i]) || "";
const summed = c => c[COPY] ? 0 : c[TOTAL] || 0;
const nextDue = c => { const d = c[DUES].find(d => d[0] >= TODAY); return d ? d[0] : ""; };
const compare = (a, b) => a < b ? -1 : a > b ? 1 : 0;

// What each contract is searched and counted by, worked out once.
const NEXT = ALL.map(nextDue), SUMMED = ALL.map(summed);
const HAY = ALL.map(c => [c[TITLE], c[NUMBER], DATA.buyers[c[BUYER]], DATA.suppliers[c[SUPPLIER]], ...c[FILES]].join("\n").toLowerCase());
const CROSSED = ALL.map(() => []);
DATA.cross.forEach((f, i) => new Set(f[3].filter(p => !p[2]).map(p => p[0]).concat(f[4])).forEach(c => CROSSED[c].push(i)));

const FACETS = {
  verdict: { of: c => [DATA.verdicts[c[VERDICT]]], name: v => W.verdicts[v], title: W.by_verdict },
  code: { of: (c, i) => CROSSED[i].length ? [...new Set(Object.keys(c[CODES]).concat(CROSSED[i].map(k => DATA.cross[k][0])))] : Object.keys(c[CODES]), name: v => v + " " + DATA.titles[v], title: W.by_code },
  buyer: { of: c => c[BUYER] < 0 ? [] : [c[BUYER]], name: v => DATA.buyers[v], title: W.by_buyer, sum: true },
  supplier: { of: c => c[SUPPLIER] < 0 ? [] : [c[SUPPLIER]], name: v => DATA.suppliers[v], title: W.by_supplier, sum: true },
  month: { of: c => c[SIGNED] ? [c[SIGNED].slice(0, 7)] : [], name: v => v, title: W.by_month, sum: true, ordered: true },
  due: { of: c => c[DUES].map(d => d[0].slice(0, 7)).filter((m, i, all) => !i || m !== all[i - 1]), name: v => v, title: W.by_due, hidden: true },
  cross: { of: (c, i) => CROSSED[i], name: v => W.from_cross + " " + DATA.cross[v][0], title: W.cross, hidden: true },
};
const VALUES = Object.fromEntries(Object.entries(FACETS).map(([k, f]) => [k, ALL.map((c, i) => f.of(c, i).map(String))]));
const words = new Intl.Collator("zh"), byWords = (a, b) => words.compare(a, b);
const FOUND = ALL.map(c => c[COUNTS].reduce((s, n) => s + n, 0));
const buyerOf = orderOf(DATA.buyers), supplierOf = orderOf(DATA.suppliers);
function orderOf(names) { // the place of each name in the order of words; without a name comes last
  let order = null;
  return place => {
    if (!order) { order = []; [...names.keys()].sort((a, b) => byWords(names[a], names[b])).forEach((place, n) => { order[place] = n; }); }
    return place < 0 ? names.length : order[place];
  };
}
// Columns by the places of two contracts.
const COLUMNS = [
  ["verdict", (i, j) => { const a = ALL[i], b = ALL[j]; return a[VERDICT] - b[VERDICT] || b[COUNTS][0] - a[COUNTS][0] || b[COUNTS][1] - a[COUNTS][1] || summed(b) - summed(a); }],
  ["name", (i, j) => byWords(nameOf(ALL[i]), nameOf(ALL[j])) || compare(ALL[i][NUMBER], ALL[j][NUMBER])],
  ["buyer", (i, j) => buyerOf(ALL[i][BUYER]) - buyerOf(ALL[j][BUYER])],
  ["supplier", (i, j) => supplierOf(ALL[i][SUPPLIER]) - supplierOf(ALL[j][SUPPLIER])],
  ["amount", (i, j) => (ALL[j][TOTAL] ?? -1) - (ALL[i][TOTAL] ?? -1)],
  ["signed", (i, j) => compare(ALL[j][SIGNED], ALL[i][SIGNED])],
  ["found", (i, j) => FOUND[j] - FOUND[i]],
  ["due", (i, j) => compare(NEXT[i] || "9", NEXT[j] || "9")],
];
const sorted = {}; // the order by each column, worked out when first asked for
function ranked(column) {
  const by = COLUMNS.find(x => x[0] === column)[1];
  return sorted[column] ||= [...ALL.keys()].sort((i, j) => by(i, j) || i - j);
}

const state = { q: "", chosen: {}, sort: "verdict", down: false, page: 0, open: new Set(), long: new Set() };

function fits(i, but) {
  for (const k in state.chosen) if (k !== but && !VALUES[k][i].includes(state.chosen[k])) return false;
  return true;
}
function filtered() {
  const asked = state.q.toLowerCase().split(/\s+/).filter(Boolean);
  const found = new Uint8Array(ALL.length); // 1: the search fits; 2: the facets too
  for (let i = 0; i < ALL.length; i++) if (asked.every(w => HAY[i].includes(w))) found[i] = fits(i) ? 2 : 1;
  return found;
}

function choose(facet, value) {
  if (state.chosen[facet] === String(value)) delete state.chosen[facet]; else state.chosen[facet] = String(value);
  state.page = 0; show();
}
function only(facet, value) {
  state.q = ""; $("search").value = ""; state.chosen = { [facet]: String(value) }; state.page = 0; show();
  $("list").scrollIntoView();
}

function show() {
  const found = filtered(), order = ranked(state.sort), rows = [];
  for (const i of order) if (found[i] === 2) rows.push(i);
  if (state.down) rows.reverse();
  showTable(rows); showFacets(found); showChips(); remember();
}

function showTable(rows, most = PAGE) {
  let sum = 0; for (const i of rows) sum += SUMMED[i];
  $("count").textContent = say(W.shown, { n: grouped(rows.length), m: grouped(ALL.length), s: money(sum) });
  const pages = Math.max(1, Math.ceil(rows.length / most)); state.page = Math.min(state.page, pages - 1);
  const body = $("table").tBodies[0], part = rows.slice(state.page * most, (state.page + 1) * most);
  body.replaceChildren(...part.flatMap(i => state.open.has(i) ? [row(i), detail(i)] : [row(i)]));
  if (!rows.length) body.append(h("tr", {}, h("td", { colspan: COLUMNS.length, class: "none" }, W.none)));
  $("table").tHead.replaceChildren(h("tr", {}, COLUMNS.map(([k]) => h("th", { class: k === "amount" ? "n" : null, "aria-sort": state.sort === k ? (state.down ? "descending" : "ascending") : null },
    h("button", { type: "button", on: () => { state.down = state.sort === k && !state.down; state.sort = k; state.page = 0; show(); } }, W.columns[k])))));
  const turn = (by, words) => h("button", { type: "button", disabled: state.page + by < 0 || state.page + by >= pages, on: () => { state.page += by; show(); $("list").scrollIntoView(); } }, words);
  $("pager").replaceChildren(...(pages > 1 ? [turn(-1, W.prev), h("span", {}, say(W.page, { a: state.page + 1, b: pages })), turn(1, W.next)] : []));
}

function row(i) {
  const c = ALL[i], crossed = [...new Set(CROSSED[i].map(k => DATA.cross[k][0]))];
  const codes = Object.entries(c[CODES]).sort((a, b) => gravity(c, a[0]) - gravity(c, b[0]) || compare(a[0], b[0]));
  const flip = () => { state.open.has(i) ? state.open.delete(i) : state.open.add(i); show(); };
  const tr = h("tr", { class: "row" + (state.open.has(i) ? " open" : ""), tabindex: 0, on: e => { if (!e.target.closest("a,button")) flip(); } },
    h("td", {}, h("span", { class: "badge f-" + DATA.verdicts[c[VERDICT]] }, W.verdicts[DATA.verdicts[c[VERDICT]]])),
    h("td", { class: "name" }, c[LINK] ? h("a", { href: c[LINK] }, nameOf(c)) : nameOf(c), h("div", { class: "soft small" }, c[NUMBER], c[SCANNED] ? " · " + W.scan : "", c[COPY] ? " · " + W.copy : "")),
    h("td", { class: "who" }, DATA.buyers[c[BUYER]]), h("td", { class: "who" }, DATA.suppliers[c[SUPPLIER]]),
    h("td", { class: "n" }, money(c[TOTAL])), h("td", { class: "date" }, c[SIGNED]),
    h("td", {}, codes.slice(0, 5).map(([k, n]) => h("span", { class: "tag " + rankOfCode(c, k), title: DATA.titles[k] }, n > 1 ? `${k} ×${n}` : k)), codes.length > 5 ? h("span", { class: "soft small" }, "+" + (codes.length - 5)) : null,
      crossed.map(k => h("span", { class: "tag " + crossRank(k), title: DATA.titles[k] }, k))),
    h("td", { class: "date" }, NEXT[i]));
  tr.addEventListener("keydown", e => { if (e.target === tr && (e.key === "Enter" || e.key === " ")) { e.preventDefault(); flip(); } });
  return tr;
}
const rankOfCode = (c, code) => { const m = c[MESSAGES].find(m => m[1] === code); return m ? DATA.ranks[m[0]] : ""; };
const gravity = (c, code) => { const m = c[MESSAGES].find(m => m[1] === code); return m ? m[0] : 9; };
const crossRank = code => DATA.cross.find(f => f[0] === code)[1];

function detail(i) {
  const c = ALL[i], left = c[COUNTS].reduce((s, n) => s + n, 0) - c[MESSAGES].length;
  return h("tr", { class: "detail" }, h("td", { colspan: COLUMNS.length }, h("div", { class: "cols" },
    h("div", {},
      h("ul", {}, c[MESSAGES].map(([r, code, words]) => h("li", {}, h("span", { class: "badge f-" + DATA.ranks[r] }, W.ranks[DATA.ranks[r]]), " ", words, " ", h("span", { class: "soft small" }, code))),
        left > 0 ? h("li", { class: "soft" }, say(W.more_findings, { n: left })) : null,
        CROSSED[i].slice(0, 6).map(k => h("li", {}, h("span", { class: "badge f-" + DATA.cross[k][1] }, DATA.cross[k][0]), " ", h("button", { type: "button", class: "link", on: () => only("cross", k) }, DATA.cross[k][2])))),
      c[LINK] ? h("p", {}, h("a", { href: c[LINK] }, W.open + " →")) : null,
      h("p", { class: "soft small" }, W.files, W.colon, c[FILES].join(W.semicolon))),
    h("div", {}, c[DUES].length ? h("h3", {}, W.dues) : null, h("ul", {}, c[DUES].slice(0, 14).map(d => h("li", { class: "line" + (d[0] < TODAY ? " soft" : "") },
      h("span", { title: d[2] }, d[0], " ", W.kinds[d[1]] || d[1], d[2] ? " · " + d[2] : ""), h("span", { class: "n" }, d[3] === null ? "" : money(d[3]), d[4] ? h("span", { class: "soft small" }, " " + W.computed) : null))))))));
}

function tally(facet, found) {
  // counts and sums by value, of what would be shown if this facet alone were open
  const counts = new Map(), values = VALUES[facet], open = facet in state.chosen;
  for (let i = 0; i < ALL.length; i++) {
    if (found[i] === 0 || found[i] === 1 && !(open && fits(i, facet))) continue;
    for (const v of values[i]) {
      let t = counts.get(v);
      if (!t) counts.set(v, t = [0, 0]);
      t[0]++; t[1] += SUMMED[i];
    }
  }
  return counts;
}

function showFacets(found) {
  const verdicts = tally("verdict", found);
  document.querySelectorAll(".tile").forEach(t => { const v = t.dataset.verdict; t.querySelector("b").textContent = grouped((verdicts.get(v) || [0])[0]); t.setAttribute("aria-pressed", state.chosen.verdict === v); });
  $("facets").replaceChildren(...Object.entries(FACETS).filter(([k, f]) => !f.hidden && k !== "verdict").map(([k, f]) => {
    const counts = [...tally(k, found)], long = state.long.has(k);
    counts.sort(f.ordered ? (a, b) => compare(b[0], a[0]) : (a, b) => (f.sum ? b[1][1] - a[1][1] : 0) || b[1][0] - a[1][0] || compare(a[0], b[0]));
    const chosen = counts.findIndex(x => x[0] === state.chosen[k]);
    if (chosen >= TOP) counts.unshift(...counts.splice(chosen, 1));
    const most = Math.max(1, ...counts.map(x => f.sum ? x[1][1] : x[1][0])), limit = f.ordered ? 12 : TOP;
    return h("div", {}, h("h3", {}, f.title), h("ul", {}, counts.slice(0, long ? 400 : limit).map(([v, [n, sum]]) => h("li", {}, h("button", { type: "button", class: "facet", "aria-pressed": state.chosen[k] === v, title: f.name(v), on: () => choose(k, v) },
      h("i", { style: `width:${Math.round((f.sum ? sum : n) / most * 100)}%` }), h("span", {}, f.name(v)), h("span", { class: "n" }, f.sum ? short(sum) + " · " + n : n))))),
      counts.length > limit ? h("button", { type: "button", class: "link small", on: () => { long ? state.long.delete(k) : state.long.add(k); show(); } }, long ? W.fewer : say(W.more, { n: counts.length - limit })) : null);
  }));
  document.querySelectorAll(".months button").forEach(b => b.setAttribute("aria-pressed", state.chosen.due === b.dataset.month));
}

function showChips() {
  const chips = Object.entries(state.chosen).map(([k, v]) => h("button", { type: "button", on: () => choose(k, v) }, FACETS[k].title + W.colon + FACETS[k].name(v) + " ×"));
  $("chips").replaceChildren(...chips); $("clear").disabled = !chips.length && !state.q;
}

// The view stands in the address, so that it can be kept and sent. Buyers and suppliers by name: places change.
function remember() {
  const p = new URLSearchParams(state.chosen);
  for (const k of ["buyer", "supplier"]) if (p.has(k)) p.set(k, FACETS[k].name(p.get(k)));
  if (state.q) p.set("q", state.q);
  if (state.sort !== "verdict" || state.down) p.set("sort", (state.down ? "-" : "") + state.sort);
  const hash = p.toString();
  try { history.replaceState(null, "", hash ? "#" + hash : location.pathname + location.search); } catch (e) { /* a file opened where history is closed */ }
}
function recall() {
  const p = new URLSearchParams(location.hash.slice(1));
  state.q = p.get("q") || ""; $("search").value = state.q; state.chosen = {}; state.sort = "verdict"; state.down = false;
  const sort = (p.get("sort") || "").replace(/^-/, "");
  if (COLUMNS.some(x => x[0] === sort)) { state.sort = sort; state.down = p.get("sort")[0] === "-"; }
  for (const k in FACETS) if (p.has(k)) {
    const lists = { buyer: DATA.buyers, supplier: DATA.suppliers }, v = k in lists ? String(lists[k].indexOf(p.get(k))) : p.get(k);
    if (VALUES[k].some(x => x.includes(v))) state.chosen[k] = v;
  }
}

// What does not change with the filters ------------------------------------------------------------------------------

function showHead() {
  const signed = ALL.map(c => c[SIGNED]).filter(Boolean).sort(), scans = ALL.filter(c => c[SCANNED]).length, copies = ALL.filter(c => c[COPY]).length;
  const facts = [say(W.n_contracts, { n: grouped(ALL.length) }), say(W.sum, { n: money(ALL.reduce((s, c) => s + summed(c), 0)) })];
  if (signed.length) facts.push(say(W.signed, { a: signed[0], b: signed[signed.length - 1] }));
  if (scans) facts.push(say(W.n_scans, { n: grouped(scans) }));
  if (copies) facts.push(say(W.n_copies, { n: grouped(copies) }));
  const counts = DATA.verdicts.map((v, i) => ALL.filter(c => c[VERDICT] === i).length);
  $("head").append(h("h1", {}, W.portfolio), h("p", { class: "sub" }, facts.join(" · "),
    DATA.unread.length ? h("span", {}, " · ", h("a", { href: "#unread", style: "color:var(--error)", on: e => { e.preventDefault(); $("unread").scrollIntoView(); } }, say(W.n_unread, { n: DATA.unread.length }))) : null),
    h("div", { class: "strip", "aria-hidden": "true" }, counts.map((n, i) => n ? h("i", { class: "f-" + DATA.verdicts[i], style: `flex:${n}` }) : null)),
    h("div", { class: "tiles" }, DATA.verdicts.map((v, i) => counts[i] || v !== "unread" ? h("button", { type: "button", class: "tile " + v, "data-verdict": v, on: () => choose("verdict", v) }, h("b", {}, grouped(counts[i])), W.verdicts[v]) : null)));
}

function showFirst() {
  const grave = { error: 0, warning: 1, doubt: 3, info: 2 };
  // the gravest first, and of each code one before the second of any, so that five lines show five kinds
  const seen = {}, nth = DATA.cross.map(f => (seen[f[0]] = (seen[f[0]] || 0) + 1));
  const crossing = [...DATA.cross.keys()].sort((a, b) => grave[DATA.cross[a][1]] - grave[DATA.cross[b][1]] || nth[a] - nth[b] || a - b);
  const worst = ranked("amount").filter(i => ALL[i][COUNTS][0] && !ALL[i][COPY]);
  $("first").append(
    h("div", {}, h("h2", {}, W.cross, crossing.length > 5 ? h("button", { type: "button", class: "link small", on: () => $("cross").scrollIntoView() }, say(W.all_n, { n: crossing.length })) : null),
      crossing.length ? h("ol", {}, crossing.slice(0, 5).map(i => { const f = DATA.cross[i]; return h("li", { class: f[1] }, h("button", { type: "button", on: () => only("cross", i) }, h("div", { class: "small" }, h("b", {}, DATA.titles[f[0]]), " ", h("span", { class: "soft" }, f[0])), h("div", { class: "clamp" }, f[2]))); })) : h("p", { class: "none" }, W.cross_none)),
    h("div", {}, h("h2", {}, W.gravest, worst.length > 5 ? h("button", { type: "button", class: "link small", on: () => only("verdict", "error") }, say(W.all_n, { n: worst.length })) : null),
      worst.length ? h("ol", {}, worst.slice(0, 5).map(i => { const c = ALL[i]; return h("li", { class: "error" }, h("div", { class: "line" }, c[LINK] ? h("a", { href: c[LINK] }, nameOf(c)) : h("span", {}, nameOf(c)), h("span", { class: "n" }, money(c[TOTAL]))), h("div", { class: "soft small clamp" }, c[MESSAGES].length ? c[MESSAGES][0][2] : c[NUMBER])); })) : h("p", { class: "none" }, W.gravest_none)),
    h("div", {}, h("h2", {}, W.due), soon()));
}

function soon() {
  const all = [], past = later(-30), last = later(90);
  ALL.forEach((c, i) => { if (!c[COPY]) for (const d of c[DUES]) if (d[0] >= past && d[0] <= last) all.push([d, i]); });
  all.sort((a, b) => compare(a[0][0], b[0][0]));
  if (!all.length) return h("p", { class: "none" }, W.due_none);
  const sum = (from, to) => { const x = all.filter(([d]) => d[0] >= from && d[0] <= to); return [x.length, x.reduce((s, [d]) => s + (d[3] || 0), 0)]; };
  const lines = [[W.due_past, sum(later(-30), later(-1))], ...[30, 60, 90].map(n => [say(W.due_in, { d: n }), sum(TODAY, later(n))])];
  const coming = all.filter(([d]) => d[0] >= TODAY), paid = coming.filter(([d]) => d[3]), first = (paid.length ? paid : coming).slice(0, 4);
  return [h("div", {}, lines.map(([when, [n, m]]) => h("div", { class: "line small" }, h("span", { class: "soft" }, when), h("span", {}, say(W.due_sum, { n: grouped(n), m: money(m) }))))),
    h("ol", { style: "margin-top:6px" }, first.map(([d, i]) => h("li", { class: "info" }, h("div", { class: "line" }, ALL[i][LINK] ? h("a", { href: ALL[i][LINK] }, nameOf(ALL[i])) : h("span", {}, nameOf(ALL[i])), h("span", { class: "n" }, d[3] === null ? W.kinds[d[1]] || d[1] : money(d[3]))), h("div", { class: "soft small" }, d[0], " · ", W.kinds[d[1]] || d[1], " · ", DATA.buyers[ALL[i][BUYER]] || ""))))];
}

function showCross() {
  if (!DATA.cross.length) return;
  const box = $("cross"), draw = n => {
    box.replaceChildren(h("h2", {}, W.cross + " · " + DATA.cross.length), ...DATA.cross.slice(0, n).map(f => h("div", { class: "crossing " + f[1] },
      h("p", {}, h("span", { class: "badge f-" + f[1] }, W.ranks[f[1]]), " ", h("b", {}, DATA.titles[f[0]]), " ", h("span", { class: "soft small" }, f[0])), h("p", {}, f[2]),
      h("ul", {}, f[3].map(([i, value, comparable, page]) => h("li", { class: comparable ? "soft" : null }, ALL[i][LINK] ? h("a", { href: ALL[i][LINK] }, ALL[i][NUMBER] || nameOf(ALL[i])) : ALL[i][NUMBER] || nameOf(ALL[i]), " ", value, page ? h("span", { class: "soft small" }, " · " + say(W.p, { n: page })) : null, comparable ? h("span", { class: "small" }, " · " + W.comparable) : null))))),
      DATA.cross.length > n ? h("button", { type: "button", class: "link", on: () => draw(n + 200) }, say(W.more, { n: DATA.cross.length - n })) : "");
  };
  draw(40);
}

function showDues() {
  const months = new Map();
  ALL.forEach(c => { if (!c[COPY]) for (const d of c[DUES]) { const k = d[0].slice(0, 7), t = months.get(k) || [0, 0]; t[0]++; t[1] += d[3] || 0; months.set(k, t); } });
  if (!months.size) return;
  const now = TODAY.slice(0, 7), first = later(-93).slice(0, 7), shown = [...months].sort((a, b) => compare(a[0], b[0])).filter(([k]) => k >= first).slice(0, 30);
  if (!shown.length) return;
  const most = Math.max(1, ...shown.map(x => x[1][1]));
  $("dues").append(h("h2", {}, W.deadlines), h("div", { class: "months" }, shown.map(([k, [n, m]]) => h("button", { type: "button", "data-month": k, class: k < now ? "past" : null, title: `${k} · ${say(W.due_sum, { n, m: money(m) })}`, on: () => only("due", k) }, h("span", {}, m ? short(m) : n), h("i", { style: `height:${Math.round(m / most * 48)}px` }), h("span", {}, k.slice(2))))));
}

function showUnread() {
  if (DATA.unread.length) $("unread").append(h("h2", {}, W.unread + " · " + DATA.unread.length), h("table", {}, h("tbody", {}, DATA.unread.map(([name, why]) => h("tr", {}, h("td", {}, name), h("td", {}, why))))));
}

document.title = `${W.portfolio} · ${say(W.n_contracts, { n: ALL.length })}`;
$("search").placeholder = W.search; $("search").setAttribute("aria-label", W.search); $("clear").textContent = W.clear; $("print").textContent = W.print;
$("search").addEventListener("input", e => { state.q = e.target.value; state.page = 0; show(); });
$("clear").addEventListener("click", () => { state.q = ""; $("search").value = ""; state.chosen = {}; state.page = 0; show(); });
$("print").addEventListener("click", () => window.print());
window.addEventListener("hashchange", () => { recall(); show(); });
window.addEventListener("beforeprint", () => { const found = filtered(), rows = ranked(state.sort).filter(i => found[i] === 2); if (state.down) rows.reverse(); state.page = 0; showTable(rows, PRINTED); });
window.addEventListener("afterprint", show);
showHead(); showFirst(); showCross(); showDues(); showUnread(); recall(); show();
