// A date picker as Slack has it: a button that opens a calendar. Moving about in it chooses nothing yet.
import { Calendar, spoken } from "./calendar.js";
import { el } from "./dom.js";
import { icon } from "./icons.js";
import { close, openBeside } from "./popup.js";

export function datePicker(label, initial, choose) {
  let day = initial ?? "";
  let popup = null;
  const shown = el("span");
  const button = el(
    "button",
    { type: "button", class: "date", "aria-haspopup": "dialog", "aria-expanded": "false" },
    icon("calendar"),
    shown,
  );
  const settle = () => {
    shown.textContent = day ? spoken(day) : label;
  };

  const shut = () => {
    button.setAttribute("aria-expanded", "false");
    const closing = popup;
    popup = null; // first: removing it takes the focus out of it, which shuts it again
    if (closing) close(closing);
  };

  const shutIfLeft = () => {
    if (popup && !popup.contains(document.activeElement)) shut();
  };

  const open = () => {
    const calendar = new Calendar(label, day, (chosen) => {
      day = chosen;
      settle();
      back();
      choose(day);
    });
    popup = calendar.node;
    popup.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.preventDefault(); // or the modal around it would close as well
      event.stopPropagation();
      back();
    });
    popup.addEventListener("focusout", () => setTimeout(shutIfLeft)); // only then is it known where the focus went
    openBeside(popup, button);
    button.setAttribute("aria-expanded", "true");
    calendar.focus();
  };

  const back = () => {
    shut();
    button.focus();
  };

  button.addEventListener("click", () => (popup ? back() : open()));
  settle();
  return button;
}
