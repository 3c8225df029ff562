import { el } from "./dom.js";

const formats = {
  DateAndTime: { weekday: "short", day: "numeric", month: "short", hour: "numeric", minute: "2-digit" },
  Date: { weekday: "short", day: "numeric", month: "short", year: "numeric" },
  Time: { hour: "numeric", minute: "2-digit" },
};
const full = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "long" });

export function localTime(instant, style) {
  const at = new Date(instant);
  return el("time", { datetime: instant, title: full.format(at) }, new Intl.DateTimeFormat(undefined, formats[style]).format(at));
}

function text(span) {
  const styles = span.style.split(", ");
  if (styles.includes("Code") && span.text.startsWith("/mentor")) {
    // A command that is named can be tried: pressing it writes it into the message box.
    const propose = (event) => event.target.dispatchEvent(new CustomEvent("propose", { bubbles: true, detail: span.text }));
    return el("button", { type: "button", class: "command", title: "Write it into the message box", onclick: propose }, span.text);
  }
  return [["Code", "code"], ["Italic", "em"], ["Bold", "strong"]]
    .filter(([style]) => styles.includes(style))
    .reduce((inner, [, tag]) => el(tag, {}, inner), document.createTextNode(span.text));
}

function link(span) {
  const isWeb = /^https?:\/\//iu.test(span.url);
  return isWeb ? el("a", { href: span.url, target: "_blank", rel: "noopener noreferrer" }, span.text) : span.text;
}

/** A line of inline text as nodes. */
export function renderLine(line, me) {
  return line.spans.map((span) => {
    switch (span.type) {
      case "text": return text(span);
      case "link": return link(span);
      case "mention": return el("span", { class: span.who.userId === me ? "mention mention-me" : "mention" }, `@${span.name}`);
      case "channel": return el("span", { class: "mention" }, `#${span.where.channel}`);
      case "time": return localTime(span.at, span.style);
      default: return "";
    }
  });
}

/** The same line as plain text, for labels and announcements. */
export const plain = (line) => line.spans.map((span) => span.text ?? span.name ?? (span.where ? `#${span.where.channel}` : "")).join("");
