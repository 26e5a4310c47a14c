// The channels, the app, and the people one can be.
import { avatar } from "./avatar.js";
import { $, arrange, Cache, el } from "./dom.js";
import { enter } from "./home.js";
import { tellLanguage } from "./language.js";
import { own } from "./own.js";
import {
  atHome,
  here,
  isBot,
  isDirect,
  look,
  messagesIn,
  nameOf,
  remember,
  slack,
  titleOf,
  topLevel,
} from "./workspace.js";

const cache = new Cache();

export function renderSidebar() {
  const people = Object.keys(slack.state.people).filter((id) => !isBot(id));
  arrange(
    $("people"),
    people.map((id) => cache.node(id, id === here.me, () => person(id))),
  );
  markRead();
  const entries = slack.state.channels.map(({ id }) =>
    cache.node(`${here.me}${isDirect(id) ? "app" : id}`, [id === here.channel, unread(id)], () => entry(id)),
  );
  arrange($("channels"), entries);
}

function person(id) {
  return el(
    "button",
    { type: "button", "data-key": id, "aria-pressed": String(id === here.me), onclick: () => become(id) },
    avatar(id),
    nameOf(id),
  );
}

// Everybody has a direct message of their own with the app.
async function become(id) {
  Object.assign(here, { me: id, channel: isDirect(here.channel) ? `D${id.slice(1)}` : here.channel });
  await tellLanguage();
  await look();
  enter(here.channel);
}

function entry(id) {
  const count = unread(id);
  return el(
    "li",
    {},
    el(
      "button",
      {
        type: "button",
        "data-key": `channel ${id}`,
        "data-channel": isDirect(id) ? "app" : id,
        "aria-current": id === here.channel ? "page" : null,
        class: count ? "unread" : null,
        onclick: () => enter(id),
      },
      isDirect(id) ? avatar(slack.state.bot) : el("span", { class: "sign", "aria-hidden": "true" }, "#"),
      titleOf(id).replace("#", ""),
      count ? el("span", { class: "count", "aria-label": own("new", { count }) }, String(count)) : null,
    ),
  );
}

const unread = (id) =>
  topLevel(id).filter((one) => one.user !== here.me && one.ts > (here.read[`${here.me}${id}`] ?? "")).length;

function markRead() {
  if (atHome()) return;
  here.read[`${here.me}${here.channel}`] = messagesIn(here.channel).at(-1)?.ts;
  remember();
}
