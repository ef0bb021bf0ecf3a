// What is shown, by the address, and what has to be asked for it.

import * as api from "./api.js";
import { h, show } from "./dom.js";
import { experimentPage } from "./experiment.js";
import { experimentList } from "./experiments.js";
import { footer, notice, places, status, welcome } from "./frame.js";
import { ledgerPage } from "./ledger.js";
import { follow } from "./live.js";
import { notes } from "./meanings.js";
import { userPage } from "./user.js";

const state = {
  place: { page: "experiments" },
  answers: null,
  connection: { state: "loading", detail: "" },
  answeredAt: null,
  list: { text: "", sort: "units", descending: true, all: false },
  revealed: new Set(),
  checks: new Map(),
  explanation: null,
};

const VIEWS = ["matured", "to_date"];

/** The address says what is shown, so that it can be sent to somebody. */
function placeOf(hash) {
  const named = new URLSearchParams(hash.slice(1));
  if (named.has("name")) {
    return {
      page: "experiment",
      name: named.get("name"),
      salt: named.get("salt") ?? "",
      view: VIEWS.includes(named.get("view")) ? named.get("view") : null,
      crossovers: named.get("crossovers") === "first_seen" ? "first_seen" : "exclude",
    };
  }
  if (named.has("user")) {
    return { page: "user", userid: named.get("user"), eventId: named.get("event") ?? "" };
  }
  return { page: named.has("data") ? "data" : "experiments" };
}

const other = { matured: "to_date", to_date: "matured", exclude: "first_seen", first_seen: "exclude" };

async function ask() {
  const { place } = state;
  const shared = { place, ledger: api.ledger() };
  const asked = { ...shared, ...(await questions[place.page](place)) };
  const names = Object.keys(asked);
  const values = await Promise.all(Object.values(asked));
  return Object.fromEntries(names.map((name, index) => [name, values[index]]));
}

const questions = {
  experiments: () => ({ experiments: api.experiments() }),
  data: () => ({ rejected: api.rejected() }),
  user: ({ userid, eventId }) => ({
    user: userid === "" ? null : orNone(api.user(userid)),
    explanation: userid === "" || eventId === "" ? null : orNone(api.explain(userid, eventId)),
  }),
  experiment: async (place) => {
    const { name, salt, crossovers } = place;
    const [matured, toDate] = await Promise.all(VIEWS.map((view) => orNone(api.results(name, salt, view, crossovers))));
    const view = place.view ?? viewOf(matured);
    return {
      place: { ...place, view },
      results: view === "matured" ? matured : toDate,
      otherView: view === "matured" ? toDate : matured,
      otherCrossovers: orNone(api.results(name, salt, view, other[crossovers])),
      series: orNone(api.series(name, salt, crossovers)),
      definition: orNone(api.definition(name, salt)),
    };
  },
};

/** Matured units decide; as long as there are none, those to date are shown. */
function viewOf(matured) {
  return matured === null || matured.arms.some((arm) => arm.matured_units > 0) ? "matured" : "to_date";
}

/** What is not known is an answer too: null. */
async function orNone(answer) {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof api.Problem && (error.status === 404 || error.status === 400)) {
      return null;
    }
    throw error;
  }
}

function tell(answers, error) {
  if (error === null) {
    if (state.answers === null) {
      performance.mark("first-answer");
    }
    state.answers = answers;
    state.connection = { state: "live", detail: "" };
    state.answeredAt = Date.now();
  } else {
    state.connection = error instanceof api.Problem
      ? { state: "waiting", detail: error.message }
      : { state: "lost", detail: "The server does not answer." };
  }
  render();
}

const now = follow(ask, tell);

/** What the page's controls may do. */
const actions = {
  go(place) {
    location.hash = `#${new URLSearchParams(place)}`;
  },
  list(change) {
    Object.assign(state.list, change);
    render();
  },
  reveal(key) {
    state.revealed.add(key);
    render();
  },
  async check(name, salt) {
    const key = JSON.stringify([name, salt]);
    state.checks.set(key, { running: true });
    render();
    try {
      state.checks.set(key, { report: await api.check(name, salt) });
    } catch (error) {
      state.checks.set(key, { failure: error.message });
    }
    render();
  },
};

function render() {
  const time = Date.now();
  const shown = state.answers;
  show(document.getElementById("places"), places(state.place));
  show(document.getElementById("status"), status(state, time));
  show(document.getElementById("notice"), notice(state, time));
  show(document.getElementById("page"), page(shown, time));
  show(document.getElementById("foot"), footer(shown, time));
  document.title = title();
}

const pages = {
  experiments: (answers, time) => answers.experiments.experiments.length === 0
    ? welcome() : experimentList(answers.experiments.experiments, state.list, actions, time),
  experiment: (answers, time) => experimentPage(answers, state, actions, time),
  data: (answers, time) => ledgerPage(answers, time),
  user: (answers, time) => userPage(answers, actions, time),
};

function page(answers, time) {
  const fits = answers !== null && answers.place.page === state.place.page
    && answers.place.name === state.place.name && answers.place.userid === state.place.userid;
  return fits ? pages[answers.place.page](answers, time) : h("p", { class: "loading", key: "loading" }, "Loading…");
}

function title() {
  const { place } = state;
  const parts = { experiments: "Experiments", data: "Data quality", user: "One user", experiment: place.name };
  return `${parts[place.page] || "(no name)"} · exposures`;
}

function moved() {
  const before = state.place;
  const skip = location.hash === "#page";
  state.place = skip ? before : placeOf(location.hash);
  if (before.page !== state.place.page || before.name !== state.place.name) {
    scrollTo(0, 0);
  }
  render();
  now();
}

show(document.getElementById("notes"), notes());
addEventListener("hashchange", moved);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", render);
moved();
