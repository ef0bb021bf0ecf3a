// Keeps asking while the page is visible. Whoever replaces polling by pushed events replaces this file only.

const POLL_MILLIS = 1000;
const RETRY_MILLIS = 2000;

/**
 * Follows the server.
 *
 * @param ask asks for everything that is shown; a promise
 * @param tell is given the answer, or else the error; an answer to a question that is no longer asked is dropped
 * @return now: a function that asks at once
 */
export function follow(ask, tell) {
  let timer = null;
  let turn = 0;

  async function now() {
    clearTimeout(timer);
    const mine = ++turn;
    let wait = POLL_MILLIS;
    try {
      const answer = await ask();
      if (mine !== turn) {
        return;
      }
      tell(answer, null);
    } catch (error) {
      if (mine !== turn) {
        return;
      }
      tell(null, error);
      wait = RETRY_MILLIS;
    }
    if (!document.hidden) {
      timer = setTimeout(now, wait);
    }
  }

  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) {
      now();
    }
  });
  addEventListener("online", now);
  return now;
}
