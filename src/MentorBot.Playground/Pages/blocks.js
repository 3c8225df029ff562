import { announce, el, patch } from "./dom.js";
import { plain, renderLine } from "./spans.js";

const renderers = {
  heading: (block) => el("h2", {}, block.text),
  paragraph: (block, context) => el("p", {}, renderLine(block.text, context.me)),
  fields: (block, context) => el("dl", { class: "fields" }, block.items.map((field) =>
    el("div", {}, el("dt", {}, field.label), el("dd", {}, renderLine(field.value, context.me))))),
  list: (block, context) => el(block.numbered ? "ol" : "ul", { class: "points" }, block.items.map((item) =>
    el("li", {}, renderLine(item, context.me)))),
  checklist: ticks,
  quote: (block, context) => el("blockquote", {}, renderBlocks(block.blocks, context)),
  code,
  progress,
  table,
  divider: () => el("hr"),
  context: (block, context) => el("p", { class: "context" }, renderLine(block.text, context.me)),
  image: (block) => el("img", { class: "picture", src: block.url, alt: block.alt, loading: "lazy", referrerpolicy: "no-referrer" }),
  file,
  buttons: (block, context) => el("div", { class: "buttons" }, block.items.map((button) => el("button", {
    type: "button",
    class: `button ${button.style.toLowerCase()}`,
    "data-focus": button.token,
    "data-testid": "message-button",
    onclick: () => context.press(button.token, []),
  }, button.label))),
  select,
};

/**
 * Blocks as elements.
 * @param context `me`, the reader's id; `press(token, values)` and `tick(token, change)`, which answer whether that was taken.
 */
export const renderBlocks = (blocks, context) => blocks.map((block) => renderBlock(block, context));

const renderBlock = (block, context) =>
  renderers[block.type]?.(block, context) ?? el("p", { class: "context" }, "(Reload the page to see this part.)");

/** Brings the elements of some blocks to others. */
export function patchBlocks(container, before, after, context) {
  patch(container, before, after, (block) => renderBlock(block, context), (element, was, is) => {
    const isSameList = was.type === "checklist" && is.type === "checklist" && was.token === is.token;
    if (isSameList) {
      patch(element, was.items, is.items, (item) => tick(item, is.token, context));
    }
    return isSameList;
  });
}

/** What a message says in a few words, for those who hear it. */
export function summary(blocks) {
  const texts = blocks.map((block) => typeof block.text === "string" ? block.text : block.text ? plain(block.text) : "");
  return texts.filter(Boolean).slice(0, 2).join(" ").slice(0, 200);
}

function ticks(block, context) {
  return el("ul", { class: "ticks", "data-testid": "checklist" }, block.items.map((item) => tick(item, block.token, context)));
}

function tick(item, token, context) {
  const detail = item.detail ? el("small", {}, renderLine(item.detail, context.me)) : null;
  if (!token) {
    const state = el("span", { class: "state" }, el("span", { "aria-hidden": "true" }, item.done ? "✓" : "○"),
      el("span", { class: "visually-hidden" }, item.done ? "Done: " : "Open: "));
    return el("li", { class: item.done ? "done" : null }, state, el("span", {}, renderLine(item.text, context.me), detail));
  }
  const box = el("input", { type: "checkbox", "data-focus": `${token} ${item.key}` });
  box.checked = item.done;
  box.addEventListener("change", async () => {
    if (!await context.tick(token, `${box.checked ? "+" : "-"}${item.key}`)) {
      box.checked = !box.checked;
    }
  });
  return el("li", { class: item.done ? "done" : null }, el("label", {}, box, el("span", {}, renderLine(item.text, context.me), detail)));
}

function code(block) {
  const text = el("code", {}, block.text);
  const copy = el("button", { type: "button", class: "copy", "data-testid": "copy" }, "Copy");
  copy.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(block.text);
      copy.textContent = "Copied";
      announce("Copied");
    } catch {
      // No clipboard without a secure address: select the text, so that the usual keys copy it.
      getSelection().selectAllChildren(text);
      copy.textContent = "Selected";
      announce("Selected: copy it with your keyboard");
    }
    setTimeout(() => { copy.textContent = "Copy"; }, 2000);
  });
  return el("div", { class: "code" }, el("pre", { tabindex: 0, role: "region", "aria-label": "Text to copy" }, text), copy);
}

function progress(block) {
  const words = `${block.done} of ${block.total}`;
  return el("div", { class: "progress" },
    el("progress", { max: Math.max(1, block.total), value: block.done, "aria-label": words }), el("span", { "aria-hidden": "true" }, words));
}

function table(block) {
  return el("div", { class: "table", tabindex: 0, role: "region", "aria-label": "Table" }, el("table", {},
    el("thead", {}, el("tr", {}, block.header.map((cell) => el("th", { scope: "col" }, cell)))),
    el("tbody", {}, block.rows.map((row) => el("tr", {}, row.map((cell) =>
      el("td", { class: /^[\d.,%+\-–\s]+$/u.test(cell) ? "number" : null }, cell)))))));
}

function file(block) {
  const bytes = Uint8Array.from(atob(block.content), (character) => character.charCodeAt(0));
  const size = bytes.length < 1024 ? `${bytes.length} bytes` : `${Math.ceil(bytes.length / 1024)} KB`;
  const save = () => {
    const address = URL.createObjectURL(new Blob([bytes], { type: block.mediaType }));
    el("a", { href: address, download: block.name }).click();
    setTimeout(() => URL.revokeObjectURL(address));
  };
  return el("button", { type: "button", class: "file", "data-testid": "file", onclick: save },
    el("span", { class: "file-icon", "aria-hidden": "true" }, "↓"),
    el("span", {}, el("strong", {}, el("span", { class: "visually-hidden" }, "Download "), block.name), el("small", {}, size)));
}

function select(block, context) {
  const list = el("select", { "aria-label": block.label, "data-focus": block.token, "data-testid": "message-select" },
    el("option", { value: "" }, `${block.label}…`), block.options.map((option) => el("option", { value: option.value }, option.label)));

  // A button beside it, since arrow keys change a closed list at every step.
  const choose = el("button", { type: "button", class: "button", "data-testid": "message-choose" }, "Choose");
  choose.addEventListener("click", () => list.value ? context.press(block.token, [list.value]) : list.focus());
  return el("div", { class: "select" }, list, choose);
}
