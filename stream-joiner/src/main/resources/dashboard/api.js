// The public REST API as the page uses it.

const PATIENCE_MILLIS = 5000;

/** An answer that is a problem: the server is there, but says why it cannot answer. */
export class Problem extends Error {
  constructor(problem, status) {
    super(problem.detail ?? problem.title ?? "The server gave no reason.");
    this.status = problem.status ?? status;
  }
}

export function experiments() {
  return get("experiments");
}

export function results(name, salt, view, crossovers) {
  return get("experiment/results", { name, salt, view, crossovers });
}

export function series(name, salt, crossovers) {
  return get("experiment/series", { name, salt, crossovers });
}

export function definition(name, salt) {
  return get("experiment/definition", { name, salt });
}

export function check(name, salt) {
  return get("experiment/check", { name, salt });
}

export function ledger() {
  return get("ledger");
}

export function rejected() {
  return get("rejected");
}

export function user(userid) {
  return get("user", { userid });
}

export function explain(userid, eventId) {
  return get("explain", { userid, event_id: eventId });
}

/** Where results can be had as a table, with every digit. */
export function tableAddress(name, salt, view, crossovers) {
  return `api/v1/experiment/results?${new URLSearchParams({ name, salt, view, crossovers, format: "csv" })}`;
}

async function get(path, parameters) {
  const query = parameters === undefined ? "" : `?${new URLSearchParams(parameters)}`;
  const answer = await fetch(`api/v1/${path}${query}`, {
    headers: { Accept: "application/json" }, signal: AbortSignal.timeout(PATIENCE_MILLIS),
  });
  const body = await answer.json();
  if (!answer.ok) {
    throw new Problem(body, answer.status);
  }
  return body;
}
