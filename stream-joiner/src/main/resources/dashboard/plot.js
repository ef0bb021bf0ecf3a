// Lift over time with its interval, drawn by uPlot.

import { change, range } from "./format.js";

const HEIGHT = 190;
const MOST = 2;
const MONTH_AND_DAY = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", timeZone: "UTC" });
const DAY = (seconds) => (seconds % 86400 === 0 ? MONTH_AND_DAY.format(new Date(seconds * 1000)) : "");
const plots = new WeakMap();

/** A function that draws a metric's comparisons into an element, and redraws when the data or the colours changed. */
export function liftPlot(points, metric, colourOf, nameOf) {
  return (element) => {
    const data = columns(points, metric);
    const style = getComputedStyle(document.documentElement);
    const width = Math.max(200, Math.floor(element.clientWidth));
    const stamp = JSON.stringify([data, style.getPropertyValue("--text")]);
    const known = plots.get(element);
    if (known?.stamp === stamp) {
      if (known.width !== width) {
        known.plot.setSize({ width, height: HEIGHT });
        known.width = width;
      }
      return;
    }
    known?.plot.destroy();
    element.replaceChildren();
    const readout = document.createElement("p");
    readout.className = "readout muted";
    const tell = (index) => {
      readout.textContent = inWords(data, index, nameOf);
    };
    const plot = new globalThis.uPlot(options(data, width, style, colourOf, tell), data.table, element);
    element.append(readout);
    tell(points.length - 1);
    plots.set(element, { stamp, width, plot });
  };
}

/** What the plot shows for a day. */
function inWords({ table, arms }, index, nameOf) {
  const day = new Date(table[0][index] * 1000).toISOString().slice(0, 10);
  const lifts = arms.map((arm, i) => {
    const [value, from, to] = [1, 2, 3].map((part) => table[3 * i + part][index]);
    return `${nameOf(arm)} ${value === null ? "no lift" : change(value)}${from === null ? "" : ` (${range([from, to], change)})`}`;
  });
  return `Up to ${day} UTC: ${lifts.join("; ")}`;
}

function columns(points, metric) {
  const days = points.map((point) => Date.parse(`${point.day}T00:00:00Z`) / 1000);
  const found = points.map((point) => point.metrics.find((item) => item.metric === metric)?.comparisons ?? []);
  const arms = [...new Set(found.flat().map((comparison) => comparison.arm))];
  const table = [days];
  arms.forEach((arm) => {
    const lifts = found.map((list) => list.find((comparison) => comparison.arm === arm)?.lift ?? null);
    table.push(lifts.map((lift) => lift?.value ?? null));
    table.push(lifts.map((lift) => lift?.interval?.[0] ?? null));
    table.push(lifts.map((lift) => lift?.interval?.[1] ?? null));
  });
  return { table, arms };
}

/** Whether there is a line to draw. */
export function isDrawable(points, metric) {
  return points.length > 1 && columns(points, metric).table.slice(1).flat().some((value) => value !== null);
}

function options(data, width, style, colourOf, tell) {
  const colour = (name) => style.getPropertyValue(name).trim();
  const grid = { stroke: colour("--line"), width: 1 };
  const series = [{}];
  const bands = [];
  data.arms.forEach((arm, index) => {
    const line = colour(colourOf(arm));
    series.push({ stroke: line, width: 2, points: { show: data.table[0].length < 40, size: 5 } });
    series.push({ stroke: `${line}80`, width: 1, points: { show: false } });
    series.push({ stroke: `${line}80`, width: 1, points: { show: false } });
    bands.push({ series: [3 * index + 3, 3 * index + 2], fill: `${line}26` });
  });
  return {
    width,
    height: HEIGHT,
    series,
    bands,
    tzDate: (seconds) => globalThis.uPlot.tzDate(new Date(seconds * 1000), "Etc/UTC"),
    cursor: { y: false, drag: { x: false, y: false } },
    legend: { show: false },
    hooks: { setCursor: [(plot) => tell(plot.cursor.idx ?? data.table[0].length - 1)] },
    scales: { y: { range: () => around(data.table) } },
    axes: [
      { stroke: colour("--muted"), grid: { show: false }, ticks: grid, space: 70, values: (plot, days) => days.map(DAY) },
      { stroke: colour("--muted"), grid, ticks: grid, size: 72, values: (plot, values) => values.map(change) },
    ],
  };
}

/** Zero and the newest intervals are always in sight; the first days, which know little, may run off the edge. */
function around(table) {
  const values = table.slice(1).flat().filter((value) => value !== null).map(Math.abs).sort((a, b) => a - b);
  const most = values[Math.floor(0.9 * (values.length - 1))] ?? 1;
  const newest = table.slice(1).map((column) => Math.abs(column[column.length - 1] ?? 0));
  const bound = 1.15 * Math.min(MOST, Math.max(most, ...newest, 0.001));
  return [-bound, bound];
}
