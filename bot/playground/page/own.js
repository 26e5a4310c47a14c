// The page's own words, in the language that it speaks. Each language is a file of data, `words-*.js`.
// What is drawn anew asks for its words; what stands on the page names them: `data-own` for its text,
// `data-own-label` and `data-own-title` for what is told beside it.
import en from "./words-en.js";
import nl from "./words-nl.js";

const WORDS = { en, nl };
const FILLS = {
  "data-own": (node, text) => (node.textContent = text),
  "data-own-label": (node, text) => (node.ariaLabel = text),
  "data-own-title": (node, text) => (node.title = text),
};
let spoken = "en";

export const LANGUAGES = Object.keys(WORDS);
export const language = () => spoken;
export const nameOfLanguage = (name) => WORDS[name].name;

export function own(key, slots = {}) {
  return WORDS[spoken][key].replace(/\{(\w+)\}/g, (_, name) => slots[name]);
}

// A language that is not known leaves the page as it is.
export function speak(name) {
  if (LANGUAGES.includes(name)) spoken = name;
  document.documentElement.lang = spoken;
  for (const [attribute, fill] of Object.entries(FILLS))
    for (const node of document.querySelectorAll(`[${attribute}]`)) fill(node, own(node.getAttribute(attribute)));
}
