// Each metric: its arms, and every arm against the control with an interval that may be looked at all the time.

import { h } from "./dom.js";
import { armCell, column as heading, figure } from "./experiment.js";
import { armText, change, column, count, percent, plural, probability, range } from "./format.js";
import { ask } from "./meanings.js";
import { axisHead, axisOf, intervalBar } from "./interval.js";
import { isDrawable, liftPlot } from "./plot.js";
import { BLOCKERS, REASONS, words } from "./words.js";

const MEANS = { mean: "Mean", proportion: "Rate", ratio: "Ratio" };
const NUMBERS = [["Arm"], ["n"], ["with a value"], ["capped", "capped"], ["plain", "rate"], ["± error", "error"], ["adjusted", "adjusted"], ["± error"],
  ["Wilson interval", "wilson"]];
const ROLES = ["primary", "guardrail", "secondary"];

export function metricSections(answers, colourOf) {
  const { results } = answers;
  if (results.metrics.length === 0) {
    return h("section", { class: "card", key: "metrics" }, h("h2", {}, "Metrics"),
      h("p", { class: "hint" }, "No outcome of an exposed unit has arrived yet. Log one for the same userid and it shows up here."));
  }
  const axis = axisOf(results.metrics.flatMap((metric) => metric.comparisons.map((one) => deciding(one).lift.interval)));
  const metrics = [...results.metrics].sort((a, b) => ROLES.indexOf(a.role) - ROLES.indexOf(b.role));
  return metrics.map((metric) => metricSection(metric, axis, answers, colourOf));
}

function deciding(comparison) {
  return comparison.cuped ?? comparison.plain;
}

function metricSection(metric, axis, answers, colourOf) {
  const { results } = answers;
  const means = metric.arms.map((arm) => (arm.cuped ?? arm.plain).value);
  const mean = metric.kind === "proportion" ? (value) => (value === null ? "–" : percent(value, 1)) : column(means);
  const error = column(metric.arms.map((arm) => (arm.cuped ?? arm.plain).standard_error));
  return h("section", { class: "card metric", key: `metric ${metric.metric}` },
    h("div", { class: "titled" },
      h("h2", {}, metric.metric === "" ? "(no name)" : metric.metric),
      h("p", { class: "chips" },
        h("span", { class: `chip role-${metric.role}` }, roleText(metric)), metric.role === "guardrail" ? ask("guardrail") : null,
        h("span", { class: "muted" }, `${describe(metric)}; intervals at ${percent(1 - metric.alpha, 1)}`))),
    h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": `Arms of ${metric.metric}` },
      h("table", { class: "compare" },
        h("thead", {}, h("tr", {}, heading("Arm"), heading("Units", true), heading(MEANS[metric.kind] ?? "Value", true, "rate"), heading("± error", true, "error"),
          heading("Lift", true, "lift"), h("th", { class: "drawn" }, h("span", { class: "hidden" }, "Interval as a bar"), axisHead(axis)), heading("May it be used?", false, "ready"))),
        h("tbody", {}, metric.arms.map((arm) => armRow(metric, arm, { mean, error, axis, answers }))))),
    h("p", { class: "narrow-only muted" }, "Lift ", ask("lift"), " May it be used? ", ask("ready")),
    plotOf(metric, answers, colourOf),
    details(metric, results));
}

function roleText(metric) {
  return metric.role === "guardrail" && metric.margin !== null ? `guardrail, margin ${percent(metric.margin, 1)}` : metric.role;
}

function describe(metric) {
  const what = { sum: "sum of values", count: "number of events", any: "any event", ratio: `per ${metric.denominator}` };
  const event = metric.event === metric.metric ? "" : ` of ${metric.event}`;
  return `${what[metric.transform] ?? metric.transform}${event} per unit`.replace(/^per (.*) per unit$/, "per $1");
}

