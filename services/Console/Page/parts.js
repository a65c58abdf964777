import { announce, h } from "./dom.js";

/** A message; the tone is "ok", "info", "warning" or "error". */
export const notice = (tone, ...children) =>
  h("div", { class: `notice ${tone}`, role: tone === "error" ? "alert" : "status" }, h("p", null, children));

/** A label for a state. The colour repeats what the text says. */
export const badge = (tone, text) => h("span", { class: `badge ${tone}` }, text);

/** Text that does not wrap. */
export const word = text => h("span", { class: "word" }, text);

const dateTimeFormat = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "medium" });

/** A time in the reader's time zone; the tooltip has the exact one. */
export const time = (moment, fallback = "") =>
  moment ? h("time", { datetime: moment, title: `${moment}` }, dateTimeFormat.format(new Date(moment))) : fallback;

/** A list of names, or the fallback if there are none. */
export const names = (list, fallback) => list.length > 0
  ? h("ul", { class: "names" }, list.map(name => h("li", null, h("code", null, name))))
  : h("span", { class: "none" }, fallback);

/** A button that copies a text. Browsers allow that in secure contexts only; elsewhere the text is selected. */
function copyButton(text, what, shown) {
  return h("button", {
    type: "button",
    class: "quiet copy",
    "aria-label": `Copy ${what}`,
    click: async event => {
      const button = event.currentTarget;
      try {
        await navigator.clipboard.writeText(text);
        confirmCopy(button, what);
      } catch {
        getSelection().selectAllChildren(shown ?? button);
        announce(`The browser does not allow copying here. The ${what} is selected: press Ctrl+C to copy it.`);
      }
    },
  }, "Copy");
}

function confirmCopy(button, what) {
  announce(`Copied ${what}.`);
  button.textContent = "Copied";
  setTimeout(() => { button.textContent = "Copy"; }, 2_000);
}

/** A text with a copy button. */
export function copyable(text, what) {
  const shown = h("code", null, text);
  return h("p", { class: "copyable" }, shown, copyButton(text, what, shown));
}

/** The beginning of a trace id, with a button that copies all of it. */
export function trace(id) {
  if (!id) return h("span", { class: "none" }, "none");
  return h("span", { class: "trace" }, h("code", { title: id }, id.slice(0, 8)), copyButton(id, `trace ID ${id}`));
}

/** Asks for confirmation of something that can't be undone; resolves to whether the user confirmed. */
export function confirmed(question, consequence, action) {
  return new Promise(resolve => {
    const dialog = h("dialog", { "aria-labelledby": "question", "aria-describedby": "consequence", close: () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    } },
    h("h2", { id: "question" }, question),
    h("p", { id: "consequence" }, consequence),
    h("div", { class: "actions" },
      h("button", { type: "button", class: "danger", click: () => dialog.close("yes") }, action),
      h("button", { type: "button", class: "quiet", autofocus: true, click: () => dialog.close() }, "Cancel")));
    document.body.append(dialog);
    dialog.showModal();
  });
}
