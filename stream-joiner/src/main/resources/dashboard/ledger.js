// The ledger: where every record that was read from the input topics went.

import { h } from "./dom.js";
import { count, length, moment, percent, plural } from "./format.js";
import { ask } from "./meanings.js";

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

export function ledgerPage({ ledger, rejected }, now) {
  const { exposures, outcomes } = ledger.total;
  return [
    h("section", { class: "card ledger", key: "ledger" },
      h("h1", {}, "Where every record went ", ask("ledger")),
      topicBar("Exposures", exposures),
      topicBar("Outcomes", outcomes),
      h("p", { class: "muted note" }, ledger.total.final_before === null
        ? "Nothing is final yet." : ["Final up to ", moment(ledger.total.final_before, now), ". "], ask("final"))),
    rejectedCard(rejected.rejected, now),
    sources(ledger.sources, now),
    losses(ledger.losses, now),
    partitions(ledger, now),
  ];
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

function rejectedCard(samples, now) {
  const reasons = [...new Set(samples.map((sample) => sample.reason))];
  return h("section", { class: "card", key: "rejected" },
    h("h2", {}, "Not accepted"),
    samples.length === 0
      ? h("p", { class: "muted" }, "No record has been refused.")
      : reasons.map((reason) => reasonRows(reason, samples.filter((sample) => sample.reason === reason), now)));
}

function reasonRows(reason, samples, now) {
  return h("details", { key: reason, class: "numbers" },
    h("summary", {}, h("code", {}, reason), ` ${samples[0].detail}`, h("span", { class: "muted" }, ` (${plural(samples.length, "newest sample")})`)),
    h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": `Samples of ${reason}` },
      h("table", {},
        h("thead", {}, h("tr", {}, ["Appended", "Where", "Key", "Bytes", "Why"].map((label) => h("th", { scope: "col", key: label }, label)))),
        h("tbody", {}, samples.map((sample) => h("tr", { key: `${sample.topic} ${sample.partition} ${sample.offset}` },
          h("td", {}, moment(sample.append_time, now)),
          h("td", {}, `${sample.topic}, partition ${sample.partition}, offset ${sample.offset}`),
          h("td", { class: "wrap" }, sample.key ?? h("span", { class: "muted" }, "none")),
          h("td", {}, count(sample.value_bytes)),
          h("td", { class: "wrap" }, sample.detail)))))));
}

function sources(all, now) {
  const sorted = [...all].sort((a, b) => Number(b.suspect) - Number(a.suspect) || Math.abs(b.least_delay_ms) - Math.abs(a.least_delay_ms));
  return h("section", { class: "card", key: "sources" },
    h("h2", {}, "Hosts and their clocks ", ask("clocks")),
    sorted.length === 0 ? h("p", { class: "muted" }, "No host has sent a record yet.")
      : h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Hosts" },
        h("table", {},
          h("thead", {}, h("tr", {}, ["Host", "Topic", "Records", "Late", "Ahead", "Clock", "Hour"].map((label) =>
            h("th", { scope: "col", key: label, class: ["Records", "Late", "Ahead"].includes(label) ? "number" : null }, label)))),
          h("tbody", {}, sorted.map((source) => h("tr", { key: `${source.topic} ${source.host}` },
            h("th", { scope: "row" }, source.host === "" ? "(unknown)" : source.host),
            h("td", {}, source.topic),
            h("td", { class: "number" }, count(source.records)),
            h("td", { class: "number" }, count(source.late)),
            h("td", { class: "number" }, count(source.future)),
            h("td", { class: source.suspect ? "bad" : null, title: `${source.least_delay_ms} ms` }, clock(source)),
            h("td", {}, moment(source.hour, now))))))));
}

function clock(source) {
  const seconds = Math.round(Math.abs(source.least_delay_ms) / 1000);
  if (seconds < 1) {
    return "right";
  }
  return `${length(seconds)} ${source.least_delay_ms > 0 ? "behind" : "ahead"}${source.suspect ? ": wrong" : ""}`;
}

/** What never reached Kafka, as the producers themselves report it. */
function losses({ total, reports }, now) {
  const lost = total.reduce((sum, loss) => sum + loss.count, 0);
  return h("section", { class: "card", key: "losses" },
    h("h2", {}, "Lost before Kafka ", ask("losses")),
    total.length === 0 ? h("p", { class: "muted" }, "No producer has reported a loss.") : [
      h("p", { class: "bad", key: "sum" }, `Producers report ${plural(lost, "record")} that they had to drop.`),
      h("ul", { class: "legend", key: "list" }, total.map((loss) =>
        h("li", { key: JSON.stringify([loss.kind, loss.reason, loss.experiment]) },
          h("span", {}, `${loss.kind}, ${loss.reason}`),
          loss.experiment === null ? null : h("span", { class: "muted" }, loss.experiment),
          h("span", { class: "figure" }, count(loss.count)),
          h("span", { class: "muted" }, moment(loss.first, now), " to ", moment(loss.last, now))))),
      h("p", { class: "muted", key: "hosts" }, `Reported by ${[...new Set(reports.map((report) => report.host))].join(", ") || "nobody by name"}.`),
    ]);
}

function partitions(ledger, now) {
  return h("section", { class: "card", key: "partitions" },
    h("h2", {}, "Partitions"),
    h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Partitions" },
      h("table", {},
        h("thead", {}, h("tr", {}, ["Partition", "Exposures", "Outcomes", "Clock", "Final up to", "Published"].map((label) => h("th", { scope: "col", key: label }, label)))),
        h("tbody", {},
          ledger.partitions.map((part) => h("tr", { key: String(part.partition) },
            h("th", { scope: "row" }, String(part.partition)),
            h("td", { title: `next offset ${part.asOf.exposures}` }, count(part.exposures.consumed)),
            h("td", { title: `next offset ${part.asOf.outcomes}` }, count(part.outcomes.consumed)),
            h("td", {}, moment(part.clock, now)),
            h("td", {}, moment(part.final_before, now)),
            h("td", {}, moment(part.published, now)))),
          ledger.missing_partitions.map((part) => h("tr", { key: `missing ${part}` },
            h("th", { scope: "row" }, String(part)), h("td", { colspan: "5", class: "bad" }, "nothing is known of it yet")))))));
}
