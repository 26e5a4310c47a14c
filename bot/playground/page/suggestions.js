// What one might ask, while nothing was asked yet: in a channel a few questions, with the app what it suggests.
import { $, arrange, Cache, el } from "./dom.js";
import { say } from "./composer.js";
import { own } from "./own.js";
import { atHome, here, isDirect, messagesIn, slack } from "./workspace.js";

const QUESTIONS = ["suggestion_1", "suggestion_2", "suggestion_3"];
const cache = new Cache();

export function renderSuggestions() {
  const wanted = !atHome() && !messagesIn(here.channel).length;
  const offered = isDirect(here.channel)
    ? prompts()
    : QUESTIONS.map((key) => ({ label: own(key), text: `@port25 ${own(key)}` }));
  arrange(
    $("suggestions"),
    wanted ? offered.map((one) => cache.node(one.text, one, () => suggestion(one))) : [],
  );
}

const prompts = () =>
  (slack.state.prompts?.prompts ?? []).map((one) => ({ label: one.title, text: one.message }));

const suggestion = ({ label, text }) => el("button", { type: "button", onclick: () => say(text) }, label);
