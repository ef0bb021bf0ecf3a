// The list of experiments: search, sort, and what needs attention.

import { h } from "./dom.js";
import { ago, count, length, plural } from "./format.js";
import { ALARMS, words } from "./words.js";

const FIRST = 100;

const COLUMNS = [
  { key: "name", label: "Experiment", value: (item) => item.name.toLowerCase() },
  { key: "state", label: "State", value: (item) => item.state },
  { key: "age", label: "Age", value: (item) => (item.start === null ? 0 : -Date.parse(item.start)), number: true },
  { key: "units", label: "Units", value: (item) => item.units, number: true },
  { key: "arms", label: "Arms", value: (item) => item.arms, number: true },
  { key: "fresh", label: "Newest record", value: (item) => Date.parse(item.last_change ?? 0), number: true },
  { key: "alarms", label: "Alarms", value: (item) => item.alarms.length * 2 + (item.sample_ratio === "warning" ? 1 : 0) },
];

export function addressOf(item) {
  return `#${new URLSearchParams({ name: item.name, salt: item.salt })}`;
}

export function experimentList(all, list, actions, now) {
  const found = sorted(all.filter((item) => matches(item, list.text)), list);
  const shown = list.all ? found : found.slice(0, FIRST);
  return h("section", { class: "card experiments", key: "experiments" },
    h("header", {},
      h("h1", {}, "Experiments ", h("span", { class: "muted" }, count(all.length))),
      h("label", { class: "search" }, h("span", { class: "hidden" }, "Search experiments"),
        h("input", {
          type: "search", placeholder: "Search by name, salt or metric", oninput: (event) => actions.list({ text: event.target.value }),
        }))),
    h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Experiments" },
      h("table", { class: "rows" },
        h("thead", {}, h("tr", {}, COLUMNS.map((column) => heading(column, list, actions)))),
        h("tbody", {}, shown.map((item) => row(item, all, now))))),
    found.length === 0 ? h("p", { class: "hint" }, "No experiment matches. Search looks at names, salts and metrics.") : null,
    found.length > shown.length
      ? h("button", { type: "button", class: "button", onclick: () => actions.list({ all: true }) }, `Show all ${count(found.length)}`)
      : null);
}

function matches(item, text) {
  const wanted = text.trim().toLowerCase();
  return wanted === "" || [item.name, item.salt, ...item.metrics].some((part) => part.toLowerCase().includes(wanted));
}

function sorted(items, { sort, descending }) {
  const { value } = COLUMNS.find((column) => column.key === sort);
  const keyed = items.map((item) => [value(item), item]);
  keyed.sort(([a, first], [b, second]) => (a === b ? order(first.name, second.name) : (descending ? -1 : 1) * order(a, b)));
  return keyed.map(([, item]) => item);
}

function order(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

function heading(column, list, actions) {
  const current = list.sort === column.key;
  const direction = current ? (list.descending ? "descending" : "ascending") : "none";
  return h("th", { scope: "col", key: column.key, class: column.number ? "number" : null, "aria-sort": direction },
    h("button", {
      type: "button", class: "sort",
      onclick: () => actions.list({ sort: column.key, descending: current ? !list.descending : column.key !== "name" }),
    }, column.label, h("span", { "aria-hidden": "true" }, current ? (list.descending ? " ↓" : " ↑") : "")));
}

function row(item, all, now) {
  const several = item.salt !== item.name && all.length < 2000 && all.some((o) => o.name === item.name && o.salt !== item.salt);
  return h("tr", { key: JSON.stringify([item.name, item.salt]) },
    h("th", { scope: "row", title: item.name },
      h("a", { href: addressOf(item), class: "name" }, item.name === "" ? "(no name)" : item.name),
      h("span", { class: "under muted" }, several ? `salt ${item.salt}, ` : null,
        item.metrics.length === 0 ? "no outcome yet" : plural(item.metrics.length, "metric"))),
    h("td", {}, h("span", { class: `state ${item.state}` }, item.state)),
    h("td", { class: "number", title: item.start ?? "no start is declared" },
      item.start === null ? "–" : length(Math.max(0, (now - Date.parse(item.start)) / 1000))),
    h("td", { class: "number", title: `${item.units} units` }, count(item.units)),
    h("td", { class: "number" }, count(item.arms)),
    h("td", { class: "number", title: item.last_change }, item.last_change === null ? "–" : ago(item.last_change, now)),
    h("td", {}, alarms(item)));
}

function alarms(item) {
  const marks = item.alarms.map((code) => h("span", { class: "chip alarm", key: code }, words(ALARMS, code)));
  if (item.sample_ratio === "warning") {
    marks.push(h("span", { class: "chip warn", key: "warning" }, "sample ratio?"));
  }
  if (item.partial) {
    marks.push(h("span", { class: "chip warn", key: "partial" }, "partial"));
  }
  return marks.length === 0 ? h("span", { class: "muted" }, item.sample_ratio === null ? "none; no shares declared" : "none") : marks;
}
