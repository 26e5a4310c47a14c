// Where a person writes: in a channel or in a thread. What is typed is kept until the server has it.
import { complete } from "./completion.js";
import { draft, keepDraft } from "./drafts.js";
import { el } from "./dom.js";
import { icon } from "./icons.js";
import { own } from "./own.js";
import { act, tell } from "./server.js";
import { here, slack, soon, titleOf } from "./workspace.js";
import { asSent } from "./written.js";

export class Composer {
  #field;
  #key = "";
  #inThread;

  constructor(form, { id, label, inThread }) {
    this.#inThread = inThread;
    this.#field = el("textarea", {
      id,
      rows: "1",
      autocomplete: "off",
      "data-own-label": label,
      "aria-autocomplete": "list",
    });
    const list = complete(this.#field, form);
    form.append(
      this.#field,
      el(
        "div",
        { class: "choices" },
        this.#starter("@", "mention"),
        inThread ? null : this.#starter("/", "command"),
        el("span", { class: "hint", "data-own": "keys" }),
        el("button", { type: "submit", class: "primary send", "data-own-label": "send" }, icon("send")),
      ),
    );
    form.addEventListener("submit", (event) => this.#submit(event));
    this.#field.addEventListener("input", () => this.#key && keepDraft(this.#key, this.#field.value));
    this.#field.addEventListener("keydown", (event) => {
      if (list.takes(event) || event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      form.requestSubmit();
    });
  }

  // Each person has one draft for each place.
  show() {
    const place = this.#inThread ? here.thread : here.channel;
    this.#field.placeholder = this.#inThread
      ? own("reply_here")
      : own("message_in", { channel: titleOf(here.channel) });
    const key = `${here.me}/${here.channel}/${place}`;
    if (key === this.#key) return;
    const early = this.#key ? "" : this.#field.value; // typed before the server told where this is
    this.#key = key;
    this.#field.value = `${draft(key)}${early}`;
    keepDraft(key, this.#field.value);
  }

  #starter(sign, label) {
    const start = () => {
      const gap = sign === "@" && /\S$/.test(this.#field.value) ? " " : "";
      this.#field.value = sign === "/" ? sign : `${this.#field.value}${gap}${sign}`;
      this.#field.focus();
      this.#field.dispatchEvent(new Event("input"));
    };
    return el(
      "button",
      { type: "button", class: "quiet", "data-own-label": label, "data-own-title": label, onclick: start },
      sign,
    );
  }

  async #submit(event) {
    event.preventDefault();
    const [text, key] = [this.#field.value.trim(), this.#key];
    if (!text || !key) return;
    this.#field.value = "";
    const taken = await this.#send(text);
    if (!taken && this.#key === key) this.#field.value = [text, this.#field.value].filter(Boolean).join("\n");
    if (this.#key === key) keepDraft(key, this.#field.value);
    else if (taken) keepDraft(key, "");
  }

  #send(text) {
    const [command, rest] = /^(\/\S+)\s*(.*)$/s.exec(text)?.slice(1) ?? [];
    if (!command) return say(text, this.#inThread ? { thread_ts: here.thread } : {});
    const fault = this.#commandFault(command);
    if (!fault) return act("command", { channel: here.channel, command, text: asSent(rest) });
    tell(fault);
    return null;
  }

  #commandFault(command) {
    if (!slack.state.commands.some((one) => one.command === command))
      return own("no_command", { command });
    return this.#inThread ? own("no_command_here", { command }) : "";
  }
}

// Send a message; its answer is awaited in its thread.
export async function say(text, more = {}) {
  const { channel } = here;
  const posted = await act("message", { channel, text: asSent(text), ...more });
  if (posted) soon.awaited = posted.thread_ts ?? posted.ts;
  return posted;
}
