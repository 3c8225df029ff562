import { announce, byId, el } from "./dom.js";
import { fieldElement } from "./fields.js";

const dialog = byId("form");
const draftBar = byId("draft");

/** What is being filled in: the form, where it was opened, and every value typed so far, on whichever page. */
let open = null;

/** What was put aside, by form and place. */
const drafts = new Map();
const keyOf = ({ form, place }) => `${place} ${form.token}`;

/**
 * Forms in a dialog, a page at a time.
 * @param submit takes `{form, page, values, origin, place}` and answers with the next form, or null when it is done.
 * @param room gives `people` and `channels` to choose from.
 */
export function setUpForms(submit, room) {
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    putAside();
  });

  async function send(event) {
    event.preventDefault();
    if (open.isSending) {
      return;
    }
    readValues();
    const names = open.form.pages[open.page].fields.map((field) => field.name);
    const values = Object.fromEntries(names.map((name) => [name, open.values[name] ?? ""]));
    const sent = open;
    setSending(sent, true);
    try {
      const next = await submit({ form: sent.form, page: sent.page, values, origin: sent.origin, place: sent.place });
      setSending(sent, false);
      if (open !== sent) {
        // It was put aside meanwhile: done is done, and what is not stays there.
        if (!next) {
          drafts.delete(keyOf(sent));
          showDrafts();
        }
      } else if (next) {
        const isSame = next.token === sent.form.token;
        show({ ...sent, form: next, page: next.page, values: isSame ? sent.values : valuesKept(next, sent.place) });
      } else {
        close();
      }
    } catch (error) {
      setSending(sent, false);
      if (open === sent) {
        showProblem(error.message);
      }
    }
  }

  function show(next) {
    open = next;
    drafts.delete(keyOf(open));
    showDrafts();
    const { form, page } = open;
    const problems = form.problems ?? {};
    const isLast = page === form.pages.length - 1;
    const fields = form.pages[page].fields.map((field) =>
      fieldElement(field, open.values[field.name] ?? field.value ?? "", problems[field.name], room()));
    dialog.replaceChildren(el("form", { novalidate: true, onsubmit: send },
      el("header", {},
        el("h2", { id: "form-title" }, form.title),
        form.pages.length > 1 ? el("p", { class: "steps", "data-testid": "form-page" }, `Page ${page + 1} of ${form.pages.length}`) : null,
        el("button", { type: "button", class: "icon-button", "aria-label": "Close and keep what I typed", "data-testid": "form-aside", onclick: putAside }, "×")),
      el("div", { class: "form-body" },
        el("p", { class: "form-problem", role: "alert", hidden: true }),
        fields),
      el("footer", {},
        page > 0 ? el("button", { type: "button", class: "button", "data-testid": "form-back", onclick: back }, "Back") : null,
        el("span", { class: "grow" }),
        el("button", { type: "button", class: "button quiet", "data-testid": "form-cancel", onclick: close }, "Cancel"),
        el("button", { type: "submit", class: "button primary", "data-testid": "form-submit" }, isLast ? form.submit : "Next"))));
    if (!dialog.open) {
      dialog.showModal();
    }
    (dialog.querySelector("[aria-invalid=true]") ?? dialog.querySelector(".form-body input, .form-body textarea, .form-body select"))?.focus();
    dialog.querySelector(".form-body").scrollTop = 0;
    const wrong = Object.keys(problems).length;
    if (wrong > 0) {
      announce(wrong === 1 ? "One field needs another look." : `${wrong} fields need another look.`);
    }
  }

  function back() {
    readValues();
    show({ ...open, form: { ...open.form, problems: {} }, page: open.page - 1 });
  }

  /** Closes the dialog, but loses nothing: a bar above the message box leads back. */
  function putAside() {
    keep();
    close();
  }

  function keep() {
    readValues();
    drafts.set(keyOf(open), open);
  }

  function close() {
    open = null;
    dialog.close();
    showDrafts();
    byId("line").focus();
  }

  function showDrafts() {
    draftBar.hidden = drafts.size === 0;
    draftBar.replaceChildren(...[...drafts].map(([key, draft], index) => {
      const discard = () => { drafts.delete(key); showDrafts(); byId("line").focus(); };
      const about = `draft-${index}`;
      return el("li", { "data-testid": "draft" },
        el("p", { id: about }, "Not finished: ", el("strong", {}, draft.form.title), el("small", {}, hintAt(draft))),
        el("button", { type: "button", class: "button primary", "aria-describedby": about, "data-testid": "draft-continue", onclick: () => show(draft) }, "Continue"),
        el("button", { type: "button", class: "button quiet", "aria-describedby": about, "data-testid": "draft-discard", onclick: discard }, "Discard"));
    }));
  }

  /** Tells forms of one title apart: where it was opened, and the first words in it. */
  function hintAt({ form, place, values }) {
    const channel = room().channels.find((one) => one.id === place);
    const words = form.pages.flatMap((page) => page.fields).map((field) => values[field.name]).find(Boolean);
    return [channel ? `#${channel.id}` : "MentorBot", words].filter(Boolean).join(" · ");
  }

  return {
    /** Opens a form afresh; one that was put aside goes on where it was left. */
    open(form, origin, place) {
      if (open) {
        keep();
      }
      show({ form, page: form.page, values: valuesKept(form, place), origin, place });
    },
  };
}

const valuesKept = (form, place) => drafts.get(keyOf({ form, place }))?.values ?? {};

function readValues() {
  for (const control of dialog.querySelectorAll("[data-field]")) {
    open.values[control.dataset.field] = control.value;
  }
}

function setSending(form, isSending) {
  form.isSending = isSending;
  dialog.querySelector("form")?.setAttribute("aria-busy", String(isSending));
}

function showProblem(text) {
  const problem = dialog.querySelector(".form-problem");
  problem.textContent = text;
  problem.hidden = false;
}
