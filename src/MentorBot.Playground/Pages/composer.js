import { complete } from "./api.js";
import { announce, byId, el } from "./dom.js";

const line = byId("line");
const list = byId("suggestions");
const historyLength = 50;

let suggestions = [];
let active = -1;
let asked = null;
const history = [];
let recalled = 0;
let suggestedFor = "";
let isWanted = false;

/**
 * The box to write in, with suggestions.
 * @param room gives `me`, `people` and `channels`.
 * @param submit takes the text, and answers whether it was taken.
 */
export function setUpComposer(room, submit) {
  line.addEventListener("input", () => { fit(); suggest(room()); });
  line.addEventListener("click", () => suggest(room()));
  line.addEventListener("blur", hide);
  line.addEventListener("keydown", onKey);
  byId("composer").addEventListener("submit", (event) => {
    event.preventDefault();
    sendLine();
  });

  async function sendLine() {
    const text = line.value.trim();
    if (!text) {
      return;
    }
    hide();
    write("");
    history.push(text);
    history.splice(0, history.length - historyLength);
    recalled = history.length;
    if (!await submit(text) && !line.value) {
      write(text);
    }
  }

  function onKey(event) {
    if (event.isComposing) {
      return;
    }
    const isOpen = !list.hidden;
    if (isOpen && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      activate((active + step + suggestions.length) % suggestions.length);
    } else if (isOpen && (event.key === "Tab" || (event.key === "Enter" && active >= 0)) && !event.shiftKey) {
      event.preventDefault();
      // Typed faster than suggested: what is shown counts as far as it goes on from what was typed;
      // otherwise the first of those that are on their way is meant, not one for fewer letters.
      const meant = suggestedFor === line.value
        ? suggestions[Math.max(0, active)]
        : suggestions.find((one) => one.insert.startsWith(line.value));
      if (meant) {
        accept(meant);
      } else {
        isWanted = true;
      }
    } else if (isOpen && event.key === "Escape") {
      event.preventDefault();
      hide();
    } else if (isOpen && event.key === "Tab") {
      // The list goes before the focus moves on, so that it never moves into it.
      hide();
    } else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      sendLine();
    } else if (event.key === "ArrowUp" && (line.value === "" || line.value === history[recalled]) && recalled > 0) {
      event.preventDefault();
      write(history[--recalled]);
    } else if (event.key === "ArrowDown" && recalled < history.length && line.value === history[recalled]) {
      event.preventDefault();
      write(history[++recalled] ?? "");
    }
  }
}

/** Puts a command that was shown somewhere into the box, up to the first part that is the person's to fill in. */
export function propose(command) {
  write(command.replace(/ (?:\[|[A-Z]{2,}|…).*$/u, " "));
  line.focus();
}

/** Puts a text into the box, ready to go on with. */
function write(text) {
  line.value = text;
  line.setSelectionRange(text.length, text.length);
  fit();
}

export const setPlaceholder = (text) => { line.placeholder = text; };

function fit() {
  line.style.height = "auto";
  line.style.height = `${line.scrollHeight}px`;
}

async function suggest(room) {
  asked?.abort();
  isWanted = false;
  const before = line.value.slice(0, line.selectionStart);
  const mark = /(?:^|\s|:)([@#])([\w-]*)$/u.exec(before);
  if (mark) {
    show(mentions(mark[1], mark[2], before, room));
  } else if (line.value.startsWith("/") && line.selectionStart === line.value.length) {
    asked = new AbortController();
    const { signal } = asked;
    try {
      const found = await complete(room.me, line.value, signal);
      if (!signal.aborted) {
        show(found);
      }
    } catch {
      // Suggestions are a comfort: without them the line still works, and sending it says what is wrong.
      // A question that was taken back has a newer one behind it, which shows its own.
      if (!signal.aborted) {
        hide();
      }
    }
  } else {
    hide();
  }
}

function mentions(mark, typed, before, room) {
  const pairs = mark === "@" ? room.people.map((person) => [person.id, person.name]) : room.channels.map((channel) => [channel.id, channel.topic]);
  const after = line.value.slice(line.selectionStart);
  return pairs
    .filter(([id, label]) => [id, label].some((text) => text.toLowerCase().startsWith(typed.toLowerCase())))
    .map(([id, label]) => ({ insert: `${before.slice(0, before.length - typed.length)}${id} ${after}`, label: `${mark}${id}`, help: label }));
}

function show(found) {
  suggestions = found.filter((one) => one.insert !== line.value);
  if (suggestions.length === 0) {
    hide();
    return;
  }
  list.replaceChildren(...suggestions.map((suggestion, index) => el("li", {
    id: `suggestion-${index}`,
    role: "option",
    "aria-selected": "false",
    "data-testid": "suggestion",
    // Not click: by then the box has lost the focus, and the list with it.
    onpointerdown: (event) => { event.preventDefault(); accept(suggestion); },
  }, el("strong", {}, suggestion.label), el("span", {}, suggestion.help))));
  list.hidden = false;
  suggestedFor = line.value;
  active = -1;
  if (isWanted) {
    accept(suggestions[0]);
    return;
  }
  line.removeAttribute("aria-activedescendant");
  announce(`${suggestions.length} ${suggestions.length === 1 ? "suggestion" : "suggestions"}. Tab takes the first, arrows choose.`);
}

function activate(index) {
  list.children[active]?.setAttribute("aria-selected", "false");
  active = index;
  const chosen = list.children[active];
  chosen.setAttribute("aria-selected", "true");
  chosen.scrollIntoView({ block: "nearest" });
  line.setAttribute("aria-activedescendant", chosen.id);
}

function accept(suggestion) {
  write(suggestion.insert);
  hide();
  // What was taken may have a next part: the input event asks for it.
  line.dispatchEvent(new Event("input"));
}

function hide() {
  asked?.abort();
  isWanted = false;
  suggestions = [];
  active = -1;
  list.hidden = true;
  line.removeAttribute("aria-activedescendant");
}