function armRow(metric, arm, { mean, error, axis, answers }) {
  const { results } = answers;
  const index = results.arms.findIndex((item) => item.arm === arm.arm);
  const estimate = arm.cuped ?? arm.plain;
  const comparison = metric.comparisons.find((item) => item.arm === arm.arm);
  return h("tr", { key: arm.arm, class: comparison === undefined || comparison.ready ? null : "unready" },
    armCell(results.arms[index], index, results.control),
    figure(count(arm.units), arm.units),
    h("td", { class: "number strong", title: estimate.value === null ? words(REASONS, estimate.reason) : String(estimate.value) }, mean(estimate.value)),
    figure(estimate.standard_error === null ? "–" : metric.kind === "proportion" ? percent(estimate.standard_error, 1) : error(estimate.standard_error), estimate.standard_error),
    comparison === undefined
      ? [h("td", { class: "number muted", key: "base" }, results.control.arm === arm.arm ? "baseline" : "not compared"), h("td", { key: "none" }), h("td", { key: "nothing" })]
      : comparisonCells(metric, comparison, axis, answers));
}

function comparisonCells(metric, comparison, axis, answers) {
  const { lift } = deciding(comparison);
  const kind = comparison.ready ? (excludesZero(lift.interval) ? "sure" : "open") : "grey";
  return [
    h("td", { class: "number lift", key: "lift", title: lift.value === null ? null : exactRange(lift) },
      h("span", { class: "value" }, change(lift.value)),
      h("span", { class: lift.interval === null ? "under muted reason" : "under muted" }, lift.interval === null ? words(REASONS, lift.reason) : range(lift.interval, change))),
    h("td", { class: "drawn", key: "bar" }, intervalBar(lift.value, lift.interval, axis, kind)),
    h("td", { class: "says", key: "says" }, says(metric, comparison), others(metric, comparison, answers)),
  ];
}

function exactRange(lift) {
  return lift.interval === null ? String(lift.value) : `${lift.value}, interval ${lift.interval[0]} to ${lift.interval[1]}`;
}

function excludesZero(interval) {
  return interval !== null && (interval[0] > 0 || interval[1] < 0);
}

/** What may be said, and no more than that. */
function says(metric, comparison) {
  if (!comparison.ready) {
    return h("span", { class: "verdict notready" }, "Not ready: ", comparison.blockers.map((code) => words(BLOCKERS, code)).join("; "));
  }
  if (metric.role === "guardrail" && comparison.guardrail !== null) {
    const text = { passes: "Passes: the loss is within the margin", fails: "Fails: the loss is beyond the margin" };
    return h("span", { class: `verdict guardrail-${comparison.guardrail}` }, text[comparison.guardrail] ?? "Undecided: the margin is inside the interval");
  }
  if (comparison.significant === null) {
    return h("span", { class: "verdict" }, "To date only: matured units decide");
  }
  return h("span", { class: "verdict" }, comparison.significant
    ? "Differs from the control" : "Ready; no difference from the control can be told yet");
}

/** The same comparison, had the other switches been chosen. */
function others(metric, comparison, answers) {
  const { place, otherView, otherCrossovers } = answers;
  const names = { matured: "Matured", to_date: "To date", exclude: "Without crossed", first_seen: "Crossed by first arm" };
  const other = { matured: "to_date", to_date: "matured", exclude: "first_seen", first_seen: "exclude" };
  const line = (answer, name) => {
    const one = answer?.metrics.find((item) => item.metric === metric.metric)?.comparisons.find((item) => item.arm === comparison.arm);
    const lift = one === undefined ? null : deciding(one).lift;
    const text = lift === null || lift.value === null ? "no value"
      : `${change(lift.value)}${lift.interval === null ? "" : ` (${range(lift.interval, change)})`}`;
    return h("span", { class: "under muted", key: name }, `${names[name]}: ${text}`);
  };
  const crossed = answers.results.crossed.units > 0;
  return [line(otherView, other[place.view]), crossed ? line(otherCrossovers, other[place.crossovers]) : null];
}

function plotOf(metric, answers, colourOf) {
  const points = answers.series?.points ?? [];
  const nameOf = (arm) => answers.results.arms.find((item) => item.arm === arm)?.label ?? armText(arm);
  return isDrawable(points, metric.metric)
    ? h("figure", { key: "plot", class: "plot" },
      h("figcaption", { class: "muted" }, "Lift over time by day of first exposure, with its always-valid interval; all units to date ", ask("series")),
      h("div", { own: liftPlot(points, metric.metric, colourOf, nameOf), class: "canvas", role: "img", "aria-label": `Lift of ${metric.metric} over time` }))
    : h("p", { key: "noplot", class: "muted note" }, points.length < 2
      ? "Lift over time is drawn from the second day on." : "Lift over time cannot be drawn: no day has a lift.");
}

