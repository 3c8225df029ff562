import { avatar, byId, el, refill } from "./dom.js";

const roles = ["Member", "Mentor", "Lead", "Admin"];
const narrow = matchMedia("(max-width: 760px)");
const sidebar = byId("sidebar");
const menu = byId("menu");

/** The left side: who I am, whom else I could be, and where to talk. */
export function setUpSidebar({ onAddPerson, onHome }) {
  byId("add-person").addEventListener("submit", async (event) => {
    event.preventDefault();
    const name = byId("new-name");
    if (name.value.trim() && await onAddPerson(name.value)) {
      name.value = "";
    }
  });
  byId("home").addEventListener("click", onHome);
  menu.addEventListener("click", () => setDrawer(true));
  byId("shade").addEventListener("click", () => setDrawer(false));
  addEventListener("keydown", (event) => event.key === "Escape" && setDrawer(false));
  narrow.addEventListener("change", () => setDrawer(false));
  setDrawer(false);
  setUpTheme();
}

/** On a narrow screen the side is a drawer; while it is open, nothing behind it can be reached. */
export function setDrawer(isOpen) {
  const wasOpen = sidebar.classList.contains("open");
  const isDrawer = narrow.matches;
  sidebar.classList.toggle("open", isDrawer && isOpen);
  sidebar.inert = isDrawer && !isOpen;
  byId("main").inert = isDrawer && isOpen;
  byId("shade").hidden = !(isDrawer && isOpen);
  menu.setAttribute("aria-expanded", String(isDrawer && isOpen));
  if (isDrawer && isOpen) {
    sidebar.querySelector("select, a, button").focus();
  } else if (wasOpen) {
    menu.focus();
  }
}

export function showPeople(room, { onRole }) {
  const me = room.people.find((person) => person.id === room.me);
  const role = el("select", { "aria-label": "My role", "data-testid": "my-role", onchange: () => onRole(role.value) },
    roles.map((name) => el("option", { value: name }, name)));
  role.value = me.role;
  refill(byId("me"), [avatar(me.id, me.name), el("div", {}, el("strong", { "data-testid": "my-name" }, me.name), role)]);
  refill(byId("people"), room.people.filter((person) => person.id !== me.id).map((person) =>
    el("li", {}, el("a", { href: `?as=${encodeURIComponent(person.id)}#${room.place === room.direct ? "" : room.place}`, "data-testid": `be-${person.id}` },
      avatar(person.id, person.name), el("span", {}, person.name), el("small", {}, person.role)))));
}

export function showPlaces(room, isUnread) {
  const places = [...room.channels.map((channel) => [channel.id, channel.id]), [room.direct, "MentorBot"]];
  byId("menu-unread").hidden = !places.some(([id]) => id !== room.place && isUnread(id));
  refill(byId("places"), places.map(([id, name]) => {
    const unread = id !== room.place && isUnread(id);
    return el("li", {}, el("a", {
      href: `#${id}`,
      class: unread ? "unread" : null,
      "aria-current": id === room.place ? "page" : null,
      "data-testid": id === room.direct ? "place-direct" : `place-${id}`,
    },
    el("span", { class: "sign", "aria-hidden": "true" }, id === room.direct ? "✉" : "#"),
    el("span", {}, name),
    unread ? el("span", { class: "dot" }, el("span", { class: "visually-hidden" }, "unread")) : null));
  }));
}

function setUpTheme() {
  const button = byId("theme");
  const system = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (document.documentElement.dataset.theme ?? (system.matches ? "dark" : "light")) === "dark";
  const label = () => { button.textContent = isDark() ? "☀ Light theme" : "☾ Dark theme"; };
  button.addEventListener("click", () => {
    const chosen = isDark() ? "light" : "dark";
    document.documentElement.dataset.theme = chosen;
    localStorage.setItem("theme", chosen);
    label();
  });
  system.addEventListener("change", label);
  label();
}
