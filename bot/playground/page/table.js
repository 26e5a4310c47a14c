// A table block as a table. Where there is no room for its columns each row is a card, and where a word
// is wider still it scrolls inside itself, by keyboard as well.
import { el } from "./dom.js";

export function table({ rows: [heads, ...rows], column_settings: settings = [] }) {
  const look = ({ align = "left", is_wrapped: wrapped } = {}) => (wrapped ? align : `${align} whole`);
  const cell = (name, attributes) => (one, at) =>
    el(name, { ...attributes, class: look(settings[at]), "data-label": heads[at].text }, one.text);
  const label = heads.map((one) => one.text).join(", ");
  return el(
    "div",
    { class: "block table", tabindex: "0", role: "region", "aria-label": label },
    el(
      "table",
      {},
      el("thead", {}, el("tr", {}, ...heads.map(cell("th", { scope: "col" })))),
      el("tbody", {}, ...rows.map((row) => el("tr", {}, ...row.map(cell("td", {}))))),
    ),
  );
}
