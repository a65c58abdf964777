import { announce, h } from "./dom.js";

/** A message in its place: "ok", "info", "warning" or "error". */
export const notice = (tone, ...children) =>
  h("div", { class: `notice ${tone}`, role: tone === "error" ? "alert" : "status" }, h("p", null, children));

/** A state in a word; the colour only repeats it. */
export const badge = (tone, text) => h("span", { class: `badge ${tone}` }, text);

/** A word that is never broken, so that its column is wide enough for it. */
export const word = text => h("span", { class: "word" }, text);

const moments = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "medium" });

/** A moment in the reader's time zone; the exact one on pointing at it. */
export const time = (moment, otherwise = "") =>
  moment ? h("time", { datetime: moment, title: `${moment}` }, moments.format(new Date(moment))) : otherwise;

/** Names as a list; what to say if there are none. */
export const names = (list, otherwise) =>
  list.length > 0 ? h("ul", { class: "names" }, list.map(name => h("li", null, h("code", null, name)))) : h("span", { class: "none" }, otherwise);

/**
 * A button that copies a text. Browsers only allow it on safe origins: elsewhere the text is selected, and a key press is left to the reader.
 */
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
        announce(`Copying is not allowed here. The ${what} is selected: press Ctrl+C.`);
      }
    },
  }, "Copy");
}

function confirmCopy(button, what) {
  announce(`The ${what} is copied.`);
  button.textContent = "Copied";
  setTimeout(() => { button.textContent = "Copy"; }, 2_000);
}

/** A text to be pasted somewhere else. */
export function copyable(text, what) {
  const shown = h("code", null, text);
  return h("p", { class: "copyable" }, shown, copyButton(text, what, shown));
}

/** A trace id: long, so its beginning is shown and the whole is copied. */
export function trace(id) {
  if (!id) return h("span", { class: "none" }, "none");
  return h("span", { class: "trace" }, h("code", { title: id }, id.slice(0, 8)), copyButton(id, `trace id ${id}`));
}

/** Asks before something that can't be undone. */
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
