import { announce, avatar, byId, el } from "./dom.js";
import { now } from "./clock.js";
import { patchBlocks, renderBlocks, summary } from "./blocks.js";
import { forget, watch, whenFree } from "./hands.js";
import { localTime } from "./spans.js";

const sameBreath = 5 * 60 * 1000;
const nearTheEnd = 120;
const list = byId("messages");
const scroller = byId("scroller");

/** What each element shows now. */
const shown = new WeakMap();
const dayFormat = new Intl.DateTimeFormat(undefined, { weekday: "long", day: "numeric", month: "long" });

watch(list);

/** Shows all messages of a place, from the start. */
export function showAll(messages, context) {
  forget();
  list.replaceChildren();
  messages.forEach((message) => append(message, context));
  scroller.scrollTop = scroller.scrollHeight;
}

/** Adds a message at the end, and keeps the end in view for those who were there. */
export const add = (message, context) => whenFree(() => {
  const wasAtTheEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < nearTheEnd;
  append(message, context);
  if (wasAtTheEnd || message.author === context.me || message.onlyFor === context.me) {
    const isTall = list.lastElementChild.offsetHeight > scroller.clientHeight;
    list.lastElementChild.scrollIntoView({ block: isTall ? "start" : "end" });
  }
  if (message.author !== context.me) {
    announce(`${nameOf(message.author, context)}: ${summary(message.blocks)}`);
  }
});

/** Changes a message where it stands; whoever was in it with the keyboard stays in it. */
export const change = (message, context) => whenFree(() => {
  const element = find(message.id);
  if (!element) {
    return;
  }
  const focused = element.contains(document.activeElement) ? document.activeElement : null;
  patchBlocks(element.querySelector(".blocks"), shown.get(element).blocks, message.blocks, controlsOf(message, context));
  if (message.edited && !shown.get(element).edited) {
    element.querySelector(".by").append(editedMark());
  }
  shown.set(element, message);
  if (focused && !focused.isConnected) {
    const same = [...element.querySelectorAll("[data-focus]")].find((control) => control.dataset.focus === focused.dataset.focus);
    (same ?? element).focus({ preventScroll: true });
  }
});

export const remove = (id) => whenFree(() => {
  const gone = find(id);
  if (!gone) {
    return;
  }
  const hadFocus = gone.contains(document.activeElement);
  if (!gone.classList.contains("follow")) {
    gone.nextElementSibling?.classList.remove("follow");
  }
  gone.remove();
  if (hadFocus) {
    byId("line").focus();
  }
});

/** The button of a message that is being carried out keeps its place, and says that it works. */
export function setBusy(id, isBusy) {
  find(id)?.toggleAttribute("data-busy", isBusy);
}

/** Today is another day, or the clock was moved. */
export function nameDays() {
  for (const heading of list.querySelectorAll(".day")) {
    const name = dayName(heading.dataset.day);
    if (heading.textContent !== name) {
      heading.firstElementChild.textContent = name;
    }
  }
}

const dayName = (day) => day === dayFormat.format(now()) ? "Today" : day;

const find = (id) => list.querySelector(`[data-message-id="${id}"]`);

const nameOf = (author, context) =>
  author === "mentorbot" ? "MentorBot" : context.people.find((person) => person.id === author)?.name ?? author;

function append(message, context) {
  const before = list.lastElementChild;
  const day = dayFormat.format(new Date(message.at));
  if (before?.dataset.day !== day) {
    list.append(el("li", { class: "day", "data-day": day }, el("span", {}, dayName(day))));
  }
  const follows = before?.dataset.author === message.author && before.dataset.day === day && !message.onlyFor
    && !before.classList.contains("ephemeral") && new Date(message.at) - Number(before.dataset.at) < sameBreath;
  list.append(render(message, context, follows));
}

function render(message, context, follows) {
  const isBot = message.author === "mentorbot";
  const name = nameOf(message.author, context);
  const at = new Date(message.at);
  const classes = ["message", isBot && "bot", follows && "follow", message.onlyFor && "ephemeral"].filter(Boolean).join(" ");
  const element = el("li", {
    class: classes,
    tabindex: -1,
    "data-testid": "message",
    "data-message-id": message.id,
    "data-author": message.author,
    "data-at": at.getTime(),
    "data-day": dayFormat.format(at),
  },
  avatar(message.author, name),
  el("div", { class: "said" },
    el("p", { class: "by" },
      el("strong", {}, name),
      isBot ? el("span", { class: "app" }, "APP") : null,
      localTime(message.at, "Time"),
      message.edited ? editedMark() : null),
    message.onlyFor ? whisper(message, context) : null,
    el("div", { class: "blocks" }, renderBlocks(message.blocks, controlsOf(message, context)))));
  shown.set(element, message);
  return element;
}

const editedMark = () => el("span", { class: "edited" }, "edited");

const controlsOf = (message, context) => ({
  me: context.me,
  press: (token, values) => context.press(message, token, values),
  tick: (token, change) => context.tick(message, token, change),
});

function whisper(message, context) {
  return el("p", { class: "whisper", "data-testid": "only-you" },
    el("span", {}, "Only you can see this"),
    message.about ? el("code", {}, message.about) : null,
    el("button", { type: "button", class: "dismiss", "data-testid": "dismiss", onclick: () => context.dismiss(message) }, "Dismiss"));
}
