// Keeps the page up to date: asks once a second while the page is visible, and shows what came back.

import * as api from "./api.js";
import { h, show } from "./dom.js";
import { experimentList, experimentPanel } from "./experiments.js";
import { ledgerPanel } from "./ledger.js";
import { footer, notice, status, welcome } from "./frame.js";

const POLL_MILLIS = 1000;
const RETRY_MILLIS = 2000;

const state = {
  experiments: null,
  experiment: null,
  ledger: null,
  crossovers: "exclude",
  connection: { state: "loading", detail: "" },
  answeredAt: null,
};

let timer = null;

async function refresh() {
  clearTimeout(timer);
  try {
    const [experiments, ledger] = await Promise.all([api.experiments(), api.ledger()]);
    state.experiments = experiments.experiments;
    state.ledger = ledger;
    state.experiment = await selectedExperiment();
    state.connection = { state: "live", detail: "" };
    state.answeredAt = Date.now();
  } catch (error) {
    state.connection = error instanceof api.Problem
      ? { state: "waiting", detail: error.message }
      : { state: "lost", detail: "The server does not answer." };
  }
  render();
  schedule();
}

function schedule() {
  clearTimeout(timer);
  if (!document.hidden) {
    timer = setTimeout(refresh, state.connection.state === "live" ? POLL_MILLIS : RETRY_MILLIS);
  }
}

function selectedExperiment() {
  const selected = selection();
  return selected === null ? null : api.experiment(selected.name, selected.salt, state.crossovers);
}

/** The experiment that the address names, else the one with the most units when the page was opened. */
function selection() {
  const named = new URLSearchParams(location.hash.slice(1));
  const isNamed = (item) => item.name === named.get("name") && item.salt === named.get("salt");
  const found = state.experiments.find(isNamed);
  if (found === undefined && state.experiments.length > 0) {
    const greatest = state.experiments.reduce((a, b) => (b.units > a.units ? b : a));
    history.replaceState(null, "", hashOf(greatest));
    return greatest;
  }
  return found ?? null;
}

function hashOf(item) {
  return `#${new URLSearchParams({ name: item.name, salt: item.salt })}`;
}

function treatCrossovers(crossovers) {
  state.crossovers = crossovers;
  refresh();
}

function render() {
  const now = Date.now();
  show(document.getElementById("status"), status(state, now));
  show(document.getElementById("notice"), notice(state, now));
  show(document.getElementById("page"), page(now));
  show(document.getElementById("foot"), footer(state));
}

function page(now) {
  if (state.experiments === null) {
    return h("p", { class: "loading" }, "Nothing to show yet.");
  }
  const parts = state.experiments.length === 0
    ? [welcome()]
    : [experimentList(state, hashOf, now), experimentPanel(state, treatCrossovers, now)];
  return [...parts, ledgerPanel(state.ledger, now)];
}

addEventListener("hashchange", refresh);
document.addEventListener("visibilitychange", refresh);
refresh();
