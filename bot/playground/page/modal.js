// A modal: header, fields, footer. Escape closes it, Tab stays in it, and the focus returns to where it was.
import { $, el, focusOn } from "./dom.js";
import { icon } from "./icons.js";

let opener = null;

// `onSubmit` answers with false where the modal is to stay open.
export function openModal({
  title,
  fields,
  submit,
  close,
  style = "primary",
  face = null,
  onSubmit,
  onClose = () => {},
}) {
  if (!$("modal").open) opener = document.activeElement;
  const leave = () => {
    closeModal();
    onClose();
  };
  const send = async (event) => {
    event.preventDefault();
    if ((await onSubmit(event.target)) && event.target.isConnected) closeModal();
  };
  $("modal").replaceChildren(
    el(
      "form",
      { novalidate: true, onsubmit: send },
      header(title, face, close, leave),
      el("div", { class: "fields" }, ...fields),
      footer(close, leave, submit, style),
    ),
  );
  $("modal").oncancel = (event) => {
    event.preventDefault();
    leave();
  };
  $("modal").onkeydown = stayInside;
  if (!$("modal").open) $("modal").showModal();
  firstField().focus();
}

function header(title, face, close, leave) {
  const cross = { type: "button", class: "quiet close", "aria-label": close, onclick: leave };
  const heading = el("h2", { id: "modal-title" }, title);
  return el("header", { class: "bar" }, face, heading, el("button", cross, icon("close")));
}

function footer(close, leave, submit, style) {
  return el(
    "footer",
    {},
    el("p", { class: "error", id: "modal-error", role: "alert" }),
    el("button", { type: "button", onclick: leave }, close),
    el("button", { type: "submit", class: style }, submit),
  );
}

export function closeModal() {
  if (!$("modal").open) return;
  $("modal").close();
  $("modal").replaceChildren();
  opener.closest(".message")?.focus(); // its tools are out of reach until it has the focus
  if (opener.isConnected) opener.focus();
  else focusOn(opener.dataset.key ?? "");
  if (document.activeElement === document.body) $("text").focus();
}

const firstField = () =>
  $("modal").querySelector(".fields :is(input:not([type=hidden]), textarea, button)") ??
  $("modal").querySelector("footer button");

function stayInside(event) {
  if (event.key !== "Tab" || event.defaultPrevented) return;
  const stops = [...$("modal").querySelectorAll("button, input:not([type=hidden]), textarea")].filter(
    (one) => one.tabIndex >= 0 && one.checkVisibility(),
  );
  const [from, to] = event.shiftKey ? [stops[0], stops.at(-1)] : [stops.at(-1), stops[0]];
  if (document.activeElement !== from) return;
  event.preventDefault();
  to.focus();
}
