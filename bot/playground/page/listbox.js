// A list that belongs to a text field. The focus stays in the field: arrows move through the list,
// Enter or a click chooses, Escape closes.
import { el } from "./dom.js";
import { close, openBeside } from "./popup.js";

let lists = 0;

export class Listbox {
  #field;
  #anchor;
  #choose;
  #choosing;
  #id = `list-${++lists}`;
  #popup = null;

  constructor(field, choose, { anchor = field, byTab = false } = {}) {
    [this.#field, this.#choose, this.#anchor] = [field, choose, anchor];
    this.#choosing = byTab ? ["Enter", "Tab"] : ["Enter"];
    field.addEventListener("blur", () => this.hide());
  }

  // Groups are {label, options}; an option is {value, nodes, chosen}.
  show(groups) {
    this.hide();
    const filled = groups.filter((group) => group.options.length);
    if (!filled.length) return;
    const label = this.#field.ariaLabel ?? this.#field.labels[0].textContent;
    const stay = (event) => event.preventDefault(); // a click must not take the focus out of the field
    const told = { class: "popup", role: "listbox", id: this.#id, "aria-label": label, onmousedown: stay };
    this.#popup = el("div", told, ...filled.map((group) => this.#group(group)));
    openBeside(this.#popup, this.#anchor);
    this.#tell(true);
    this.#field.setAttribute("aria-controls", this.#id);
    this.#activate(
      this.#options.find((node) => node.getAttribute("aria-selected") === "true") ?? this.#options[0],
    );
  }

  hide() {
    if (!this.#popup) return;
    close(this.#popup);
    this.#popup = null;
    this.#tell(false);
    this.#field.removeAttribute("aria-activedescendant");
  }

  // Whether the key was for the list.
  takes(event) {
    if (!this.#popup) return false;
    const keys = {
      ArrowDown: () => this.#move(1),
      ArrowUp: () => this.#move(-1),
      Escape: () => this.hide(),
      ...Object.fromEntries(this.#choosing.map((key) => [key, () => this.#active.click()])),
    };
    if (!(event.key in keys) || event.shiftKey) return false;
    event.preventDefault();
    event.stopPropagation();
    keys[event.key]();
    return true;
  }

  // A composer stays a text box, of which nobody says that it is expanded.
  #tell(isOpen) {
    if (this.#field.role === "combobox") this.#field.ariaExpanded = String(isOpen);
  }

  get #options() {
    return [...this.#popup.querySelectorAll("[role=option]")];
  }

  get #active() {
    return this.#popup.querySelector(".active");
  }

  #group({ label, options }) {
    const heading = label ? el("div", { class: "group", role: "presentation" }, label) : null;
    return el(
      "div",
      { role: label ? "group" : "presentation", "aria-label": label },
      heading,
      ...options.map((one) => this.#option(one)),
    );
  }

  #option({ value, nodes, chosen }) {
    const choose = () => {
      this.hide();
      this.#choose(value);
    };
    const activate = (event) => this.#activate(event.currentTarget);
    const selected = { "aria-selected": String(Boolean(chosen)) };
    const does = { onclick: choose, onpointermove: activate };
    return el("div", { role: "option", class: "option", ...selected, ...does }, ...nodes);
  }

  #move(by) {
    const all = this.#options;
    this.#activate(all[(all.indexOf(this.#active) + by + all.length) % all.length]);
  }

  #activate(node) {
    this.#active?.classList.remove("active");
    for (const one of this.#options) one.removeAttribute("id");
    node.classList.add("active");
    node.id = `${this.#id}-active`;
    node.scrollIntoView({ block: "nearest" });
    this.#field.setAttribute("aria-activedescendant", node.id);
  }
}