function details(metric, results) {
  return h("details", { class: "numbers", key: "numbers" },
    h("summary", {}, "All numbers"),
    h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": `All numbers of ${metric.metric}` },
      h("table", {},
        h("thead", {}, h("tr", {}, NUMBERS
          .map(([label, what], index) => h("th", { scope: "col", key: `${index}`, class: index === 0 ? null : "number" }, label, what === undefined ? null : [" ", ask(what)])))),
        h("tbody", {}, metric.arms.map((arm) => armNumbers(arm, results))))),
    metric.comparisons.map((comparison) => comparisonNumbers(comparison, metric, results)));
}

function armNumbers(arm, results) {
  const index = results.arms.findIndex((item) => item.arm === arm.arm);
  const number = (value, reason) => h("td", { class: "number", title: value === null || value === undefined ? words(REASONS, reason ?? "no_covariate") : String(value) }, short(value));
  return h("tr", { key: arm.arm },
    armCell(results.arms[index], index, { arm: null }),
    figure(count(arm.units), arm.units), figure(count(arm.nonzero), arm.nonzero),
    figure(percent(arm.capped, arm.units), arm.capped_share),
    number(arm.plain.value, arm.plain.reason), number(arm.plain.standard_error, arm.plain.reason),
    number(arm.cuped?.value, arm.cuped?.reason), number(arm.cuped?.standard_error, arm.cuped?.reason),
    figure(arm.wilson === null ? "–" : range(arm.wilson, (value) => percent(value, 1)), arm.wilson));
}

function comparisonNumbers(comparison, metric, results) {
  const index = results.arms.findIndex((item) => item.arm === comparison.arm);
  const used = deciding(comparison);
  const looked = used.fixed_horizon;
  const facts = [
    ["Decides", "adjusted", metric.decides === "cuped" ? "adjusted by what was before" : "plain"],
    ["Difference", "difference", value(used.difference, used.reason)],
    ["Interval of the difference", "difference", used.interval === null ? words(REASONS, used.reason) : range(used.interval, short)],
    ["p (always valid)", "always", used.p_always === null ? words(REASONS, used.reason) : probability(used.p_always), used.p_always],
    ["ln e", "evidence", value(used.log_e, used.reason)],
    ["p by Holm; by Benjamini–Hochberg", "families", `${probability(comparison.p_holm)}; ${probability(comparison.p_benjamini_hochberg)}`],
    ["Variance reduction", "reduction", used.variance_reduction === null ? "–" : percent(used.variance_reduction, 1), used.variance_reduction],
    ["Adjustment θ", "adjusted", metric.theta === null || metric.theta_reason !== null ? words(REASONS, metric.theta_reason) : short(metric.theta), metric.theta],
    ["Skewness of the difference", "skew", comparison.skew_of_difference === null ? "–" : short(comparison.skew_of_difference), comparison.skew_of_difference],
    ["One planned look (Welch)", "look", looked === null ? `not shown: ${words(REASONS, used.fixed_horizon_reason)}`
      : `p ${probability(looked.p)}, ${range(looked.interval, short)}; ${plural(looked.looks_allowed, "look")} allowed`],
    ["Before exposure", "before", comparison.covariate === null || comparison.covariate.difference === null ? "–"
      : `difference ${short(comparison.covariate.difference)}${comparison.covariate.interval === null ? "" : `, ${range(comparison.covariate.interval, short)}`}`],
    ["Units left out (thin epochs)", "excluded", count(used.excluded_units)],
  ];
  return h("div", { class: "facts", key: `facts ${comparison.arm}` },
    h("p", { class: "strong" }, h("span", { class: `swatch colour-${index % 8}`, "aria-hidden": "true" }),
      ` ${results.arms[index]?.label ?? armText(comparison.arm)} against the control`),
    h("dl", {}, facts.map(([name, what, text, exact]) => h("div", { key: name }, h("dt", { class: "muted" }, name, " ", ask(what)),
      h("dd", { title: exact === undefined || exact === null ? null : String(exact) }, text)))));
}

function value(number, reason) {
  return number === null ? words(REASONS, reason) : short(number);
}

function short(number) {
  if (number === null || number === undefined) {
    return "–";
  }
  return number === 0 ? "0" : Math.abs(number) < 0.0001 || Math.abs(number) >= 1e7 ? number.toExponential(2) : String(Number(number.toPrecision(5)));
}
