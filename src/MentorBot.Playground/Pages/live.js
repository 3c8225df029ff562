const retryAfter = 2000;

/**
 * Keeps a stream of what happens in the room. It starts with all there is, after each reconnection, too, so that a
 * page needs to remember nothing of what it missed.
 */
export function listen(as, { onState, onChange, onConnection, onStranger }) {
  function open() {
    const source = new EventSource(`/events?${new URLSearchParams({ as })}`);
    source.addEventListener("state", (event) => {
      onConnection(true);
      onState(JSON.parse(event.data));
    });
    source.addEventListener("change", (event) => onChange(JSON.parse(event.data)));
    source.addEventListener("error", () => {
      onConnection(false);
      // The browser tries again by itself, except where the server answered with an error.
      if (source.readyState === EventSource.CLOSED) {
        setTimeout(again, retryAfter);
      }
    });
  }

  async function again() {
    const answer = await fetch(`/api/state?${new URLSearchParams({ as })}`).catch(() => null);
    if (answer?.status === 404) {
      onStranger();
    } else {
      open();
    }
  }

  open();
}
