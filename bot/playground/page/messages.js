// A list of messages: those that did not change stay as they are, and a new one is shown from its start.
import { arrange, Cache, el } from "./dom.js";
import { keyOf, message } from "./message.js";
import { language, own } from "./own.js";
import { here, repliesTo, slack } from "./workspace.js";

export class Messages {
  #box;
  #cache = new Cache();
  #shownOf = "";
  #seen = new Set();
  #fresh = null;
  #atEnd = false;

  constructor(box) {
    this.#box = box;
  }

  show(channel, messages, { inThread = false, of = channel }) {
    const shown = (told) => [
      told,
      here.me,
      here.editing === keyOf(told, inThread),
      inThread ? 0 : repliesTo(channel, told.ts).length,
      slack.state.me,
    ];
    const nodes = messages.map((told) =>
      this.#cache.node(`${channel}${told.ts}`, shown(told), () => message(told, channel, inThread)),
    );
    const { scrollTop, clientHeight, scrollHeight } = this.#scroller;
    this.#atEnd = scrollTop + clientHeight >= scrollHeight - 1;
    arrange(this.#box, nodes.length ? nodes : [el("p", { class: "empty" }, own("nothing_yet"))]);
    this.#fresh = this.#freshOf(messages, nodes, `${here.me}${of}${language()}`);
  }

  // A verdict is read from its top: the first new message comes to the top, as far as there is enough below
  // it. Where nothing is new, the end stays in sight, whatever became higher. Once all is drawn.
  settle() {
    if (this.#fresh) this.#fresh.scrollIntoView({ block: "start" });
    else if (this.#atEnd) this.#scroller.scrollTop = this.#scroller.scrollHeight;
  }

  get #scroller() {
    return this.#box.closest(".scroll");
  }

  #freshOf(messages, nodes, of) {
    const anew = of !== this.#shownOf;
    const fresh = anew ? nodes.length - 1 : messages.findIndex((told) => !this.#seen.has(told.ts));
    this.#shownOf = of;
    this.#seen = new Set(messages.map((told) => told.ts));
    return fresh > 0 || (fresh === 0 && !anew) ? nodes[fresh] : null;
  }
}
