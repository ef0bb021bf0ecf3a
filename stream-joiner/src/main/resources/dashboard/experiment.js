// One experiment: can it be trusted, how many units, what came of it.

import { tableAddress } from "./api.js";
import { h } from "./dom.js";
import { armParts, armText, count, length, moment, percent, plural } from "./format.js";
import { metricSections } from "./metrics.js";
import { ask } from "./meanings.js";
import { ALARMS, BLOCKERS, words } from "./words.js";

const COLOURS = 8;

export function experimentPage(answers, state, actions, now) {
  const { place, results } = answers;
  if (results === null) {
    return h("section", { class: "card", key: "unknown" },
      h("h1", {}, place.name === "" ? "(no name)" : place.name),
      h("p", { class: "hint" }, "Nothing is known of an experiment of this name and salt. ", h("a", { href: "#" }, "All experiments")));
  }
  const key = JSON.stringify([results.experiment, results.salt]);
  const alarmed = alarmsOf(results);
  const hidden = alarmed.length > 0 && !state.revealed.has(key);
  return h("article", { class: "experiment", key: `experiment ${key}` },
    head(results, now),
    alarmed.length === 0 ? null : alarmCard(alarmed, hidden, () => actions.reveal(key)),
    arms(results),
    switches(answers, actions),
    hidden
      ? h("section", { class: "card", key: "hidden" }, h("h2", {}, "Metrics"),
        h("p", { class: "hint" }, "Lifts are hidden, because an experiment whose arms are wrong can show any lift."))
      : metricSections(answers, colourNames(results), now),
    definitionCard(answers.definition, results, now),
    checkCard(results, state.checks.get(key), () => actions.check(results.experiment, results.salt)));
}

function colourNames(results) {
  return (arm) => `--arm-${Math.max(0, results.arms.findIndex((item) => item.arm === arm)) % COLOURS}`;
}

function head(results, now) {
  const { state, finality } = results;
  const age = state.start === null ? null : [` for ${length(Math.max(0, (now - Date.parse(state.start)) / 1000))}, since `, moment(state.start, now)];
  const end = state.end === null ? ", no end planned" : [", planned end ", moment(state.end, now)];
  return h("header", { class: "head", key: "head" },
    h("p", { class: "crumb" }, h("a", { href: "#" }, "Experiments"), " / "),
    h("h1", {}, results.experiment === "" ? "(no name)" : results.experiment),
    h("p", { class: "muted" }, h("span", { class: `state ${state.state}` }, state.state), age, end,
      finality.final_before === null ? ". Nothing is final yet." : [". Final up to ", moment(finality.final_before, now), "."],
      results.salt === results.experiment ? null : ` Salt ${results.salt}.`),
    results.partial ? h("p", { class: "notice inline" },
      `Partition ${results.missing_partitions.join(", ")} is missing: the numbers lack its share.`) : null,
    results.definition.uniform ? null : h("p", { class: "notice inline" },
      "Partitions make their numbers by different versions of the definition. A rebuild makes them alike."));
}

function alarmsOf(results) {
  const ratio = results.sample_ratio;
  const found = [];
  if (ratio.verdict === "alarm") {
    found.push("srm");
  }
  if ((ratio.stray_units ?? 0) > 0) {
    found.push("stray");
  }
  return found;
}

function alarmCard(alarmed, hidden, reveal) {
  return h("section", { class: "card alarmed", key: "alarm", role: "alert" },
    h("h2", {}, `Do not use this experiment's numbers: ${alarmed.map((code) => words(ALARMS, code)).join(", ")}`),
    h("p", {}, alarmed.map((code) => `${capital(words(BLOCKERS, code))}. `),
      "Something adds or loses units in one arm, and what it loses is not random. Find out what differs between the arms on the way from assignment to "
      + "the log: a redirect, a crash, a bot filter, a log call in one branch only."),
    hidden ? h("button", { type: "button", class: "button", onclick: reveal }, "Show the numbers anyway") : null);
}

