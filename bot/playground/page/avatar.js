// A face for everybody: the first letter on a colour of their own.
import { el } from "./dom.js";
import { isBot, nameOf } from "./workspace.js";

export function avatar(user) {
  const shown = isBot(user) ? "25" : nameOf(user)[0];
  return el(
    "span",
    { class: `avatar ${isBot(user) ? "bot" : user.toLowerCase()}`, "aria-hidden": "true" },
    shown,
  );
}
