// One message: who, when, what, the tools over it and the way into its thread.
import { avatar } from "./avatar.js";
import { renderBlocks } from "./blocks.js";
import { el } from "./dom.js";
import { editor } from "./editor.js";
import { icon } from "./icons.js";
import { mrkdwn } from "./mrkdwn.js";
import { own } from "./own.js";
import { act } from "./server.js";
import { tools } from "./tools.js";
import { here, isBot, nameOf, openThread, repliesTo } from "./workspace.js";

// The parent of a thread stands in the channel as well: each of the two has a key of its own.
export const keyOf = (told, inThread) => (inThread ? `thread-${told.ts}` : told.ts);

export function message(told, channel, inThread) {
  const key = keyOf(told, inThread);
  const gone = told.subtype === "tombstone"; // what Slack leaves in the place of one that others replied to
  return el(
    "article",
    {
      class: told.for_user ? "message private" : "message",
      tabindex: "0",
      "data-key": key,
      "aria-label": gone ? own("deleted") : `${nameOf(told.user)}, ${clock(told.ts)}`,
      onkeydown: walk,
    },
    gone ? el("span", { class: "avatar deleted" }, icon("delete")) : avatar(told.user),
    el(
      "div",
      { class: "content" },
      gone ? null : head(told),
      ...(gone ? [el("div", { class: "block" }, own("deleted"))] : content(told, channel, key)),
      inThread ? null : threadLink(told, channel),
    ),
    gone ? null : tools(told, channel, key, inThread),
  );
}

// What it says, without its controls and what stands below them.
export function words(told) {
  const controls = told.blocks.findIndex(({ type }) => ["actions", "context_actions"].includes(type));
  return renderBlocks(controls < 0 ? told.blocks : told.blocks.slice(0, controls), told.ts, () => {});
}

export function head(told) {
  return el(
    "div",
    { class: "head" },
    el("span", { class: "who" }, nameOf(told.user)),
    isBot(told.user) ? el("span", { class: "tag" }, own("app")) : null,
    el("time", { class: "when", datetime: moment(told.ts).toISOString() }, clock(told.ts)),
    told.for_user ? el("span", { class: "only" }, own("only_you")) : null,
  );
}

const content = (told, channel, key) =>
  here.editing === key ? [editor(told, channel, key)] : body(told, channel, key);

function body(told, channel, key) {
  const click = (action) => act("click", { channel, ts: told.ts, action });
  const shown = told.blocks?.length
    ? renderBlocks(told.blocks, key, click)
    : [el("div", { class: "block" }, ...mrkdwn(told.text))];
  return told.edited ? [...shown, el("span", { class: "edited" }, own("edited"))] : shown;
}

function threadLink(told, channel) {
  const replies = repliesTo(channel, told.ts).filter((one) => !one.for_user); // those that all see
  const count = replies.length;
  if (!count) return null;
  const last = replies.at(-1).user;
  return el(
    "button",
    {
      type: "button",
      class: "replies",
      "data-key": `${told.ts}/replies`,
      onclick: () => openThread(told.ts),
    },
    avatar(last),
    count === 1 ? own("one_reply") : own("many_replies", { count }),
  );
}

const moment = (ts) => new Date(Number(ts.split(".")[0]) * 1000);
const clock = (ts) => moment(ts).toTimeString().slice(0, 5);

// Arrows walk from message to message.
function walk(event) {
  if (event.target !== event.currentTarget) return;
  const next = { ArrowUp: "previousElementSibling", ArrowDown: "nextElementSibling" }[event.key];
  const other = next && event.target[next];
  if (!other?.matches?.(".message")) return;
  event.preventDefault();
  other.focus();
}
