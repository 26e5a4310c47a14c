// The opening panel: what this is in three lines, and a question that somebody just asked, with its answer.
import { avatar } from "./avatar.js";
import { $, arrange, Cache, el } from "./dom.js";
import { head, words } from "./message.js";
import { mrkdwn } from "./mrkdwn.js";
import { own } from "./own.js";
import { go, here, isBot, isDirect, messagesIn, repliesTo, slack, titleOf } from "./workspace.js";

const LINES = ["about_bot", "about_here", "about_asking"];
const cache = new Cache();

export function renderWelcome() {
  const empty = !messagesIn(here.channel).length;
  $("welcome").hidden = !empty || isDirect(here.channel);
  $("messages").hidden = !$("welcome").hidden;
  if ($("welcome").hidden) return;
  const example = firstAnswered();
  arrange($("welcome"), [cache.node("panel", example, () => panel(example))]);
}

// The first question of any channel that the bot has answered.
function firstAnswered() {
  for (const { id: channel } of slack.state.channels.filter((one) => !one.direct)) {
    for (const asked of messagesIn(channel)) {
      const answer = repliesTo(channel, asked.ts).find((one) => isBot(one.user));
      if (answer) return { channel, asked, answer };
    }
  }
  return null;
}

const panel = (example) =>
  el(
    "div",
    {},
    el("h3", {}, own("about_question")),
    ...LINES.map((line) => el("p", {}, own(line))),
    example ? shown(example) : null,
  );

function shown({ channel, asked, answer }) {
  return el(
    "figure",
    {},
    el("figcaption", {}, own("asked_in", { channel: titleOf(channel) })),
    said(asked, el("div", { class: "block" }, ...mrkdwn(asked.text))),
    said(answer, ...words(answer)),
    el("button", { type: "button", onclick: () => go({ channel, thread: asked.ts }) }, own("open_thread")),
  );
}

const said = (told, ...content) =>
  el("div", { class: "message" }, avatar(told.user), el("div", { class: "content" }, head(told), ...content));
