// A select as Slack has it: typing filters, arrows only move, and Enter or a click chooses.
import { el } from "./dom.js";
import { Listbox } from "./listbox.js";
import { own } from "./own.js";

export function select(element, choose) {
  const label = element.placeholder?.text ?? own("choose");
  const groups = element.option_groups ?? [{ options: element.options }];
  let chosen = element.initial_option;
  const field = el("input", {
    class: "select",
    role: "combobox",
    "aria-expanded": "false",
    "aria-autocomplete": "list",
    "aria-label": label,
    placeholder: label,
    autocomplete: "off",
    spellcheck: "false",
  });
  const list = new Listbox(field, (value) => {
    chosen = groups.flatMap((group) => group.options).find((one) => one.value === value);
    settle();
    choose(value);
  });
  const settle = () => {
    field.value = chosen?.text.text ?? "";
  };
  const open = (typed = "") => list.show(groups.map((group) => shown(group, typed, chosen)));
  field.addEventListener("click", () => open());
  field.addEventListener("input", () => open(field.value));
  field.addEventListener("blur", settle);
  field.addEventListener("keydown", (event) => {
    if (list.takes(event)) return event.key === "Escape" && settle();
    if (event.key !== "ArrowDown" && event.key !== "Enter") return false;
    event.preventDefault();
    return open();
  });
  settle();
  return field;
}

function shown(group, typed, chosen) {
  const fits = (one) => one.text.text.toLowerCase().includes(typed.toLowerCase());
  const entry = (one) => ({ value: one.value, nodes: [one.text.text], chosen: one.value === chosen?.value });
  return { label: group.label?.text, options: group.options.filter(fits).map(entry) };
}
