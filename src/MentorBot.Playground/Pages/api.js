/** The reader's own zone: times are shown in it, and what they type is read in it. */
export const zone = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "UTC";

async function ask(address, request) {
  let response;
  try {
    response = await fetch(address, request);
  } catch (error) {
    if (error.name === "AbortError") {
      throw error;
    }
    throw new Error("I can't reach the bot. Is it still running? What you wrote is still here.");
  }
  const answer = await response.json();
  if (!response.ok) {
    throw new Error(answer.error);
  }
  return answer;
}

/** Sends something; a failure is thrown with a sentence to show. */
export const send = (name, body) =>
  ask(`/api/${name}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ ...body, zone }),
  });

export const complete = (as, text, signal) =>
  ask(`/api/complete?${new URLSearchParams({ as, text })}`, { signal });

/** The bot's clock, and the zone in which somebody lives. */
export const seeClock = (as) =>
  ask(`/api/clock?${new URLSearchParams({ as, zone })}`);
