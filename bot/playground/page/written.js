// What a person types and what Slack makes of it: escaped, with mentions and links in angle brackets.
import { slack } from "./workspace.js";

const ESCAPES = [
  ["&", "&amp;"],
  ["<", "&lt;"],
  [">", "&gt;"],
];

const escaped = (text) => ESCAPES.reduce((done, [sign, code]) => done.replaceAll(sign, code), text);
export const unescaped = (text) =>
  ESCAPES.toReversed().reduce((done, [sign, code]) => done.replaceAll(code, sign), text);

export function asSent(typed) {
  const linked = escaped(typed).replace(/https?:\/\/[^\s<>]+/g, "<$&>");
  return linked.replace(/(?<![\w.])@(\w+)/g, (whole, name) => {
    const user = Object.keys(slack.state.people).find(
      (id) => slack.state.people[id].name.toLowerCase() === name.toLowerCase(),
    );
    return user ? `<@${user}>` : whole;
  });
}

export function asTyped(sent) {
  const named = sent.replace(/<@(\w+)>/g, (whole, user) => `@${slack.state.people[user]?.name ?? user}`);
  return unescaped(named.replace(/<(https?:[^|>]+)(?:\|[^>]*)?>/g, "$1"));
}
