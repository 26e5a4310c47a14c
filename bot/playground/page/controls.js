// The controls that a message or the home may hold: buttons, links, selects, date pickers, feedback.
import { datePicker } from "./date-picker.js";
import { el } from "./dom.js";
import { feedback } from "./feedback.js";
import { select } from "./select.js";

export function control(element, key, act) {
  const node = make(element, key, act);
  node.dataset.key = key;
  return node;
}

function make(element, key, act) {
  const label = element.text?.text ?? element.placeholder?.text ?? "";
  switch (element.type) {
    case "button":
      return element.url ? link(element.url, label) : button(element, label, act);
    case "static_select":
      return select(element, (value) => act({ selected_option: chosenOption(element, value) }));
    case "datepicker":
      return datePicker(label, element.initial_date, (day) => act({ selected_date: day }));
    case "feedback_buttons":
      return feedback(element, key, act);
    default:
      return el("span", {}, `[${element.type}]`);
  }
}

const link = (url, label) =>
  el("a", { class: "button", href: url, target: "_blank", rel: "noreferrer" }, label);

const button = ({ style, value }, label, act) =>
  el("button", { type: "button", class: style, onclick: () => act({ value, text: { text: label } }) }, label);

// An option as Slack tells it to the app: with its text.
function chosenOption(element, value) {
  const groups = element.option_groups ?? [];
  return [...(element.options ?? []), ...groups.flatMap((group) => group.options)].find(
    (one) => one.value === value,
  );
}
