// Lift over time with its interval, drawn by uPlot.

import { armText, change } from "./format.js";

const HEIGHT = 210;
const plots = new WeakMap();

/** A function that draws a metric's comparisons into an element, and redraws when the data or the colours changed. */
export function liftPlot(points, metric, colourOf) {
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
    const plot = new globalThis.uPlot(options(data, width, style, colourOf), data.table, element);
    plots.set(element, { stamp, width, plot });
  };
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

function options(data, width, style, colourOf) {
  const colour = (name) => style.getPropertyValue(name).trim();
  const grid = { stroke: colour("--line"), width: 1 };
  const series = [{ value: (plot, seconds) => (seconds === null ? "" : new Date(seconds * 1000).toISOString().slice(0, 10)), label: "Day (UTC)" }];
  const bands = [];
  data.arms.forEach((arm, index) => {
    const line = colour(colourOf(arm));
    const text = (plot, value) => change(value);
    series.push({ label: armText(arm), stroke: line, width: 2, value: text, points: { show: data.table[0].length < 40, size: 5 } });
    series.push({ label: "from", stroke: `${line}80`, width: 1, value: text, points: { show: false } });
    series.push({ label: "to", stroke: `${line}80`, width: 1, value: text, points: { show: false } });
    bands.push({ series: [3 * index + 3, 3 * index + 2], fill: `${line}26` });
  });
  return {
    width,
    height: HEIGHT,
    series,
    bands,
    tzDate: (seconds) => globalThis.uPlot.tzDate(new Date(seconds * 1000), "Etc/UTC"),
    cursor: { y: false, drag: { x: false, y: false } },
    legend: { live: true },
    scales: { y: { range: (plot, least, greatest) => around(data.table, least, greatest) } },
    axes: [
      { stroke: colour("--muted"), grid: { show: false }, ticks: grid },
      { stroke: colour("--muted"), grid, ticks: grid, size: 64, values: (plot, values) => values.map(change) },
    ],
  };
}

/** Zero and the newest intervals are always in sight; the first days, which know little, may run off the edge. */
function around(table) {
  const values = table.slice(1).flat().filter((value) => value !== null).map(Math.abs).sort((a, b) => a - b);
  const most = values[Math.floor(0.9 * (values.length - 1))] ?? 1;
  const newest = table.slice(1).map((column) => Math.abs(column[column.length - 1] ?? 0));
  const bound = 1.15 * Math.max(most, ...newest, 0.001);
  return [-bound, bound];
}
