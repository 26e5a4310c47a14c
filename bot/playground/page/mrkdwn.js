// Slack's mrkdwn as nodes: code, links, mentions, bold, italics.
import { el } from "./dom.js";
import { go, here, nameOf, soon } from "./workspace.js";
import { unescaped } from "./written.js";

// The address of a thread in Slack.
const THREAD = /^https:\/\/app\.slack\.com\/client\/\w+\/\w+\/thread\/(\w+)-([\d.]+)$/;
const MARK = /```([\s\S]*?)```|<([^<>]+)>|\*([^*\n]+)\*|_([^_\n]+)_|`([^`\n]+)`/g;

export function mrkdwn(text) {
  const nodes = [];
  let at = 0;
  for (const match of text.matchAll(MARK)) {
    nodes.push(...lines(text.slice(at, match.index)), marked(match));
    at = match.index + match[0].length;
  }
  return [...nodes, ...lines(text.slice(at))];
}

function marked([, code, link, bold, italic, inline]) {
  if (code !== undefined) return el("pre", {}, unescaped(code));
  if (link !== undefined) return linked(link);
  if (bold !== undefined) return el("strong", {}, ...mrkdwn(bold));
  if (italic !== undefined) return el("em", {}, ...mrkdwn(italic));
  return el("code", {}, unescaped(inline));
}

const lines = (text) =>
  unescaped(text)
    .split("\n")
    .flatMap((line, number) => (number ? [el("br"), line] : [line]));

function linked(link) {
  if (link.startsWith("@")) return mention(link.slice(1));
  if (link.startsWith("!")) return el("span", { class: "mention" }, `@${link.slice(1)}`);
  const [url, label] = link.split("|");
  const shown = unescaped(label ?? url);
  const [channel, thread] = THREAD.exec(url)?.slice(1) ?? [];
  if (channel) return el("a", { href: "/", onclick: (event) => openHere(event, channel, thread) }, shown);
  return /^(https?|mailto):/.test(url)
    ? el("a", { href: unescaped(url), target: "_blank", rel: "noreferrer" }, shown)
    : shown;
}

// This is Slack: a thread of its own opens here, and not where the real one is.
function openHere(event, channel, thread) {
  event.preventDefault();
  soon.reading = true;
  go({ channel, thread, tab: "messages" });
}

const mention = (user) =>
  el("span", { class: user === here.me ? "mention me" : "mention" }, `@${nameOf(user)}`);
