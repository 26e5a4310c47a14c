// The app's own place: its home, and the messages with it.
import { $, arrange, Cache, el } from "./dom.js";
import { renderBlocks } from "./blocks.js";
import { own } from "./own.js";
import { act } from "./server.js";
import { atHome, go, here, isDirect, slack } from "./workspace.js";

const TABS = ["home", "messages"];
const cache = new Cache();

export function enter(channel) {
  go({ channel, thread: null, editing: null });
  greet();
}

// Slack tells the app that somebody looks; the app then says what there is to see.
export function greet() {
  if (isDirect(here.channel)) act("home", { tab: here.tab });
}

function open(tab) {
  go({ tab });
  greet();
}

export function renderHome() {
  $("tabs").hidden = !isDirect(here.channel);
  arrange(
    $("tabs"),
    TABS.map((tab) => cache.node(tab, here.tab === tab, () => tabNode(tab))),
  );
  $("home").hidden = !atHome();
  $("channel").hidden = $("composer").hidden = atHome();
  if (!atHome()) return;
  const blocks = slack.state.home?.blocks;
  const click = (action) => act("click", { action });
  arrange($("home"), [
    cache.node("view", [here.me, blocks], () =>
      el("div", {}, ...(blocks ? renderBlocks(blocks, "home", click) : [own("opening")])),
    ),
  ]);
}

function tabNode(tab) {
  const chosen = here.tab === tab;
  return el(
    "button",
    {
      type: "button",
      role: "tab",
      "data-key": `tab ${tab}`,
      "aria-selected": String(chosen),
      tabindex: chosen ? "0" : "-1",
      onclick: () => open(tab),
      onkeydown: turn,
    },
    own(tab),
  );
}

// Arrows move between the tabs, and the tab that has the focus is the open one.
function turn(event) {
  if (!["ArrowLeft", "ArrowRight"].includes(event.key)) return;
  const other = here.tab === "home" ? "messages" : "home";
  open(other);
  document.querySelector(`[data-key="tab ${other}"]`).focus();
}
