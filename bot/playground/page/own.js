// The page's own words: English, or Dutch where the browser is.

const DUTCH = {
  "Skip to the composer": "Naar het schrijfvak",
  "The server has stopped; what you typed is kept. This page goes on by itself once it is back.":
    "De server is gestopt; wat je typte blijft bewaard. Deze pagina gaat vanzelf verder als hij terug is.",
  "The server did not take that: it has stopped.": "De server nam dat niet aan: hij is gestopt.",
  Workspace: "Werkruimte",
  Playground: "Speeltuin",
  "You are": "Jij bent",
  "Check port 25": "Controleer poort 25",
  Policy: "Beleid",
  "Light or dark": "Licht of donker",
  "Let Slack fail": "Laat Slack haperen",
  "Next post is rate limited": "Het volgende bericht moet wachten",
  "Next post fails once": "Het volgende bericht mislukt één keer",
  "Events come four times": "Elke gebeurtenis komt vier keer",
  "Events come two seconds late": "Elke gebeurtenis komt twee seconden later",
  "What this is": "Wat dit is",
  Messages: "Berichten",
  Suggestions: "Suggesties",
  Thread: "Thread",
  Replies: "Antwoorden",
  "{count} new": "{count} nieuw",

  "May this machine send mail on port 25?": "Mag deze machine mailen op poort 25?",
  "port25 tells whether your Azure machine may send mail on port 25, and if not, what to do now.":
    "port25 zegt of je Azure-machine mag mailen op poort 25, en zo niet, wat je nu doet.",
  "This is the real bot in a stand-in for Slack; nothing leaves this machine.":
    "Dit is de echte bot in een nagebootste Slack; niets verlaat deze machine.",
  "Ask below in English or Dutch, with @port25 in front, or take a suggestion. The answer opens in a thread.":
    "Vraag hieronder in het Nederlands of Engels, met @port25 ervoor, of neem een suggestie. Het antwoord opent in een thread.",
  "Asked in {channel}, answered by the running bot": "Gevraagd in {channel}, beantwoord door de draaiende bot",
  "Open this thread": "Open deze thread",

  Message: "Bericht",
  "Message {channel}": "Bericht aan {channel}",
  Reply: "Antwoord",
  "Reply ...": "Antwoord ...",
  "Mention somebody": "Noem iemand",
  "Run a command": "Voer een opdracht uit",
  "Enter sends, Shift+Enter starts a line": "Enter verstuurt, Shift+Enter begint een regel",
  Send: "Versturen",
  "{command} is not a command. To send it as a message, put a space before it.":
    "{command} is geen opdracht. Zet er een spatie voor om het als bericht te versturen.",
  "{command} does not work in threads; use it in the channel.":
    "{command} werkt niet in threads; gebruik het in het kanaal.",

  "Message tools": "Wat kan met dit bericht",
  "Reply in thread": "Antwoord in de thread",
  "Edit message": "Bericht bewerken",
  "Delete message": "Bericht verwijderen",
  "Dismiss message": "Bericht wegdoen",
  "Only visible to you": "Alleen voor jou zichtbaar",
  "(edited)": "(bewerkt)",
  "1 reply": "1 antwoord",
  "{count} replies": "{count} antwoorden",
  "Nothing here yet.": "Hier staat nog niets.",
  "Close thread": "Thread sluiten",
  "Back to {channel}": "Terug naar {channel}",
  Cancel: "Annuleren",
  Save: "Opslaan",
  Delete: "Verwijderen",
  "Are you sure you want to delete this message? This cannot be undone.":
    "Weet je zeker dat je dit bericht wilt verwijderen? Dit kan niet ongedaan worden gemaakt.",

  " (optional)": " (optioneel)",
  "Select a date": "Kies een datum",
  Choose: "Kies",
  "Please complete this required field.": "Dit veld is verplicht.",
  "That was not taken. What you filled in is kept; try again.":
    "Dat werd niet aangenomen. Wat je invulde blijft bewaard; probeer het opnieuw.",
  "A year back": "Een jaar terug",
  "A month back": "Een maand terug",
  "A month on": "Een maand verder",
  "A year on": "Een jaar verder",
  "Opening ...": "Gaat open ...",
  "This policy is not known here, or the server has stopped.":
    "Dit beleid is hier niet bekend, of de server is gestopt.",
};

export const language = navigator.language.startsWith("nl") ? "nl" : "en";

export function own(text, slots = {}) {
  const said = language === "nl" ? DUTCH[text] : text;
  return said.replace(/\{(\w+)\}/g, (_, name) => slots[name]);
}

// What stands on the page before anything is drawn.
export function translate() {
  if (language === "en") return;
  document.documentElement.lang = language;
  for (const node of document.querySelectorAll("[aria-label]")) node.ariaLabel = known(node.ariaLabel);
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) texts.currentNode.data = texts.currentNode.data.replace(/\S.*\S/, known);
}

const known = (text) => DUTCH[text] ?? text;
