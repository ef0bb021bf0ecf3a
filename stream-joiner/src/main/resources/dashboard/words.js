// What codes and numbers mean, in plain language.

import { h } from "./dom.js";

export const BLOCKERS = {
  min_units: "an arm has fewer than 100 units",
  min_counts: "an arm has fewer than 10 units with the event, or fewer than 10 without",
  min_nonzero: "an arm has fewer than 25 units with a value other than 0",
  skew: "the values are too skewed for so few units; more units or a cap help",
  denominator: "the ratio's denominator is not known well enough",
  srm: "the arms do not have the sizes they should have",
  stray: "units turned up in an arm that should be empty",
  covariate: "the arms differed before anybody was exposed",
  crossed: "more than 1 % of the units were seen with several arms",
  not_matured: "an arm has no unit yet whose whole window is over",
};

export const REASONS = {
  no_units: "an arm has no units",
  insufficient_n: "an arm has a single unit",
  zero_variance: "all units of both arms are alike",
  denominator_zero: "the denominator adds up to 0",
  baseline_zero: "the control is 0, and nothing can be relative to it",
  baseline_not_separated_from_zero: "the control may be 0, so a change in percent has no bounds",
  no_covariate_variance: "nothing is known from before exposure, so there is nothing to adjust by",
  no_covariate: "no adjustment is declared",
  no_planned_end: "no end is planned",
  planned_end_not_reached: "the planned end is not reached",
  not_kept_by_day: "a ratio is not kept by day",
  only_matured_units_decide: "only matured units decide",
};

export const ALARMS = {
  srm: "sample ratio",
  stray: "stray units",
  crossed: "crossed units",
};

/** A code in words; an unknown one as it is. */
export function words(table, code) {
  return table[code] ?? String(code);
}

const MEANINGS = {
  units: ["units", "How many users (or whatever is assigned) met each arm, each counted once, in the arm that it met first.",
    "expected = all units × declared share", "6"],
  sample_ratio: ["sample ratio", "If half of the units should be in each arm and 52 % are, something loses units in one arm, and what it loses is "
    + "not random. This check may be looked at all the time: a false alarm has a chance of at most 1 in 1000 over the whole life of the experiment.",
    "ln BF = lnΓ(A) − lnΓ(A + n) + Σ [lnΓ(A w + c) − lnΓ(A w) − c ln w], A = 1000; warning from 100, alarm from 1000", "6"],
  crossed: ["crossed", "Units that were seen with more than one arm. They are left out of all metrics unless you count them for the arm they met first. "
    + "Above 1 % the rest is no longer a fair sample.", "share = crossed / all units; alarm above 1 %", "1"],
  matured: ["matured", "A unit is matured when its whole window is over and final. Who came this morning had no time to buy anything, so only matured units decide. "
    + "To date counts everybody, finished or not.", "matured: first exposure + window ≤ final time", "1"],
  lift: ["lift", "How much more or less the arm has than the control, relative to the control. You may look at the interval as often as you like: it misses the "
    + "true value with a chance of at most alpha over the whole life of the experiment.",
    "(treatment − control) / |control|; interval: Fieller's, with k² = (n + v)/n · (ln(1 + n/v) + L), L = −2 ln(alpha), v = n*/(L + ln(1 + L))", "3"],
  ready: ["not ready", "The interval rests on averages of enough units. Until every condition holds the numbers are grey and nothing is called a difference.",
    "at least 100 units, 25 with a value (rates: 10 with and 10 without), little skew, no alarm, matured units", "7"],
  guardrail: ["guardrail", "A metric that must not get worse. It passes when the whole interval is above minus its margin, and fails when it is all below.",
    "passes: lower bound > −margin; fails: upper bound < −margin", "7"],
  adjusted: ["adjusted", "Users who were heavy users before the experiment are so in it. Taking out what could have been foretold makes the interval narrower.",
    "adjusted mean = ȳ − θ (x̄ − x̄ of all arms)", "4"],
  series: ["lift over time", "Each point has all units first exposed up to the end of that day, with what is known of them now. It is not what the page showed on that day. "
    + "It is not adjusted by what was before.", "lift and its always-valid interval, day by day", "3"],
  ledger: ["the ledger", "Every record that was read is in exactly one of these classes, so they add up to all of them.", "read = Σ classes", ""],
  clocks: ["clock", "The shortest way of a record from the host's clock to the broker's says how wrong the host's clock is. More than a minute is shown as suspect.",
    "least (append time − event time) within the newest hour", ""],
  losses: ["lost", "Records that services had to drop before Kafka, as they report it themselves.", "sum of all reports", ""],
  final: ["final", "Records that come later can no longer change what is before this time.", "final = clock − horizon − a minute, the slowest partition", "1"],
};

/** A small fold-out beside a number: what it means, its formula, and where to read more. */
export function meaning(name) {
  const [subject, text, formula, section] = MEANINGS[name];
  return h("details", { class: "meaning", key: `meaning ${name}` },
    h("summary", {}, `What does “${subject}” mean?`),
    h("p", {}, text),
    h("p", {}, h("code", {}, formula)),
    section === "" ? null : h("p", { class: "muted" }, `More: docs/STATISTICS.md, section ${section}.`));
}
