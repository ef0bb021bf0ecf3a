// Numbers and times for people. Whatever is rounded here is exact in a tooltip where it is shown.

import { h } from "./dom.js";

const WHOLE = new Intl.NumberFormat(undefined, { maximumFractionDigits: 0 });
const PERCENT = new Intl.NumberFormat(undefined, { style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 });
const SIGNED = new Intl.NumberFormat(undefined, {
  style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1, signDisplay: "exceptZero",
});
const CLOCK = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", hour12: false });
const DAY = new Intl.DateTimeFormat(undefined, {
  day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hour12: false,
});
const NONE = "–";

export function count(value) {
  return WHOLE.format(value);
}

export function plural(value, word) {
  return `${count(value)} ${word}${value === 1 ? "" : "s"}`;
}

/** A formatter for numbers that stand below each other: as many decimals as show four digits of the greatest. */
export function column(values, sign) {
  const numbers = values.filter((value) => value !== null).map(Number).filter(Number.isFinite);
  const greatest = Math.max(0, ...numbers.map(Math.abs));
  const whole = greatest === 0 || numbers.every(Number.isInteger);
  const digits = whole ? 0 : Math.min(12, Math.max(0, 3 - Math.floor(Math.log10(greatest))));
  const format = new Intl.NumberFormat(undefined, {
    minimumFractionDigits: digits, maximumFractionDigits: digits, signDisplay: sign ? "exceptZero" : "auto",
  });
  return (value) => (value === null ? NONE : format.format(Number(value)));
}

export function percent(part, whole) {
  if (whole === 0) {
    return NONE;
  }
  const share = part / whole;
  return share > 0 && share < 0.0005 ? `<${PERCENT.format(0.001)}` : PERCENT.format(share);
}

/** A change relative to something, with its sign. */
export function change(value) {
  return value === null ? NONE : SIGNED.format(value);
}

export function range(interval, format) {
  return `${format(interval[0])} to ${format(interval[1])}`;
}

/** A probability; below what a number can hold it says so. */
export function probability(p) {
  if (p === null) {
    return NONE;
  }
  if (p < 0.0001) {
    return p === 0 ? "< 1e-300" : p.toExponential(1);
  }
  return p >= 1 ? "1" : p.toPrecision(2);
}

/** How long ago, in the coarsest unit that still says something. */
export function ago(time, now) {
  const seconds = Math.max(0, Math.round((now - Date.parse(time)) / 1000));
  return seconds < 5 ? "just now" : `${length(seconds)} ago`;
}

/** A length of time. */
export function length(seconds) {
  const units = [["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1]];
  const [unit, size] = units.find(([, least]) => seconds >= least) ?? units[3];
  return plural(Math.floor(seconds / size), unit);
}

/** A time of day today, else with its date; in the viewer's zone, and in UTC when pointed at. */
export function moment(time, now) {
  if (time === null) {
    return h("span", {}, "unknown");
  }
  const date = new Date(time);
  const today = date.toDateString() === new Date(now).toDateString();
  return h("time", { datetime: time, title: `${time.replace("T", " ").replace("Z", "")} UTC` },
    today ? CLOCK.format(date) : DAY.format(date));
}

/** An arm's parameters as [name, value] pairs; one unnamed pair when it is not a JSON object. */
export function armParts(arm) {
  try {
    const params = JSON.parse(arm);
    if (params !== null && typeof params === "object" && !Array.isArray(params)) {
      const parts = Object.entries(params).map(([name, value]) => [name, plain(value)]);
      return parts.length > 0 ? parts : [["", "no parameters"]];
    }
  } catch {
    // Not JSON: shown as it is.
  }
  return [["", arm === "other" ? "all other arms" : arm]];
}

/** An arm in one line of text. */
export function armText(arm) {
  return armParts(arm).map(([name, value]) => (name === "" ? value : `${name} ${value}`)).join(", ");
}

function plain(value) {
  return typeof value === "string" ? value : JSON.stringify(value);
}
