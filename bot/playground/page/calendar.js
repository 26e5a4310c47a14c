// A month of days. Arrows move by days and weeks, Page Up and Down by months, with Shift by years;
// Enter or a click chooses.
import { arrange, el } from "./dom.js";
import { own } from "./own.js";

const MONDAY = 1;
const WEEK = 7;

const iso = (date) => date.toISOString().slice(0, 10);
const parsed = (day) => new Date(`${day}T00:00:00Z`);
const said = (date, how) => date.toLocaleDateString(own("locale"), { timeZone: "UTC", ...how });

export const spoken = (day) => said(parsed(day), { dateStyle: "long" });

const moved = (date, days) => new Date(date.getTime() + days * 86_400_000);

// The same day of another month, or its last day where that month is shorter.
function inMonth(date, months) {
  const first = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return moved(first, Math.min(date.getUTCDate(), last) - 1);
}

const KEYS = {
  ArrowLeft: (date) => moved(date, -1),
  ArrowRight: (date) => moved(date, 1),
  ArrowUp: (date) => moved(date, -WEEK),
  ArrowDown: (date) => moved(date, WEEK),
  PageUp: (date, shift) => inMonth(date, shift ? -12 : -1),
  PageDown: (date, shift) => inMonth(date, shift ? 12 : 1),
};

export class Calendar {
  #at;
  #choose;
  #title = el("div", { class: "month", "aria-live": "polite" });
  #grid = el("div", { class: "days", role: "grid" });

  constructor(label, day, choose) {
    this.#at = parsed(day || iso(new Date()));
    this.#choose = choose;
    this.node = el(
      "div",
      { class: "popup calendar", role: "dialog", "aria-label": label },
      el(
        "div",
        { class: "turn" },
        this.#turn("«", own("year_back"), -12),
        this.#turn("‹", own("month_back"), -1),
        this.#title,
        this.#turn("›", own("month_on"), 1),
        this.#turn("»", own("year_on"), 12),
      ),
      this.#grid,
    );
    this.#grid.addEventListener("keydown", (event) => this.#key(event));
    this.#show();
  }

  focus() {
    this.#grid.querySelector("[tabindex='0']").focus();
  }

  #turn(sign, label, months) {
    const turn = () => {
      this.#at = inMonth(this.#at, months);
      this.#show();
    };
    return el("button", { type: "button", class: "quiet", "aria-label": label, onclick: turn }, sign);
  }

  #key(event) {
    const move = KEYS[event.key];
    if (!move) return;
    event.preventDefault();
    this.#at = move(this.#at, event.shiftKey);
    this.#show();
    this.focus();
  }

  #show() {
    this.#title.textContent = said(this.#at, { month: "long", year: "numeric" });
    const first = moved(this.#at, 1 - this.#at.getUTCDate());
    const monday = moved(first, -((first.getUTCDay() + WEEK - MONDAY) % WEEK));
    const weeks = [0, 1, 2, 3, 4, 5].map((week) => this.#row(moved(monday, week * WEEK)));
    arrange(this.#grid, [this.#names(monday), ...weeks]);
  }

  #names(monday) {
    const name = (day) => said(moved(monday, day), { weekday: "short" });
    return el(
      "div",
      { role: "row" },
      ...[0, 1, 2, 3, 4, 5, 6].map((day) => el("span", { role: "columnheader" }, name(day))),
    );
  }

  #row(monday) {
    return el("div", { role: "row" }, ...[0, 1, 2, 3, 4, 5, 6].map((day) => this.#day(moved(monday, day))));
  }

  #day(date) {
    const [day, at] = [iso(date), iso(this.#at)];
    const other = date.getUTCMonth() !== this.#at.getUTCMonth();
    return el(
      "button",
      {
        type: "button",
        role: "gridcell",
        class: other ? "other" : null,
        tabindex: day === at ? "0" : "-1",
        "aria-label": spoken(day),
        "aria-current": day === iso(new Date()) ? "date" : null,
        onclick: () => this.#choose(day),
      },
      String(date.getUTCDate()),
    );
  }
}
