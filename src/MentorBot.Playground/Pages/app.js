import { send } from "./api.js";
import * as clock from "./clock.js";
import { propose, setPlaceholder, setUpComposer } from "./composer.js";
import { announce, byId, el, showTrouble } from "./dom.js";
import { setUpForms } from "./forms.js";
import { listen } from "./live.js";
import * as messages from "./messages.js";
import { setDrawer, setUpSidebar, showPeople, showPlaces } from "./sidebar.js";

/** What this page knows: who it is for, who and what is there, and all messages by id. */
const room = { me: whoAmI(), place: "", people: [], channels: [], direct: "", messages: new Map() };

const context = {
  get me() { return room.me; },
  get people() { return room.people; },
  press,
  tick,
  dismiss: (message) => attempt(() => send("dismiss", { as: room.me, messageId: message.id })),
};

const forms = setUpForms(async ({ form, page, values, origin, place }) => {
  const { form: next } = await send("form", { as: room.me, place, token: form.token, page, values, originMessageId: origin });
  return next ?? null;
}, () => room);

setUpSidebar({
  async onAddPerson(name) {
    const person = await attempt(() => send("people", { name }));
    if (person) {
      location.search = `?as=${encodeURIComponent(person.id)}`;
    }
    return Boolean(person);
  },
  async onHome() {
    location.hash = room.direct;
    setDrawer(false);
    await attempt(() => send("home", { as: room.me }));
  },
});

setUpComposer(() => room, say);
clock.setUpClock(room.me, messages.nameDays);

listen(room.me, {
  onConnection(isUp) {
    byId("connection").textContent = isUp ? "" : "Reconnecting…";
  },
  onStranger() {
    // Remembered from a room that is gone: start over as one of the team.
    localStorage.removeItem("me");
    location.assign("/");
  },
  onState(state) {
    Object.assign(room, { people: state.people, channels: state.channels, direct: state.direct });
    room.messages = new Map(state.messages.map((message) => [message.id, message]));
    rememberMe();
    clock.show(state);
    enter(placeInAddress());
  },
  onChange(change) {
    changes[change.event](change);
    showPlaces(room, isUnread);
  },
});

byId("messages").addEventListener("propose", (event) => propose(event.detail));

addEventListener("hashchange", () => {
  enter(placeInAddress());
  setDrawer(false);
  byId("line").focus();
});

const changes = {
  posted({ message }) {
    if (room.messages.has(message.id)) {
      // The state that a stream starts with may hold it already.
      return;
    }
    room.messages.set(message.id, message);
    if (message.place === room.place) {
      messages.add(message, context);
      markRead();
      showWelcome();
    } else if (message.author !== room.me) {
      announce(message.place === room.direct ? "New message from MentorBot, in your direct messages" : `New message in ${message.place}`);
    }
  },
  updated({ message }) {
    room.messages.set(message.id, message);
    messages.change(message, context);
  },
  removed({ id }) {
    room.messages.delete(id);
    messages.remove(id);
    showWelcome();
  },
  clock: ({ clock: face }) => clock.change(face),
  person({ person }) {
    const others = room.people.findIndex((one) => one.id === person.id);
    room.people.splice(others < 0 ? room.people.length : others, others < 0 ? 0 : 1, person);
    showPeople(room, { onRole });
  },
};

function enter(place) {
  room.place = place;
  const channel = room.channels.find((one) => one.id === place);
  byId("place-name").textContent = channel ? `# ${channel.id}` : "MentorBot";
  byId("place-topic").textContent = channel ? channel.topic : "Your direct messages: only you and the bot";
  document.title = `${channel ? `#${channel.id}` : "MentorBot"} · MentorBot playground`;
  setPlaceholder(channel ? `Message #${channel.id}, or / for a command` : "Ask MentorBot, or / for a command");
  messages.showAll(inPlace(place), context);
  markRead();
  showPeople(room, { onRole });
  showPlaces(room, isUnread);
  showWelcome();
}

/** A place where nothing was said yet offers first steps. */
function showWelcome() {
  const welcome = byId("welcome");
  const hadFocus = welcome.contains(document.activeElement);
  welcome.hidden = inPlace(room.place).length > 0;
  if (welcome.hidden) {
    if (hadFocus) {
      byId("line").focus();
    }
    return;
  }
  const chip = (text, testId) => el("button", { type: "button", class: "chip", "data-testid": testId, onclick: () => say(text) }, text);
  welcome.replaceChildren(
    el("img", { src: "/icon.svg", alt: "", width: 56, height: 56 }),
    el("h2", {}, room.place === room.direct ? "Just the two of us" : "A quiet place, so far"),
    el("p", {}, "MentorBot hands you words, checklists and plans at the moment you need them. Try it here first: no account, no token."),
    el("p", { class: "chips" }, chip("/mentor start", "chip-start"), chip("/mentor help", "chip-help"), chip("/mentor find deadline", "chip-find")),
    el("p", { class: "aside" }, "Open this page in a second window as somebody else, and watch the two talk."));
}

/** Sends a line; answers whether it was taken. */
async function say(text) {
  const place = room.place;
  const outcome = await attempt(() => send("line", { as: room.me, place, text }));
  if (outcome?.form) {
    forms.open(outcome.form, null, place);
  }
  return Boolean(outcome);
}

/** Messages in which a button or a choice is being carried out: a second press of it is nobody's wish. */
const inHand = new Set();

async function press(message, token, values) {
  if (inHand.has(message.id)) {
    return false;
  }
  inHand.add(message.id);
  const wasTaken = await carryOut(message, token, values);
  inHand.delete(message.id);
  return wasTaken;
}

let lastTick = Promise.resolve();

/** Ticks may follow each other as fast as somebody likes, and arrive in that order. */
function tick(message, token, change) {
  lastTick = lastTick.then(() => carryOut(message, token, [change]));
  return lastTick;
}

async function carryOut(message, token, values) {
  messages.setBusy(message.id, true);
  const outcome = await attempt(() => send("press", { as: room.me, messageId: message.id, token, values }));
  messages.setBusy(message.id, false);
  if (outcome?.form) {
    forms.open(outcome.form, message.id, message.place);
  }
  return Boolean(outcome);
}

function onRole(role) {
  return attempt(() => send("role", { as: room.me, role }));
}

/** What the server answered; undefined, and a sentence on the page, where it could not. */
async function attempt(action) {
  try {
    const answer = await action();
    showTrouble(null);
    clock.refresh();
    return answer;
  } catch (error) {
    showTrouble(error.message);
    return undefined;
  }
}

const inPlace = (place) => [...room.messages.values()].filter((message) => message.place === place);

const seenKey = (place) => `seen ${room.me} ${place}`;

function isUnread(place) {
  const seen = Number(localStorage.getItem(seenKey(place)) ?? 0);
  return inPlace(place).some((message) => message.id > seen && message.author !== room.me);
}

function markRead() {
  const last = inPlace(room.place).at(-1);
  if (last) {
    localStorage.setItem(seenKey(room.place), String(last.id));
  }
}

function placeInAddress() {
  const places = [...room.channels.map((channel) => channel.id), room.direct];
  return places.find((place) => new URL(`#${place}`, location).hash === location.hash) ?? places[0];
}

/** The address says who a window is for, so that two windows can be two people. */
function whoAmI() {
  return new URLSearchParams(location.search).get("as") ?? localStorage.getItem("me") ?? "ana";
}

function rememberMe() {
  localStorage.setItem("me", room.me);
}