function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function arms(results) {
  const total = results.arms.reduce((sum, arm) => sum + arm.units, 0);
  const arrived = results.arms.reduce((sum, arm) => sum + arm.arrived_units, 0);
  const expected = expectations(results);
  const declared = expected !== null;
  const scale = Math.max(...results.arms.map((arm) => Math.max(arm.arrived_units, expected?.get(arm.arm) ?? 0)), 1);
  return h("section", { class: "card", key: "arms" },
    h("div", { class: "titled" }, h("h2", {}, "Units ", ask("units")), verdict(results.sample_ratio)),
    h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Units of each arm" },
      h("table", {},
        h("thead", {}, h("tr", {}, column("Arm"), column("Units", true), declared ? column("Expected", true) : null,
          column("Share", true), h("th", { "aria-hidden": "true", class: "bar" }), column("Matured", true, "matured"), column("Crossed", true, "crossed"))),
        h("tbody", {}, results.arms.map((arm, index) => {
          const due = expected?.get(arm.arm) ?? 0;
          return h("tr", { key: arm.arm },
            armCell(arm, index, results.control),
            figure(count(arm.units), arm.units),
            declared ? figure(count(due), due) : null,
            h("td", { class: "number", title: declared ? `expected ${percent(due, arrived)}` : null }, percent(arm.units, total)),
            h("td", { class: "bar", "aria-hidden": "true" },
              h("span", { class: "track" },
                h("span", { class: `fill colour-${index % COLOURS}`, style: { width: `${(100 * arm.arrived_units / scale).toFixed(2)}%` } }),
                declared ? h("span", { class: "mark", style: { left: `${(100 * due / scale).toFixed(2)}%` } }) : null)),
            figure(count(arm.matured_units), arm.matured_units),
            figure(count(arm.crossovers), arm.crossovers));
        })))),
    h("p", { class: results.crossed.alarm ? "bad note" : "muted note" },
      `${count(results.crossed.units)} of ${plural(results.crossed.of, "unit")} were seen with more than one arm`,
      results.crossed.of === 0 ? "" : ` (${percent(results.crossed.units, results.crossed.of)})`,
      results.crossed.alarm ? ": more than 1 %, so the rest is no longer a fair sample." : "."));
}

/** Units that each arm should have, over all allocation epochs; null unless shares are declared for all. */
function expectations(results) {
  if (results.sample_ratio.verdict === null) {
    return null;
  }
  const expected = new Map();
  results.sample_ratio.epochs.forEach(({ arrived, shares }) => {
    const units = Object.values(arrived).reduce((sum, part) => sum + part, 0);
    const all = Object.values(shares).reduce((sum, part) => sum + part, 0);
    Object.entries(shares).forEach(([arm, share]) => expected.set(arm, (expected.get(arm) ?? 0) + units * share / all));
  });
  return expected;
}

function verdict(ratio) {
  if (ratio.verdict === null) {
    return h("p", { class: "muted verdict" }, ratio.reason === "no_units"
      ? "No unit has arrived." : "No shares are declared, so nothing says how many units each arm should have.");
  }
  const text = { fine: "Sample ratio as declared", warning: "Sample ratio is suspicious", alarm: "Sample ratio alarm" }[ratio.verdict];
  const odds = Math.exp(ratio.log_bayes_factor);
  const shown = odds >= 1e6 || odds < 0.001 ? odds.toExponential(1) : odds >= 100 ? count(odds) : odds.toPrecision(2);
  const epochs = ratio.epochs.filter((epoch) => epoch.chi_square !== null)
    .map((epoch) => `epoch ${epoch.epoch}: χ² ${epoch.chi_square.toPrecision(4)}, p ${epoch.chi_square_p.toPrecision(3)} (for a single look)`);
  return h("p", { class: `verdict ${ratio.verdict}`, title: `ln BF ${ratio.log_bayes_factor}; ${epochs.join("; ")}` },
    h("span", { class: "dot", "aria-hidden": "true" }), `${text} `, h("span", { class: "muted" }, `Bayes factor ${shown}; alarm at 1,000 `), ask("sample_ratio"));
}

/** Which units count: each choice says what the other one would give. */
function switches(answers, actions) {
  const { place, results, otherView, otherCrossovers } = answers;
  const units = (answer) => (answer === null ? "" : plural(answer.arms.reduce((sum, arm) => sum + arm.analysed_units, 0), "unit"));
  const choose = (name, value) => () => actions.go({
    name: place.name, salt: place.salt, view: place.view, crossovers: place.crossovers, [name]: value,
  });
  const choice = (name, value, label) => h("button", {
    type: "button", key: value, "aria-pressed": String(place[name] === value), onclick: choose(name, value),
  }, label, h("span", { class: "small" }, units(place[name] === value ? results : name === "view" ? otherView : otherCrossovers)));
  const shown = `${place.view === "matured" ? "Matured units" : "Units to date"}, ${place.crossovers === "exclude" ? "without crossed ones" : "crossed ones by their first arm"}.`;
  return [h("p", { class: "print-only", key: "shown" }, shown), h("section", { class: "switches", key: "switches" },
    h("div", { class: "switch", role: "group", "aria-label": "Which units are counted" },
      choice("view", "matured", "Matured"), choice("view", "to_date", "To date")),
    ask("matured"),
    h("div", { class: "switch", role: "group", "aria-label": "Units seen with several arms" },
      choice("crossovers", "exclude", "Without crossed"), choice("crossovers", "first_seen", "Crossed by first arm")),
    h("a", { class: "quiet", href: tableAddress(place.name, place.salt, place.view, place.crossovers), download: "results.csv" }, "All digits as CSV"))];
}

