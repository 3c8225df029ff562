import { el } from "./dom.js";

const longest = 3000;

/** One question with its label, hint and, if there is one, its problem. */
export function fieldElement(field, value, problem, room) {
  const id = `field-${field.name}`;
  const hintId = field.hint ? `${id}-hint` : null;
  const problemId = problem ? `${id}-problem` : null;
  const control = controlOf(field, {
    id,
    name: field.name,
    "data-field": field.name,
    "data-testid": `field-${field.name}`,
    required: field.required,
    "aria-invalid": problem ? "true" : null,
    "aria-describedby": [problemId, hintId].filter(Boolean).join(" ") || null,
  }, room);
  setValue(control, value);
  return el("div", { class: problem ? "field wrong" : "field" },
    el("label", { for: id }, field.label, field.required
      ? el("span", { class: "needed", "aria-hidden": "true" }, " *")
      : el("span", { class: "optional" }, " optional")),
    hintId ? el("p", { id: hintId, class: "hint" }, field.hint) : null,
    control,
    problemId ? el("p", { id: problemId, class: "problem", "data-testid": `problem-${field.name}` }, problem) : null);
}

function controlOf(field, attributes, room) {
  switch (field.type) {
    case "long-text":
      return el("textarea", { ...attributes, rows: 4, maxlength: longest });
    case "choice":
      return options(attributes, field.choices.map((choice) => [choice.value, choice.label]));
    case "person":
      return options(attributes, room.people.map((person) => [person.id, person.name]));
    case "channel":
      return options(attributes, room.channels.map((channel) => [channel.id, `#${channel.id}`]));
    case "date":
    case "time":
      return el("input", { ...attributes, type: field.type });
    case "number":
      // Not type=number: that one hides what it can't read, and then nobody can say what is wrong with it.
      return el("input", { ...attributes, type: "text", inputmode: "decimal", autocomplete: "off" });
    default:
      return el("input", { ...attributes, type: "text", maxlength: longest, autocomplete: "off" });
  }
}

const options = (attributes, pairs) =>
  el("select", attributes, el("option", { value: "" }, "Choose…"), pairs.map(([value, label]) => el("option", { value }, label)));

function setValue(control, value) {
  control.value = value;
  // A value that is not on offer any more is still what was there: keep it rather than lose it unseen.
  if (value && control.value !== value && control.localName === "select") {
    control.append(el("option", { value }, value));
    control.value = value;
  }
}
