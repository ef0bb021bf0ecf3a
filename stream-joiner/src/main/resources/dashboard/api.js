// The public REST API as the page uses it.

/** An answer that is a problem: the server is there, but says why it cannot answer. */
export class Problem extends Error {
  constructor(problem) {
    super(problem.detail ?? problem.title ?? "The server gave no reason.");
    this.status = problem.status;
  }
}

export function experiments() {
  return get("api/v1/experiments");
}

export function experiment(name, salt, crossovers) {
  return get(`api/v1/experiment?${new URLSearchParams({ name, salt, crossovers })}`);
}

export function ledger() {
  return get("api/v1/ledger");
}

async function get(path) {
  const answer = await fetch(path, { headers: { Accept: "application/json" }, signal: AbortSignal.timeout(5000) });
  const body = await answer.json();
  if (!answer.ok) {
    throw new Problem(body);
  }
  return body;
}
