// One user: what was met, what came of it, and why an event counts or does not.

import { addressOf } from "./experiments.js";
import { h } from "./dom.js";
import { armText, count, moment, plural } from "./format.js";

const FATES = {
  joined: "credited to at least one unit",
  unexposed: "in no unit's window",
  retracted: "came and was taken back",
  retracted_before_it_came: "was taken back before it came",
};

export function userPage({ place, user, explanation }, actions, now) {
  return h("article", { class: "experiment", key: "user" },
    h("section", { class: "card", key: "form" },
      h("h1", {}, "One user"),
      h("p", { class: "muted" }, "What a user met and did, and why one of its events counts or does not."),
      form(place, actions)),
    place.userid === "" ? null : unitsCard(place, user, now),
    place.userid === "" || place.eventId === "" ? null : explanationCard(place, explanation, now));
}

function form(place, actions) {
  return h("form", {
    class: "ask",
    onsubmit: (event) => {
      event.preventDefault();
      const data = new FormData(event.target);
      const eventId = data.get("event").trim();
      actions.go(eventId === "" ? { user: data.get("user") } : { user: data.get("user"), event: eventId });
    },
  },
  h("label", {}, "userid", h("input", { name: "user", required: true, value: place.userid, autocomplete: "off", spellcheck: "false" })),
  h("label", {}, "event id (optional)", h("input", { name: "event", value: place.eventId, autocomplete: "off", spellcheck: "false" })),
  h("button", { type: "submit", class: "button main" }, "Show"));
}

function unitsCard(place, user, now) {
  if (user === null) {
    return h("section", { class: "card", key: "units" },
      h("h2", {}, place.userid),
      h("p", { class: "hint" }, "No exposure of this user has been counted. Check the spelling; a userid is the text that the service logged."));
  }
  return h("section", { class: "card", key: "units" },
    h("h2", {}, user.userid, " ", h("span", { class: "muted" }, plural(user.units.length, "unit"))),
    h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Units of the user" },
      h("table", {},
        h("thead", {}, h("tr", {}, ["Experiment", "Unit", "Arm of first exposure", "First exposed", "Outcomes credited"].map((label) => h("th", { scope: "col", key: label }, label)))),
        h("tbody", {}, user.units.map((unit) => h("tr", { key: JSON.stringify([unit.experiment, unit.salt, unit.unit]) },
          h("th", { scope: "row", class: "wrap" }, h("a", { href: addressOf({ name: unit.experiment, salt: unit.salt }) }, unit.experiment === "" ? "(no name)" : unit.experiment)),
          h("td", { class: "wrap" }, unit.unit),
          h("td", { class: "wrap", title: JSON.stringify(unit.params) }, armText(unit.arm),
            unit.crossover ? h("span", { class: "chip warn" }, `crossed: seen with ${plural(unit.arms.length, "arm")}`) : null),
          h("td", {}, moment(unit.first_exposure, now)),
          h("td", {}, unit.totals.length === 0 ? h("span", { class: "muted" }, "none") : unit.totals.map((total) =>
            h("span", { class: "total", key: total.metric }, `${total.metric} ${total.total} `, h("span", { class: "muted" }, `in ${count(total.count)}`))))))))));
}

function explanationCard(place, explanation, now) {
  return h("section", { class: "card", key: "explanation" },
    h("h2", {}, `Event ${place.eventId}`),
    explanation === null ? h("p", { class: "hint" }, "Nothing is known of this user's events.") : [
      h("p", { key: "text" }, explanation.text === "" ? "Nothing is remembered under this id." : explanation.text),
      explanation.outcomes.map((outcome) => h("div", { key: outcome.time, class: "outcome" },
        h("h3", {}, outcome.event === "" ? "event" : outcome.event, outcome.value === null ? "" : ` ${outcome.value}`, " at ", moment(outcome.time, now)),
        h("p", { class: "muted" }, `${FATES[outcome.class] ?? outcome.class}; offset ${outcome.offset} of the outcomes topic`),
        h("ul", { class: "plain" }, outcome.units.map((unit) => h("li", { key: JSON.stringify([unit.experiment, unit.salt, unit.unit]) },
          h("span", { class: unit.counts ? "chip good" : "chip" }, unit.counts ? "counts" : "does not count"), ` ${unit.experiment}: ${unit.text}`))))),
    ]);
}
