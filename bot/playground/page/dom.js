// The few things that every part does with the document. Text of people never becomes markup: every
// string passes through text nodes.

import { language } from "./own.js";

export const $ = (id) => document.getElementById(id);

export function el(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

// The box then holds these nodes, and those that it held before are not touched: focus and scroll stay.
export function arrange(box, nodes) {
  for (const child of [...box.childNodes]) if (!nodes.includes(child)) child.remove();
  nodes.forEach((node, at) => {
    if (box.childNodes[at] !== node) box.insertBefore(node, box.childNodes[at] ?? null);
  });
}

// A node is made anew only when what it shows has changed, or the language of the page.
export class Cache {
  #kept = new Map();

  node(key, shown, make) {
    const signature = JSON.stringify([language(), shown]);
    const before = this.#kept.get(key);
    if (before?.signature === signature) return before.node;
    const node = make();
    this.#kept.set(key, { signature, node });
    return node;
  }
}

// Where a change replaces the control that has the focus, its successor has it, or else its message.
export function keepingFocus(change) {
  const key = document.activeElement?.dataset.key;
  change();
  if (!key || document.activeElement !== document.body) return;
  focusOn(key);
}

// A control is found again by its key, `message/control`; where it is gone, its message stands for it.
export function focusOn(key) {
  const named = (name) => document.querySelector(`[data-key="${CSS.escape(name)}"]`);
  (named(key) ?? named(key.split("/")[0]))?.focus({ preventScroll: true });
}
