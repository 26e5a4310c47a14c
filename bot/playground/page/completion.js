// `/` offers the app's commands, `@` the people and the app: by mouse, or by arrows and Enter.
import { avatar } from "./avatar.js";
import { el } from "./dom.js";
import { Listbox } from "./listbox.js";
import { slack } from "./workspace.js";

const COMMAND = /^\/\S*$/;
const MENTION = /(?<=^|\s)@\w*$/;

export function complete(field, anchor) {
  const list = new Listbox(field, (value) => insert(field, value), { anchor, byTab: true });
  field.addEventListener("input", () => list.show([{ options: offered(before(field)) }]));
  return { takes: (event) => !sends(event, field, list) && list.takes(event) };
}

// A command that is whole is sent: there is nothing to complete.
function sends(event, field, list) {
  const whole = slack.state?.commands.some((one) => one.command === field.value);
  if (event.key !== "Enter" || !whole) return false;
  list.hide();
  return true;
}

const before = (field) => field.value.slice(0, field.selectionStart);

function offered(text) {
  if (!slack.state) return []; // the server has not told yet who and what there is
  const [command] = COMMAND.exec(text) ?? [];
  const [mention] = MENTION.exec(text) ?? [];
  if (command) return slack.state.commands.filter((one) => one.command.startsWith(command)).map(ofCommand);
  return mention ? people(mention.slice(1).toLowerCase()).map(ofPerson) : [];
}

// The app first: it is whom one came for.
function people(typed) {
  const all = [slack.state.bot, ...Object.keys(slack.state.people).filter((id) => id !== slack.state.bot)];
  return all.filter((id) => slack.state.people[id].name.toLowerCase().startsWith(typed));
}

const ofCommand = ({ command, usage_hint, description }) => ({
  value: command,
  nodes: [
    avatar(slack.state.bot),
    el("span", { class: "what" }, el("b", {}, command), ` ${usage_hint}`, el("small", {}, description)),
  ],
});

const ofPerson = (id) => ({
  value: `@${slack.state.people[id].name}`,
  nodes: [avatar(id), el("b", {}, slack.state.people[id].name)],
});

function insert(field, value) {
  const kept = before(field).replace(/\S*$/, "");
  field.setRangeText(`${value} `, kept.length, field.selectionStart, "end");
  field.focus();
  field.dispatchEvent(new Event("input"));
}
