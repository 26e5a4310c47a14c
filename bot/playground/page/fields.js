// The fields of a modal: how they are shown, what stands in them, and what is wrong with it.
import { datePicker } from "./date-picker.js";
import { $, el } from "./dom.js";
import { own } from "./own.js";
import { select } from "./select.js";

export function renderField(block) {
  const name = block.block_id;
  const note = block.optional ? el("span", { class: "optional" }, own("optional")) : null;
  const hint = block.hint ? el("p", { class: "hint" }, block.hint.text) : null;
  const error = el("p", { class: "error", id: `error-${name}`, role: "alert" });
  const label = [block.label.text, note];
  if (block.element.type === "radio_buttons")
    return el(
      "fieldset",
      { id: `field-${name}`, "aria-describedby": error.id },
      el("legend", {}, ...label),
      ...radios(block),
      hint,
      error,
    );
  const { input, also } = inputOf(block);
  input.id = `field-${name}`;
  input.setAttribute("aria-describedby", error.id);
  if (!block.optional) input.setAttribute("aria-required", "true");
  return el("div", { class: "field" }, el("label", { for: input.id }, ...label), input, also, hint, error);
}

const radios = ({ block_id: name, element }) =>
  element.options.map((one) =>
    el(
      "label",
      { class: "radio" },
      el("input", {
        type: "radio",
        name,
        value: one.value,
        checked: one.value === element.initial_option?.value,
      }),
      el("span", {}, one.text.text),
    ),
  );

function inputOf({ block_id: name, element }) {
  if (element.type === "static_select")
    return withHidden(name, element.initial_option?.value, (choose) => select(element, choose));
  if (element.type === "datepicker")
    return withHidden(name, element.initial_date, (choose) =>
      datePicker(element.placeholder?.text ?? own("select_date"), element.initial_date, choose),
    );
  const text = { name, maxlength: element.max_length, autocomplete: "off" };
  if (element.multiline) return { input: el("textarea", { ...text, rows: "4" }, element.initial_value) };
  return { input: el("input", { ...text, value: element.initial_value }) };
}

// A control that is no field of a form writes what was chosen into one.
function withHidden(name, initial, make) {
  const also = el("input", { type: "hidden", name, value: initial });
  const input = make((value) => {
    also.value = value;
    also.dispatchEvent(new Event("input", { bubbles: true }));
  });
  input.removeAttribute("aria-label");
  return { input, also };
}

// What stands in a field, as Slack tells it to the app: by the action id of its element.
export function valueOf(block, form) {
  const value = form.elements[block.block_id].value;
  if (!value) return {};
  const { type, action_id: action } = block.element;
  if (type === "datepicker") return { [action]: { type, selected_date: value } };
  return { [action]: type === "plain_text_input" ? { type, value } : { type, selected_option: { value } } };
}

// The block with what was filled in before a reload.
export function filled(block, kept) {
  const told = kept?.[block.element.action_id];
  if (!told) return block;
  const { element } = block;
  const options = [
    ...(element.options ?? []),
    ...(element.option_groups ?? []).flatMap((group) => group.options),
  ];
  const initial_option = options.find((one) => one.value === told.selected_option?.value);
  return {
    ...block,
    element: { ...element, initial_value: told.value, initial_date: told.selected_date, initial_option },
  };
}

// Each error beside its field, and the first of these fields has the focus.
export function showErrors(view, errors) {
  for (const { block_id: name } of view.blocks) {
    $(`error-${name}`).textContent = errors[name] ?? "";
    $(`field-${name}`).setAttribute("aria-invalid", String(name in errors));
  }
  $(`field-${Object.keys(errors)[0]}`)?.focus();
  return false;
}
