// What each number means: a question mark beside it opens a note.

import { h } from "./dom.js";

/** Subject, plain words, formula, section of the explanations. */
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
  rate: ["mean, rate, ratio", "What a unit brings on average: its total of the metric, units without an event counted as 0. A rate is the share of units with "
    + "the event. A ratio is sum over sum, not the mean of the units' ratios.", "mean = Σy / n; ratio = Σy / Σx", "2"],
  error: ["± error", "How far the number may be off by chance, roughly two thirds of the time.", "s / √n", "2"],
  capped: ["capped", "The share of units whose total was cut at a cap. If it differs between the arms, the cap hides part of the effect.", "capped units / n", "1"],
  wilson: ["Wilson interval", "The plausible range of this one arm's rate, for one look.",
    "centre (p + z²/2n) / (1 + z²/n), half-width z/(1 + z²/n) · √(p(1−p)/n + z²/4n²)", "2"],
  difference: ["difference", "Treatment minus control, in the metric's own unit. Its interval may be looked at as often as you like.", "m_B − m_A ± k · √(s²_A/n_A + s²_B/n_B)", "3"],
  always: ["p (always valid)", "How surprising the data would be if nothing happened. It holds however often you look; below alpha the interval leaves out 0.",
    "p = min(1, 1/e)", "3"],
  evidence: ["ln e", "How many times better the data fit “there is a difference” than “there is none”, as a logarithm: 3 is twenty times.",
    "ln e = ½ (n/(n + v) · z² − ln(1 + n/v))", "3"],
  families: ["adjusted p", "With several comparisons some look good by luck. These p-values allow for that; they are for exports, decisions use the intervals and e-BH.",
    "Holm; Benjamini–Hochberg", "7"],
  reduction: ["variance reduction", "What adjusting by the time before exposure brought: 0.4 makes the interval as narrow as 1.7 times as many units would.",
    "1 − V adjusted / V plain", "4"],
  skew: ["skewness", "Few heavy units make averages of few units misleading. At most 0.1 is asked for.", "|m3_B/n_B² − m3_A/n_A²| / V^1.5", "7"],
  look: ["one planned look", "Welch's t-test: narrower, and right if it is looked at once, at the planned end. Looked at every day it is wrong in a quarter of the experiments in which nothing happens.",
    "t = difference / √V", "3"],
  before: ["before exposure", "The same metric in the days before anybody was exposed. The arms must not differ there; if they do, assignment or exposure is broken.",
    "difference of the covariate's means, always-valid interval", "4"],
  excluded: ["left out", "Units of allocation epochs in which an arm has fewer than two units: nothing can be compared there.", "epochs with n_A < 2 or n_B < 2", "5"],
};

const EXPLANATIONS = "assets/STATISTICS.md";

/** The question mark beside a number. */
export function ask(name) {
  const [subject] = MEANINGS[name];
  return h("button", {
    type: "button", class: "what", key: `what ${name}`, popovertarget: `meaning-${name}`, "aria-label": `What does “${subject}” mean?`,
  }, "?");
}

/** The notes that the question marks open, each once on the page. */
export function notes() {
  return Object.entries(MEANINGS).map(([name, [subject, text, formula, section]]) =>
    h("div", { popover: "auto", id: `meaning-${name}`, class: "meaning", key: name, role: "dialog", "aria-label": subject },
      h("p", { class: "strong" }, `What does “${subject}” mean?`),
      h("p", {}, text),
      h("p", {}, h("code", {}, formula)),
      h("p", { class: "closing" },
        section === "" ? h("span", {}) : h("a", { href: EXPLANATIONS, target: "_blank" }, `All explanations (section ${section})`),
        h("button", { type: "button", class: "button", popovertarget: `meaning-${name}`, popovertargetaction: "hide" }, "Close"))));
}
