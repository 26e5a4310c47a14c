// English or Dutch: the browser's language until somebody chooses another, which lasts as long as the tab.
// Whoever one is then has it in Slack as well, and the app speaks it to them, unless they told the app another.
import { $ } from "./dom.js";
import { language, LANGUAGES, nameOfLanguage, own, speak } from "./own.js";
import { act } from "./server.js";
import { go, here } from "./workspace.js";

export function startLanguage() {
  speak(here.language ?? LANGUAGES.find((one) => navigator.language.startsWith(one)));
}

export function chooseLanguage(name) {
  speak(name);
  go({ language: name });
}

// The button goes on to the next language, by whose own name it is called.
export function startSwitch(changed) {
  const offer = () => Object.assign($("language"), { textContent: nameOfLanguage(next()), lang: next() });
  $("language").addEventListener("click", () => {
    chooseLanguage(next());
    offer();
    changed();
  });
  offer();
}

const next = () => LANGUAGES[(LANGUAGES.indexOf(language()) + 1) % LANGUAGES.length];

// One after the other, so that of two quick choices the last one stays.
let told = Promise.resolve();

export function tellLanguage() {
  if (here.language) told = told.then(() => act("language", { locale: own("locale") }));
  return told;
}
