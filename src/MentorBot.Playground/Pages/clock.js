import { seeClock, send, zone as browserZone } from "./api.js";
import { announce, byId, el } from "./dom.js";

const second = 1000;
const patience = 300;

let me = "";
let onNewMinute = () => {};
let ahead = 0;
let zone = browserZone;
let face = null;
let parts = null;

/** The time that it is for the bot. */
export const now = () => new Date(Date.now() + ahead);

/** @param onMinute called whenever the clock shows another minute. */
export function setUpClock(person, onMinute) {
  me = person;
  onNewMinute = onMinute;
  setInterval(tell, second);
}

/** Takes the clock from a state; without one there, or for those who can't move it, there is no control. */
export function show(state) {
  if (state.clock) {
    set(state.clock);
  }
  if (state.clock && state.movesClock) {
    parts ??= build();
    refresh();
  }
  tell();
}

/** The clock was moved, or goes on moving. */
export function change(next) {
  const wasMoving = Boolean(face?.target);
  set(next);
  tell();
  if (parts && wasMoving && !next.target) {
    announce(next.note ?? `The bot's clock is at ${write(long)}`);
  }
}

/** Asks where somebody lives, who may just have said so. */
export async function refresh() {
  if (parts) {
    take(await seeClock(me).catch(() => null));
  }
}

const short = { weekday: "short", day: "numeric", month: "short", hour: "numeric", minute: "2-digit" };
const long = { weekday: "long", day: "numeric", month: "long", year: "numeric", hour: "numeric", minute: "2-digit" };
const write = (style, at = now()) => new Intl.DateTimeFormat(undefined, { ...style, timeZone: zone }).format(at);

/** Only the zone: how the clock moves is told by the stream, which an answer may be overtaken by. */
function take(answer) {
  if (answer && answer.zone !== zone) {
    zone = answer.zone;
    tell();
  }
}

function set(next) {
  face = next;
  ahead = new Date(next.now) - Date.now();
  if (parts) {
    showWay();
    parts.note.textContent = next.note ?? "";
  }
}

let toldMinute = "";

function tell() {
  const minute = write(long);
  if (minute === toldMinute && parts?.zone.textContent === zone) {
    return;
  }
  toldMinute = minute;
  onNewMinute();
  if (parts) {
    parts.time.textContent = write(short);
    parts.full.textContent = minute;
    parts.zone.textContent = zone;
    parts.chip.classList.toggle("ahead", ahead > 60 * second);
  }
}

function build() {
  const time = el("span", { "data-testid": "clock-time" });
  const chip = el("button", { type: "button", class: "clock-chip", "aria-expanded": "false", "aria-controls": "clock", "data-testid": "clock-chip" },
    el("span", { class: "clock-icon", "aria-hidden": "true" }), el("span", { class: "visually-hidden" }, "The bot's clock: "), time);
  const full = el("span", { "data-testid": "clock-full" });
  const zoneName = el("small", { "data-testid": "clock-zone" });
  const date = el("input", { type: "date", id: "clock-date", required: true, "data-testid": "clock-date" });
  const hour = el("input", { type: "time", id: "clock-hour", required: true, value: "10:00", "data-testid": "clock-hour" });
  const note = el("p", { class: "clock-note", role: "status", "data-testid": "clock-note" });
  const way = el("p", { class: "clock-way", "data-testid": "clock-way", hidden: true });
  const form = el("form", { class: "clock-there" },
    el("label", { class: "visually-hidden", for: "clock-date" }, "Date"), date,
    el("label", { class: "visually-hidden", for: "clock-hour" }, "Time"), hour,
    el("button", { type: "submit", class: "button", "data-testid": "clock-go" }, "Go there"));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    move(`${date.value}T${hour.value.slice(0, 5)}`);
  });
  const moves = el("div", { class: "clock-moves" },
    el("button", { type: "button", class: "button", "data-testid": "clock-hour-on", onclick: () => move("hour") }, "+1 hour"),
    el("button", { type: "button", class: "button", title: "The next 10:00", "data-testid": "clock-morning", onclick: () => move("morning") }, "Next morning"),
    form);
  const panel = el("section", { id: "clock", class: "clock", "aria-labelledby": "clock-title", "data-testid": "clock", hidden: true },
    el("h2", { id: "clock-title", class: "visually-hidden" }, "The bot's clock"),
    el("p", { class: "clock-now" }, full, " ", zoneName),
    moves, way, note,
    el("p", { class: "clock-words" }, "All that is due on the way comes at its own time. This clock only goes forward, and a restart goes on from it."));
  chip.addEventListener("click", () => {
    panel.hidden = !panel.hidden;
    chip.setAttribute("aria-expanded", String(!panel.hidden));
    if (!panel.hidden) {
      date.value ||= dayAfter();
      refresh();
    }
  });
  byId("bar").append(chip);
  byId("bar").after(panel);
  return { chip, time, full, zone: zoneName, note, way, moves };
}

/** Tomorrow where the person lives, as a date field has it. */
function dayAfter() {
  const [day, month, year] = ["day", "month", "year"].map((part) =>
    new Intl.DateTimeFormat("en-GB", { [part]: part === "year" ? "numeric" : "2-digit", timeZone: zone }).format(new Date(now().getTime() + 24 * 3600 * second)));
  return `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
}

async function move(to) {
  if (face.target) {
    return;
  }
  try {
    parts.note.textContent = "";
    take(await send("clock", { as: me, to }));
  } catch (error) {
    parts.note.textContent = error.message;
  }
}

let start = null;
let showing = 0;

/** Shows how far a jump has come, where it takes long enough to be seen. */
function showWay() {
  const isMoving = Boolean(face.target);
  parts.chip.toggleAttribute("data-moving", isMoving);
  for (const button of parts.moves.querySelectorAll("button")) {
    button.setAttribute("aria-disabled", String(isMoving));
  }
  if (!isMoving) {
    clearTimeout(showing);
    start = null;
    parts.way.hidden = true;
    return;
  }
  if (start === null) {
    start = new Date(face.now).getTime();
    const bar = el("progress", { max: 1, "aria-label": "How far the clock has come" });
    parts.way.replaceChildren(el("span", {}, `On the way to ${write(short, new Date(face.target))}`), bar,
      el("button", { type: "button", class: "button", "data-testid": "clock-stop", onclick: () => send("clock/stop", { as: me }).catch(() => null) }, "Stop here"));
    showing = setTimeout(() => { parts.way.hidden = false; }, patience);
  }
  parts.way.querySelector("progress").value = (new Date(face.now) - start) / Math.max(1, new Date(face.target) - start);
}
