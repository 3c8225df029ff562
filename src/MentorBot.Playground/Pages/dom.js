/** Makes an element. Children are nodes or text: text is only ever set as text, so nothing in it becomes markup. */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) {
      continue;
    }
    if (name.startsWith("on")) {
      element.addEventListener(name.slice(2), value);
    } else {
      element.setAttribute(name, value === true ? "" : value);
    }
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

export const byId = (id) => document.getElementById(id);

/** Puts other children into an element; the keyboard stays on the control that it was on. */
export function refill(container, children) {
  const focused = container.contains(document.activeElement) ? document.activeElement.dataset.testid : null;
  container.replaceChildren(...children);
  if (focused) {
    container.querySelector(`[data-testid="${CSS.escape(focused)}"]`)?.focus();
  }
}

/** Says something to people who can't see the page change. */
export function announce(text) {
  byId("announcer").textContent = text;
}

/** A failure, or with no text the end of one. */
export function showTrouble(text) {
  const trouble = byId("trouble");
  trouble.textContent = text ?? "";
  trouble.hidden = !text;
}

const hues = 8;

/** Initials on one of a few colours, always the same for the same person. */
export function avatar(id, name) {
  if (id === "mentorbot") {
    return el("img", { class: "avatar", src: "/icon.svg", alt: "", width: 36, height: 36 });
  }
  const hue = [...id].reduce((sum, character) => (sum * 11 + character.codePointAt(0)) % 9973, 2) % hues;
  const initials = name.split(/\s+/u).slice(0, 2).map((word) => [...word][0] ?? "").join("").toUpperCase();
  return el("span", { class: `avatar hue-${hue}`, "aria-hidden": "true" }, initials);
}
