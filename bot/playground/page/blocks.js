// Block Kit as DOM. `act` takes what was done with a control, as Slack tells it to the app.
import { el } from "./dom.js";
import { control } from "./controls.js";
import { mrkdwn } from "./mrkdwn.js";
import { table } from "./table.js";

export const plainText = (text) => text?.text ?? "";

export const renderBlocks = (blocks, key, act) => blocks.map((block) => renderBlock(block, key, act));

function renderBlock(block, key, act) {
  const id = block.block_id ?? "b";
  const controls = (elements) =>
    elements.map((element) =>
      control(element, `${key}/${id}/${element.action_id}`, (chosen) =>
        act({ ...chosen, action_id: element.action_id, block_id: id, type: element.type }),
      ),
    );
  switch (block.type) {
    case "divider":
      return el("hr");
    case "header":
      return el("h3", { class: "block" }, plainText(block.text));
    case "context":
      return el(
        "div",
        { class: "block context" },
        ...block.elements.map((one) => el("div", {}, ...mrkdwn(one.text))),
      );
    case "actions":
      return el("div", { class: "block actions" }, ...controls(block.elements));
    case "context_actions":
      return el("div", { class: "block actions small" }, ...controls(block.elements));
    case "table":
      return table(block);
    case "section":
      return el(
        "div",
        { class: "block section" },
        el("div", {}, ...mrkdwn(block.text.text)),
        ...controls(block.accessory ? [block.accessory] : []),
      );
    default:
      return el("div", { class: "block" }, `[${block.type}]`);
  }
}
