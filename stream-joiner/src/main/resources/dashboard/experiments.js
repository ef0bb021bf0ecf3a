// The list of experiments, and one experiment's arms and metrics.

import { h } from "./dom.js";
import { ago, armParts, column, count, percent } from "./format.js";

const COLOURS = 8;

export function experimentList(state, hashOf, now) {
  return h("nav", { class: "card list", key: "list", "aria-label": "Experiments" },
    h("h2", {}, "Experiments ", h("span", { class: "muted" }, count(state.experiments.length))),
    h("ul", {}, state.experiments.map((item) => entry(item, state, hashOf, now))));
}

function entry(item, state, hashOf, now) {
  const shown = state.experiment;
  const current = shown !== null && item.name === shown.name && item.salt === shown.salt;
  return h("li", { key: JSON.stringify([item.name, item.salt]) },
    h("a", { href: hashOf(item), title: item.name, "aria-current": current ? "true" : null },
      h("span", { class: "row" },
        h("span", { class: "name" }, item.name === "" ? "(no name)" : item.name),
        h("span", { class: "figure", title: `${item.units} units` }, count(item.units))),
      h("span", { class: "row muted" },
        h("span", {}, saltOf(item, state.experiments), summary(item)),
        h("span", { class: "when" }, item.last_change === null ? "" : ago(item.last_change, now)))));
}

function summary(item) {
  const arms = `${item.arms} arm${item.arms === 1 ? "" : "s"}`;
  const metrics = item.metrics.length === 0 ? "no outcome yet" : `${item.metrics.length} metric${item.metrics.length === 1 ? "" : "s"}`;
  return `${arms}, ${metrics}`;
}

/** The salt tells experiments of one name apart; otherwise it would only be noise. */
function saltOf(item, all) {
  const several = all.some((other) => other.name === item.name && other.salt !== item.salt);
  return several ? h("span", { class: "salt" }, `salt ${item.salt}, `) : null;
}

export function experimentPanel(state, treatCrossovers, now) {
  const experiment = state.experiment;
  if (experiment === null) {
    return null;
  }
  return h("article", { class: "card panel", key: "panel" },
    h("header", {},
      h("div", {},
        h("h1", {}, experiment.name === "" ? "(no name)" : experiment.name),
        h("p", { class: "muted" }, facts(experiment, now))),
      crossoverSwitch(experiment.options.crossovers, treatCrossovers)),
    codeNotice(experiment),
    h("h2", {}, "Arms"),
    armTable(experiment),
    experiment.arms.length > 0 && metricNames(experiment).length > 0
      ? metricNames(experiment).map((metric) => metricTable(experiment, metric))
      : h("p", { class: "hint", key: "hint" }, "No outcome of an exposed unit has arrived yet. Log one for the same userid and it shows up here."),
    h("p", { class: "muted note", key: "note" },
      "Mean: the sum over all analysed units of the arm; units without an outcome count as zero. ",
      "A difference between two means alone is not evidence of an effect."));
}

function facts(experiment, now) {
  const units = `${count(experiment.units)} unit${experiment.units === 1 ? "" : "s"}`;
  const crossed = `${count(experiment.crossovers)} seen with more than one arm`;
  const changed = experiment.last_change === null ? "" : `, changed ${ago(experiment.last_change, now)}`;
  return `${units}, ${crossed}${changed}`;
}

function crossoverSwitch(current, treatCrossovers) {
  const choice = (value, label, title) =>
    h("button", {
      type: "button", key: value, title, "aria-pressed": String(current === value), onclick: () => treatCrossovers(value),
    }, label);
  return h("div", { class: "switch", role: "group", "aria-label": "Units seen with more than one arm" },
    choice("exclude", "Exclude crossovers", "Leave units that were seen with more than one arm out of the metrics"),
    choice("first_seen", "By first arm", "Count units that were seen with more than one arm for the first one"));
}

/** Several checksums mean that the experiment's code changed while it ran. */
function codeNotice(experiment) {
  const versions = Object.keys(experiment.checksums).filter((checksum) => checksum !== "");
  return versions.length < 2 ? null
    : h("p", { class: "notice inline", key: "code" },
      `The code of this experiment changed while it ran: ${versions.length} versions, checksums ${versions.join(", ")}.`);
}

function armTable(experiment) {
  const total = experiment.units;
  return h("div", { class: "scroll", key: "arms", tabindex: "0", role: "region", "aria-label": "Arms" },
    h("table", {},
      h("thead", {}, h("tr", {}, head("Arm"), head("Units", true), head("Share", true), h("th", { "aria-hidden": "true" }), head("Crossovers", true))),
      h("tbody", {}, experiment.arms.map((arm, index) =>
        h("tr", { key: arm.arm },
          armCell(arm.arm, index),
          figure(count(arm.units), arm.units),
          figure(percent(arm.units, total)),
          bar(total === 0 ? 0 : arm.units / total, index),
          figure(count(arm.crossovers), arm.crossovers))))));
}

function metricNames(experiment) {
  return experiment.arms.length === 0 ? [] : experiment.arms[0].metrics.map((metric) => metric.metric);
}

function metricTable(experiment, name) {
  const rows = experiment.arms.map((arm) => ({ arm, metric: arm.metrics.find((metric) => metric.metric === name) }));
  const mean = column(rows.map((row) => row.metric.mean ?? 0));
  const sum = column(rows.map((row) => row.metric.sum));
  const greatest = Math.max(...rows.map((row) => Math.abs(row.metric.mean ?? 0)));
  return [
    h("h2", { key: `title ${name}` }, name === "" ? "(no name)" : name),
    h("div", { class: "scroll", key: `table ${name}`, tabindex: "0", role: "region", "aria-label": `Metric ${name}` },
      h("table", {},
        h("thead", {}, h("tr", {}, head("Arm"), head("Mean", true), h("th", { "aria-hidden": "true" }), head("Sum", true), head("Outcomes", true), head("Units with one", true))),
        h("tbody", {}, rows.map(({ arm, metric }, index) =>
          h("tr", { key: arm.arm },
            armCell(arm.arm, index),
            figure(metric.mean === null ? "–" : mean(metric.mean), metric.mean === null ? "no analysed unit" : metric.mean, "strong"),
            bar(greatest === 0 ? 0 : Math.abs(metric.mean ?? 0) / greatest, index),
            figure(sum(metric.sum), metric.sum),
            figure(count(metric.count), metric.count),
            h("td", { class: "number", title: `${metric.units} of ${arm.analysed_units}` },
              count(metric.units), h("span", { class: "muted" }, ` ${percent(metric.units, arm.analysed_units)}`))))))),
  ];
}

function head(label, isNumber) {
  return h("th", { scope: "col", class: isNumber ? "number" : null }, label);
}

function armCell(arm, index) {
  return h("th", { scope: "row", title: arm },
    h("span", { class: "arm" },
      h("span", { class: `swatch colour-${index % COLOURS}`, "aria-hidden": "true" }),
      h("span", { class: "parts" }, armParts(arm).map(([name, value]) =>
        h("span", { class: "part" }, name === "" ? null : h("span", { class: "muted" }, `${name} `), value)))));
}

function figure(text, exact, emphasis) {
  return h("td", { class: emphasis ? `number ${emphasis}` : "number", title: exact === undefined ? null : String(exact) }, text);
}

function bar(share, index) {
  return h("td", { class: "bar", "aria-hidden": "true" },
    h("span", { class: `colour-${index % COLOURS}`, style: { width: `${(share * 100).toFixed(2)}%` } }));
}
