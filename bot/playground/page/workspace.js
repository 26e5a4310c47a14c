// Where one person is in the workspace, and what the server last told of it.

const KEY = "here";
const START = {
  me: "U0ANNA",
  channel: "C0AZURE",
  tab: "home",
  thread: null,
  editing: null,
  theme: null,
  language: null,
  read: {},
};

export const here = { ...START, ...JSON.parse(sessionStorage.getItem(KEY) ?? "{}") };
export const slack = { state: null };
// What is to happen next: the thread that opens once the bot replies in it, whether to read or to write there.
export const soon = { awaited: null, reading: false, typing: false };

let draw = () => {};
let looks = 0;

export function onChange(whatToDo) {
  draw = whatToDo;
}

// Go somewhere in the workspace; a reload comes back there.
export function go(there) {
  Object.assign(here, there);
  remember();
  if (slack.state?.me === here.me) draw();
}

export function openThread(ts) {
  soon.typing = true;
  go({ thread: ts });
}

export function remember() {
  sessionStorage.setItem(KEY, JSON.stringify(here));
}

// Ask the server how things are. An answer that a later look has overtaken is not shown.
export async function look() {
  const mine = ++looks;
  const answer = await fetch(`/ui/state?user=${here.me}`).catch(() => null);
  const state = answer?.ok ? await answer.json() : null;
  if (!state || mine !== looks) return;
  slack.state = state;
  draw();
}

export const isDirect = (channel) => channel.startsWith("D");
export const isBot = (user) => user === slack.state.bot;
export const atHome = () => isDirect(here.channel) && here.tab === "home";
export const nameOf = (user) => slack.state.people[user]?.name ?? user;

export function titleOf(channel) {
  const { name } = slack.state.channels.find((one) => one.id === channel);
  return isDirect(channel) ? name : `#${name}`;
}

export const messagesIn = (channel) => slack.state.messages[channel] ?? [];

export const topLevel = (channel) =>
  messagesIn(channel).filter((one) => !one.thread_ts || one.thread_ts === one.ts);

export const repliesTo = (channel, ts) =>
  messagesIn(channel).filter((one) => one.thread_ts === ts && one.ts !== ts);