export function column(label, isNumber, what) {
  return h("th", { scope: "col", key: label, class: isNumber ? "number" : null }, label, what === undefined ? null : [" ", ask(what)]);
}

export function armCell(arm, index, control) {
  const isControl = control.arm === arm.arm;
  return h("th", { scope: "row", title: arm.arm },
    h("span", { class: "arm" },
      h("span", { class: `swatch colour-${index % COLOURS}`, "aria-hidden": "true" }),
      h("span", { class: "parts" },
        arm.label ? h("span", { class: "part" }, arm.label) : armParts(arm.arm).map(([name, value]) =>
          h("span", { class: "part" }, name === "" ? null : h("span", { class: "muted" }, `${name} `), value)),
        isControl ? h("span", { class: "chip", title: control.declared ? null : "The arm with the most units, until a definition declares one" },
          control.declared ? "control" : "control until declared") : null)));
}

export function figure(text, exact, emphasis) {
  return h("td", { class: emphasis ? `number ${emphasis}` : "number", title: exact === undefined || exact === null ? null : String(exact) }, text);
}

function definitionCard(definition, results, now) {
  const newest = definition?.newest ?? null;
  const { epochs } = results.definition;
  return h("section", { class: "card", key: "definition" },
    h("h2", {}, "Definition"),
    newest === null
      ? h("p", { class: "hint" }, "None is declared: every event is a metric, and the arm with the most units is the control. ",
        h("code", {}, "bin/experiments put FILE.yaml"), " declares arms, shares and metrics.")
      : h("p", { class: "muted" }, `Version ${newest.version}. Window ${length((results.definition.window_millis ?? 0) / 1000)}, `
        + `alpha ${results.definition.alpha}, tuned for ${plural(results.definition.n_star, "unit")}.`),
    epochs.length < 2 ? null : h("ul", { class: "plain" }, epochs.map((epoch) => h("li", { key: String(epoch.epoch) },
      `Allocation epoch ${epoch.epoch}`, epoch.start === null ? ": " : [" from ", moment(epoch.start, now), ": "],
      Object.entries(epoch.shares).map(([arm, share]) => `${armText(arm)} ${percent(share, 1)}`).join(", ") || "no shares"))),
    rebuild(definition),
    newest === null ? null : h("details", { key: "document" }, h("summary", {}, "The whole definition"),
      h("pre", { tabindex: "0" }, JSON.stringify(newest.definition, null, 2))));
}

function rebuild(definition) {
  const waiting = definition?.takes_effect_on_rebuild ?? [];
  const changes = waiting.flatMap((part) => part.fields);
  if (waiting.length === 0) {
    return h("p", { class: "muted", key: "rebuild" }, "A rebuild would change nothing: all partitions are bound to what is declared.");
  }
  return h("div", { key: "rebuild" },
    h("p", {}, "A rebuild would change:"),
    h("ul", { class: "plain" }, changes.map((change, index) => h("li", { key: `${index}` },
      h("code", {}, change.field), ` from ${change.bound ?? "nothing"} to ${change.newest ?? "nothing"}`))));
}

function checkCard(results, check, run) {
  const report = check?.report;
  const differences = report?.partitions.flatMap((part) => part.differences.map((text) => `Partition ${part.partition}: ${text}`)) ?? [];
  const outcome = check?.failure !== undefined ? h("p", { class: "bad", role: "status" }, check.failure)
    : report === undefined ? null
      : h("p", { class: report.consistent ? "good" : "bad", role: "status" }, report.consistent
        ? `The sums are exactly what ${plural(report.partitions.reduce((sum, part) => sum + part.users, 0), "user")} of ${plural(report.partitions.length, "partition")} add up to.`
        : `The sums differ from what the units add up to. ${differences.join(" ")}`,
      report.elsewhere.length === 0 ? null : ` Other instances hold partitions ${report.elsewhere.join(", ")}.`);
  return h("section", { class: "card", key: "check" },
    h("div", { class: "titled" }, h("h2", {}, "Recount"),
      h("button", { type: "button", class: "button", disabled: check?.running ? true : null, onclick: run }, check?.running ? "Counting…" : "Count all units again")),
    outcome ?? h("p", { class: "muted" }, "Adds up every unit that is stored, and compares with the sums that this page shows."),
    h("p", { class: "muted" }, h("a", {
      href: `api/v1/experiment/hash?${new URLSearchParams({ name: results.experiment, salt: results.salt })}`,
    }, "Hash of rows, units and sums")));
}
