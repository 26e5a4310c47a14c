// Editing a message where it stands: Enter saves, Escape leaves it as it was.
import { draft, keepDraft } from "./drafts.js";
import { el } from "./dom.js";
import { own } from "./own.js";
import { act } from "./server.js";
import { go, here } from "./workspace.js";
import { asSent, asTyped } from "./written.js";

export function editor(told, channel, key) {
  const kept = `edit/${here.me}/${told.ts}`;
  const field = el(
    "textarea",
    { rows: "2", "aria-label": own("edit"), "data-key": `${key}/editor` },
    draft(kept) || asTyped(told.text),
  );
  const leave = () => {
    keepDraft(kept, "");
    go({ editing: null });
  };
  const save = async () => {
    const text = field.value.trim();
    if (!text || (await act("edit", { channel, ts: told.ts, text: asSent(text) }))) leave();
  };
  field.addEventListener("input", () => keepDraft(kept, field.value));
  field.addEventListener("keydown", (event) => {
    const done = { Enter: save, Escape: leave }[event.key];
    if (!done || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    done();
  });
  const choices = [
    el("button", { type: "button", onclick: leave }, own("cancel")),
    el("button", { type: "button", class: "primary", onclick: save }, own("save")),
  ];
  const node = el("div", { class: "editor" }, field, el("div", { class: "choices" }, ...choices));
  setTimeout(() => {
    field.focus(); // once it stands on the page
    node.scrollIntoView({ block: "nearest" });
  });
  return node;
}
