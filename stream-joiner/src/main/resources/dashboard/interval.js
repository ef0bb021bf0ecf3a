// Intervals as bars on one axis, so that they can be compared by eye. The numbers stand beside them.

import { h } from "./dom.js";
import { change } from "./format.js";

const WIDEST = 1;
const STEPS = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, WIDEST];

/** The half-width of the axis that shows all intervals; what is wider than ±100 % runs off its end. */
export function axisOf(intervals) {
  const bounds = intervals.filter((interval) => interval !== null).flat().map(Math.abs);
  const greatest = Math.max(0, ...bounds);
  return STEPS.find((step) => step >= greatest) ?? WIDEST;
}

export function axisHead(axis) {
  return h("span", { class: "axis", "aria-hidden": "true" },
    h("span", {}, change(-axis)), h("span", {}, "0"), h("span", {}, change(axis)));
}

export function intervalBar(value, interval, axis, kind) {
  if (interval === null) {
    return h("span", { class: "interval", "aria-hidden": "true" });
  }
  const [from, to] = interval.map((bound) => place(bound, axis));
  const ends = `${interval[0] < -axis ? " open-left" : ""}${interval[1] > axis ? " open-right" : ""}`;
  return h("span", { class: `interval ${kind}`, "aria-hidden": "true" },
    h("span", { class: "zero" }),
    h("span", { class: `band${ends}`, style: { left: `${from}%`, width: `${Math.max(0.6, to - from).toFixed(2)}%` } }),
    value === null || Math.abs(value) > axis ? null : h("span", { class: "point", style: { left: `${place(value, axis)}%` } }));
}

function place(value, axis) {
  return (50 + 50 * Math.max(-1, Math.min(1, value / axis))).toFixed(2);
}
