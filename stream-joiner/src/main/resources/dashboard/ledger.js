// The ledger: where every record that was read from the input topics went.

import { h } from "./dom.js";
import { count, percent } from "./format.js";

const MEANING = {
  first: "first exposure of a unit",
  repeat: "unit that was exposed before",
  joined: "credited to an exposure",
  unexposed: "in no exposed unit's window so far",
  duplicate: "copy of a record that came before",
  retraction: "takes an outcome back",
  retracted: "was taken back",
  late: "older than the horizon: not accepted",
  future: "ahead of the broker's clock: not accepted",
  undecodable: "not a valid record: not accepted",
  capped: "more than one user may bring in an hour: not accepted",
  erased: "of a user that was erased",
  heartbeat: "written only to move the clock",
};

const ORDER = Object.keys(MEANING);

export function ledgerPanel(ledger) {
  const { exposures, outcomes } = ledger.total;
  return h("section", { class: "card ledger", key: "ledger" },
    h("h2", {}, "Where every record went"),
    topicBar("Exposures", exposures),
    topicBar("Outcomes", outcomes),
    losses(ledger.losses.total));
}

function topicBar(label, topic) {
  const classes = Object.entries(topic.classes)
    .filter(([, records]) => records > 0)
    .sort(([a], [b]) => rank(a) - rank(b));
  return h("div", { class: "topic", key: label },
    h("div", { class: "title" },
      h("h3", {}, label),
      h("span", { class: "figure", title: `${topic.consumed} records read` }, count(topic.consumed)),
      h("span", { class: topic.balanced ? "muted" : "bad" },
        balance(topic))),
    h("div", { class: "stack", "aria-hidden": "true" }, classes.map(([name, records]) =>
      h("span", { key: name, class: `class-${name}`, title: describe(name, records), style: { "flex-grow": String(records) } }))),
    h("ul", { class: "legend" }, classes.map(([name, records]) =>
      h("li", { key: name, title: describe(name, records) },
        h("span", { class: `swatch class-${name}`, "aria-hidden": "true" }),
        h("span", {}, name),
        h("span", { class: "figure" }, count(records)),
        h("span", { class: "muted" }, percent(records, topic.consumed))))));
}

function balance(topic) {
  if (!topic.balanced) {
    return "read, but the classes do not add up to it";
  }
  return topic.consumed === 0 ? "read so far" : "read, each in exactly one class";
}

function rank(name) {
  const place = ORDER.indexOf(name);
  return place < 0 ? ORDER.length : place;
}

function describe(name, records) {
  return `${name}: ${MEANING[name] ?? "of an unknown class"}; ${records} records`;
}

/** What never reached Kafka, as the producers themselves report it. */
function losses(total) {
  if (total.length === 0) {
    return h("p", { class: "muted note", key: "losses" }, "No producer has reported a loss.");
  }
  const lost = total.reduce((sum, loss) => sum + loss.count, 0);
  return h("div", { class: "losses", key: "losses" },
    h("h3", {}, "Lost before Kafka"),
    h("p", { class: "bad" }, `Producers report ${count(lost)} records that they had to drop.`),
    h("ul", { class: "legend" }, total.map((loss) =>
      h("li", { key: JSON.stringify([loss.kind, loss.reason, loss.experiment]), title: `${loss.first} to ${loss.last}` },
        h("span", {}, `${loss.kind}, ${loss.reason}`),
        loss.experiment === null ? null : h("span", { class: "muted" }, loss.experiment),
        h("span", { class: "figure" }, count(loss.count))))));
}
