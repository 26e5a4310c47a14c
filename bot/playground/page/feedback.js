// Slack's two small buttons for what one thinks of an answer; the one that was pressed stays pressed.
import { el } from "./dom.js";
import { icon } from "./icons.js";
import { here } from "./workspace.js";

export function feedback(element, key, act) {
  const name = `pressed:${here.me}/${key}`;
  const half = ({ text, value, accessibility_label: aloud }, drawing) =>
    el(
      "button",
      {
        type: "button",
        value,
        title: text.text,
        "aria-label": aloud ?? text.text,
        "data-key": `${key}/${drawing}`,
        onclick: async () => {
          if (!(await act({ value, text }))) return;
          sessionStorage.setItem(name, value);
          show();
        },
      },
      icon(drawing),
    );
  const halves = [half(element.positive_button, "up"), half(element.negative_button, "down")];
  const show = () => {
    const pressed = sessionStorage.getItem(name);
    for (const one of halves) one.setAttribute("aria-pressed", String(one.value === pressed));
  };
  show();
  return el("span", { class: "feedback" }, ...halves);
}
