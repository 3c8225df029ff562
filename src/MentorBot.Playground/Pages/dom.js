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

/**
 * Brings children from one list to another. Those that stay the same are not touched, with whatever somebody is doing in them.
 * @param make makes a child.
 * @param mend changes a child where it stands, and answers whether it could.
 */
export function patch(container, before, after, make, mend = () => false) {
  const isSame = (one, other) => JSON.stringify(one) === JSON.stringify(other);
  const fewer = Math.min(before.length, after.length);
  let head = 0;
  while (head < fewer && isSame(before[head], after[head])) {
    head++;
  }
  let tail = 0;
  while (tail < fewer - head && isSame(before.at(-1 - tail), after.at(-1 - tail))) {
    tail++;
  }
  const children = [...container.children];
  const old = children.slice(head, children.length - tail);
  const behind = children[children.length - tail] ?? null;
  after.slice(head, after.length - tail).forEach((one, index) => {
    const was = before[head + index];
    if (index >= old.length) {
      container.insertBefore(make(one), behind);
    } else if (!isSame(was, one) && !mend(old[index], was, one)) {
      old[index].replaceWith(make(one));
    }
  });
  old.slice(after.length - head - tail).forEach((child) => child.remove());
}

const untilSpoken = 10_000;

/** Says something to people who can't see the page change. What comes next takes no words out of its mouth. */
export function announce(text) {
  const line = el("p", {}, text);
  byId("announcer").append(line);
  setTimeout(() => line.remove(), untilSpoken);
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
