// What can be done with a message, shown while the pointer or the focus is on it.
import { confirmDelete } from "./confirm.js";
import { el } from "./dom.js";
import { icon } from "./icons.js";
import { own } from "./own.js";
import { act } from "./server.js";
import { go, here, isBot, isDirect, openThread, slack, soon } from "./workspace.js";

export function tools(told, channel, key, inThread) {
  const mine = told.user === here.me;
  const visibleToAll = !told.for_user;
  const offered = [
    visibleToAll &&
      !inThread &&
      !isDirect(channel) &&
      tool(key, "thread", own("reply_in_thread"), () => openThread(told.ts)),
    visibleToAll && !isBot(told.user) && tool(key, "ask", shortcutName(), () => ask(told, channel)),
    mine && tool(key, "edit", own("edit"), () => go({ editing: key })),
    mine && tool(key, "delete", own("delete"), () => confirmDelete(told, channel)),
    told.for_user && tool(key, "close", own("dismiss"), () => act("delete", { channel, ts: told.ts })),
  ].filter(Boolean);
  return offered.length
    ? el("div", { class: "tools", role: "group", "aria-label": own("tools") }, ...offered)
    : null;
}

const tool = (key, drawing, label, onclick) =>
  el(
    "button",
    { type: "button", title: label, "aria-label": label, "data-key": `${key}/${drawing}`, onclick },
    icon(drawing),
  );

const shortcutName = () => slack.state.shortcuts.find((one) => one.type === "message").name;

function ask(told, channel) {
  soon.awaited = told.thread_ts ?? told.ts;
  act("shortcut", { channel, ts: told.ts });
}
