import { announce, byId, el } from "./dom.js";
import { fieldElement } from "./fields.js";

const dialog = byId("form");
const draftBar = byId("draft");

/** What is being filled in: the form, where it was opened, and every value typed so far, on whichever page. */
let open = null;

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
    setSending(true);
    try {
      const next = await submit({ form: sent.form, page: sent.page, values, origin: sent.origin, place: sent.place });
      setSending(false);
      if (next) {
        const isSame = next.token === sent.form.token;
        show({ ...sent, form: next, page: next.page, values: isSame ? sent.values : {} });
      } else {
        close();
      }
    } catch (error) {
      setSending(false);
      showProblem(error.message);
    }
  }

  function show(next) {
    open = next;
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
    draftBar.hidden = true;
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
    readValues();
    dialog.close();
    const title = open.form.title;
    draftBar.replaceChildren(
      el("span", {}, "Not finished: ", el("strong", {}, title)),
      el("button", { type: "button", class: "button primary", "data-testid": "draft-continue", onclick: () => show(open) }, "Continue"),
      el("button", { type: "button", class: "button quiet", "data-testid": "draft-discard", onclick: close }, "Discard"));
    draftBar.hidden = false;
    byId("line").focus();
  }

  return {
    /** Opens a form afresh; one that was put aside goes on where it was left. */
    open(form, origin, place) {
      const isSame = open?.form.token === form.token && open.place === place;
      show({ form, page: form.page, values: isSame ? open.values : {}, origin, place });
    },
    close,
  };
}

function readValues() {
  for (const control of dialog.querySelectorAll("[data-field]")) {
    open.values[control.dataset.field] = control.value;
  }
}

function close() {
  open = null;
  dialog.close();
  draftBar.hidden = true;
  byId("line").focus();
}

function setSending(isSending) {
  open.isSending = isSending;
  dialog.querySelector("form")?.setAttribute("aria-busy", String(isSending));
}

function showProblem(text) {
  const problem = dialog.querySelector(".form-problem");
  problem.textContent = text;
  problem.hidden = false;
}
