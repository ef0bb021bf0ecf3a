// The page's frame: where one is, whether it is live, what is wrong, and what to do while there is nothing to show.

import { h } from "./dom.js";
import { ago, moment } from "./format.js";

const WORDS = { loading: "Connecting", live: "Live", waiting: "Waiting", lost: "No connection" };

export function places(place) {
  const link = (page, href, label) => h("a", {
    href, key: page, "aria-current": place.page === page || (page === "experiments" && place.page === "experiment") ? "page" : null,
  }, label);
  return [
    link("experiments", "#", "Experiments"),
    link("data", "#data=", "Data quality"),
    link("user", "#user=", "One user"),
  ];
}

export function status(state, now) {
  const ledger = state.answers?.ledger;
  const clock = ledger?.total.clock ?? null;
  const partial = state.connection.state === "live" && ledger?.partial;
  return [
    clock === null ? null : h("span", { class: "fresh" }, "data up to ", moment(clock, now)),
    h("span", { class: `pill ${partial ? "partial" : state.connection.state}` },
      h("span", { class: "dot", "aria-hidden": "true" }),
      partial ? "Partial" : WORDS[state.connection.state]),
  ];
}

/** One line at the top, only while something is not as it should be. */
export function notice(state, now) {
  const { state: connection, detail } = state.connection;
  if (connection === "lost" || connection === "waiting") {
    const since = state.answeredAt === null ? "" : ` What you see is from ${ago(new Date(state.answeredAt), now)}.`;
    return h("p", { class: "notice" }, `${detail}${since} Trying again.`);
  }
  const ledger = state.answers?.ledger;
  if (ledger?.partial) {
    const missing = ledger.missing_partitions;
    return h("p", { class: "notice" },
      `Nothing is known yet of partition${missing.length === 1 ? "" : "s"} ${missing.join(", ")}: `
      + "the numbers lack their share.");
  }
  return [];
}

/** What to do next, as long as no exposure has arrived. */
export function welcome() {
  return h("section", { class: "card welcome", key: "welcome" },
    h("h1", {}, "Waiting for the first exposure"),
    h("p", {}, "The joiner is running. Experiments appear here by themselves, a moment after their first unit was exposed."),
    h("ol", {},
      h("li", {}, h("strong", {}, "Assign. "), "Add assignment-lib to a service and ask an experiment for a parameter."),
      h("li", {}, h("strong", {}, "Log. "), "Give it the exposure logger of log-producer: each first read of a parameter is logged as an exposure, keyed by userid."),
      h("li", {}, h("strong", {}, "Measure. "), "Log outcomes for the same userid. They are credited to the first exposure, whatever order they arrive in."),
      h("li", {}, h("strong", {}, "Define. "), h("code", {}, "bin/experiments put FILE.yaml"), " says which arm is the control, what share each should have, and what is measured.")),
    h("p", { class: "muted" }, "No service at hand? ", h("code", {}, "bin/quickstart"), " runs a small shop with three experiments."));
}

export function footer(answers, now) {
  return [
    h("span", {}, answers === null ? "" : finality(answers.ledger.total.final_before, now)),
    h("nav", { "aria-label": "Raw data" },
      h("a", { href: "api/v1/experiments" }, "experiments"),
      h("a", { href: "api/v1/ledger" }, "ledger"),
      h("a", { href: "metrics" }, "metrics")),
  ];
}

function finality(finalBefore, now) {
  return finalBefore === null
    ? "Nothing is final yet."
    : ["Final up to ", moment(finalBefore, now), ". Times are in your zone; point at one for UTC."];
}
