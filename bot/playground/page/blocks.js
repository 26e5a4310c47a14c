// Block Kit as DOM. Text of people never becomes markup: every string passes through text nodes.
"use strict";

const el = (name, attributes = {}, ...children) => {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (key in node && key !== "list" && typeof value !== "string") node[key] = value;
    else node.setAttribute(key, value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
};

const unescaped = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

const MARK = /```([\s\S]*?)```|<([^<>]+)>|\*([^*\n]+)\*|_([^_\n]+)_|`([^`\n]+)`/g;

// Slack's mrkdwn as nodes: code, links, mentions, bold, italics.
function mrkdwn(text, people) {
  const nodes = [];
  let at = 0;
  for (const match of text.matchAll(MARK)) {
    nodes.push(unescaped(text.slice(at, match.index)));
    at = match.index + match[0].length;
    const [whole, code, link, bold, italic, inline] = match;
    if (code !== undefined) nodes.push(el("pre", {}, unescaped(code)));
    else if (link !== undefined) nodes.push(linkNode(link, people));
    else if (bold !== undefined) nodes.push(el("strong", {}, ...mrkdwn(bold, people)));
    else if (italic !== undefined) nodes.push(el("em", {}, ...mrkdwn(italic, people)));
    else if (inline !== undefined) nodes.push(el("code", {}, unescaped(inline)));
    else nodes.push(whole);
  }
  nodes.push(unescaped(text.slice(at)));
  return nodes.flatMap((node) => (typeof node === "string" ? lines(node) : [node]));
}

function lines(text) {
  return text.split("\n").flatMap((line, number) => (number ? [el("br"), line] : [line]));
}

function linkNode(link, people) {
  if (link.startsWith("@")) return el("strong", { class: "mention" }, `@${people[link.slice(1)]?.name ?? link.slice(1)}`);
  if (link.startsWith("!")) return el("strong", { class: "mention alarm" }, `@${link.slice(1)}`);
  const [url, label] = link.split("|");
  return el("a", { href: url, target: "_blank", rel: "noreferrer" }, unescaped(label ?? url));
}

const plainText = (text) => text?.text ?? "";

function renderBlocks(blocks, people, onAction) {
  return blocks.map((block) => renderBlock(block, people, onAction));
}

function renderBlock(block, people, onAction) {
  const act = (element, chosen) => onAction({ ...chosen, action_id: element.action_id, block_id: block.block_id ?? "b", type: element.type });
  switch (block.type) {
    case "divider": return el("hr");
    case "header": return el("div", { class: "block header" }, plainText(block.text));
    case "context": return el("div", { class: "block context" }, ...block.elements.map((one) => el("div", {}, ...mrkdwn(one.text, people))));
    case "actions": return el("div", { class: "block actions" }, ...block.elements.map((one) => renderElement(one, act)));
    case "section": {
      const text = el("div", {}, ...mrkdwn(block.text.text, people));
      if (!block.accessory) return el("div", { class: "block" }, text);
      return el("div", { class: "block accessory" }, text, renderElement(block.accessory, act));
    }
    default: return el("div", { class: "block" }, `[${block.type}]`);
  }
}

function renderElement(element, act) {
  if (element.type === "button" && element.url) {
    return el("a", { class: "button", href: element.url, target: "_blank", rel: "noreferrer" }, plainText(element.text));
  }
  if (element.type === "button") {
    return el("button", { type: "button", class: element.style ?? "", onclick: () => act(element, { value: element.value }) }, plainText(element.text));
  }
  if (element.type === "static_select") {
    const select = selectNode(element);
    select.addEventListener("change", () => act(element, { selected_option: { value: select.value } }));
    return select;
  }
  if (element.type === "datepicker") {
    const input = el("input", { type: "date", "aria-label": plainText(element.placeholder) });
    input.addEventListener("change", () => input.value && act(element, { selected_date: input.value }));
    return input;
  }
  return el("span", {}, `[${element.type}]`);
}

function selectNode(element) {
  const label = plainText(element.placeholder) || "Choose";
  const chosen = element.initial_option?.value;
  const optionNode = (one) => el("option", { value: one.value, selected: one.value === chosen }, plainText(one.text));
  const groups = (element.option_groups ?? []).map((group) => el("optgroup", { label: plainText(group.label) }, ...group.options.map(optionNode)));
  return el("select", { "aria-label": label }, ...(chosen ? [] : [el("option", { value: "" }, label)]), ...groups, ...(element.options ?? []).map(optionNode));
}

// One field of a modal, and how to read it.
function renderField(block) {
  const name = block.block_id;
  const note = block.optional ? el("span", { class: "optional" }, " (optional)") : null;
  const hint = block.hint ? el("div", { class: "hint" }, plainText(block.hint)) : null;
  const error = el("div", { class: "error", id: `error-${name}`, role: "alert" });
  const element = block.element;
  if (element.type === "radio_buttons") {
    const radios = element.options.map((one) => el("label", { class: "radio" },
      el("input", { type: "radio", name, value: one.value, checked: element.initial_option?.value === one.value }), ` ${plainText(one.text)}`));
    return el("fieldset", {}, el("legend", {}, plainText(block.label), note), ...radios, hint, error);
  }
  let input;
  if (element.type === "static_select") input = selectNode(element);
  else if (element.type === "datepicker") input = el("input", { type: "date", value: element.initial_date ?? "" });
  else input = el(element.multiline ? "textarea" : "input", { maxlength: element.max_length });
  input.id = `field-${name}`;
  input.setAttribute("name", name);
  if (!block.optional) input.required = true;
  return el("div", { class: "field" }, el("label", { for: input.id }, plainText(block.label), note), input, hint, error);
}

function fieldValue(block, form) {
  const value = form.elements[block.block_id]?.value;
  if (!value) return {};
  const kind = block.element.type;
  if (kind === "static_select" || kind === "radio_buttons") return { value: { selected_option: { value } } };
  return { value: kind === "datepicker" ? { selected_date: value } : { value } };
}
