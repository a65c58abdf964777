import { path, quoted } from "../api.js";
import { announce, card, h } from "../dom.js";
import { actionButton, field, form } from "../forms.js";
import { growingList } from "../lists.js";
import { confirmed, notice, time, word } from "../parts.js";

const PAGE = 50;

/** Messages of all tenants and services that were set aside: retry, retry all, discard. */
export async function errors({ api }) {
  const list = h("div", { class: "list", tabindex: "-1" });
  const away = h("div");
  const queue = h("input", { type: "search", spellcheck: "false", autocomplete: "off" });
  const shown = () => queue.value.trim() ? `queue co ${quoted(queue.value.trim())}` : null;

  async function fill() {
    const filter = shown();
    list.replaceChildren(await growingList({
      caption: "Messages that were set aside",
      columns: [
        ["Queue", error => word(error.queue)],
        ["Message", error => error.messageType ?? h("span", { class: "none" }, "unknown")],
        ["Tenant", error => error.tenant ?? h("span", { class: "none" }, "unknown")],
        ["Reason", error => error.reason],
        ["First failed", error => time(error.firstFailedAt)],
        ["Attempts", error => String(error.attempts)],
        ["Actions", error => h("div", { class: "actions" },
          actionButton("Retry", () => retry(error), { class: "quiet", "aria-label": `Retry ${nameOf(error)}` }),
          actionButton("Discard", () => discard(error), { class: "quiet danger", "aria-label": `Discard ${nameOf(error)}` }),
        )],
      ],
      load: async cursor => {
        const page = await api.get("", { filter, count: PAGE, cursor });
        away.replaceChildren(...(page.unavailable.length > 0
          ? [notice("warning", `No answer from ${page.unavailable.join(", ")}. Their messages are missing here.`)]
          : []));
        return page;
      },
      empty: filter ? "No message of such a queue was set aside." : "No message was set aside.",
    }));
  }

  /** Shows the list anew. The button that had the focus no longer exists. */
  async function refill(message) {
    await fill();
    list.focus();
    announce(message);
  }

  async function retry(error) {
    await api.post(`${path(error.id)}/retry`);
    await refill("The message was sent again.");
  }

  async function retryAll() {
    const filter = shown();
    const result = await api.post(filter ? `/retry?${new URLSearchParams({ filter })}` : "/retry");
    await refill(summary(result));
    return summary(result);
  }

  async function discard(error) {
    if (!await confirmed("Discard this message?", CONSEQUENCE[error.queue.startsWith("outbox:")], "Discard")) return;
    await api.delete(path(error.id));
    await refill("The message was discarded.");
  }

  const [all, outcome] = actionButton("Retry all", retryAll);
  const search = form("Show", fill, field("Queue", queue, "A part of its name. Leave it empty for all queues."));
  search.setAttribute("role", "search");
  await fill();
  return {
    title: "Errors",
    content: [card(
      h("p", null, "Messages that a service could not handle. They wait here, with all that they need, until they are retried or discarded."),
      away,
      search,
      h("div", { class: "tools" }, all),
      outcome,
      list)],
  };
}

const CONSEQUENCE = {
  true: "Subscribers get the present state of what it was about instead.",
  false: "What it asks for is not done. A sync makes accounts match the directory again.",
};

const nameOf = error => `the message ${error.messageType ?? "of unknown type"} of queue ${error.queue}, ${error.id.slice(-8)}`;

function summary({ retried, failed, hasMore, unavailable }) {
  const parts = [`${retried} sent again.`];
  if (failed > 0) parts.push(`${failed} could not be sent.`);
  if (hasMore) parts.push("There are more: retry all again.");
  if (unavailable.length > 0) parts.push(`No answer from ${unavailable.join(", ")}.`);
  return parts.join(" ");
}
