// Numbers and times for people. Whatever is rounded here is exact in a tooltip where it is shown.

const WHOLE = new Intl.NumberFormat(undefined, { maximumFractionDigits: 0 });
const PERCENT = new Intl.NumberFormat(undefined, { style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 });
const CLOCK = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const DAY = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });

export function count(value) {
  return WHOLE.format(value);
}

/** A formatter for numbers that stand below each other: as many decimals as show four digits of the greatest. */
export function column(values) {
  const numbers = values.map(Number).filter(Number.isFinite);
  const greatest = Math.max(0, ...numbers.map(Math.abs));
  const whole = greatest === 0 || numbers.every(Number.isInteger);
  const digits = whole ? 0 : Math.min(12, Math.max(0, 3 - Math.floor(Math.log10(greatest))));
  const format = new Intl.NumberFormat(undefined, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return (value) => format.format(Number(value));
}

export function percent(part, whole) {
  if (whole === 0) {
    return "–";
  }
  const share = part / whole;
  return share > 0 && share < 0.0005 ? `<${PERCENT.format(0.001)}` : PERCENT.format(share);
}

/** How long ago, in the coarsest unit that still says something. */
export function ago(time, now) {
  const seconds = Math.max(0, Math.round((now - Date.parse(time)) / 1000));
  if (seconds < 5) {
    return "just now";
  }
  const units = [["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1]];
  const [unit, size] = units.find(([, length]) => seconds >= length);
  const amount = Math.floor(seconds / size);
  return `${amount} ${unit}${amount === 1 ? "" : "s"} ago`;
}

/** A time of day today, else with its date; in the viewer's zone. */
export function moment(time, now) {
  const date = new Date(time);
  return date.toDateString() === new Date(now).toDateString() ? CLOCK.format(date) : DAY.format(date);
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

function plain(value) {
  return typeof value === "string" ? value : JSON.stringify(value);
}
