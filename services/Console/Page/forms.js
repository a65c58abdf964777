import { h } from "./dom.js";
import { notice } from "./parts.js";

let fields = 0;

/** A control with its label, and a hint that is read out with it. */
export function field(label, control, hint) {
  control.id ||= `field-${++fields}`;
  if (hint) control.setAttribute("aria-describedby", `${control.id}-hint`);
  return h("div", { class: "field" },
    h("label", { for: control.id }, label),
    control,
    hint ? h("p", { class: "hint", id: `${control.id}-hint` }, hint) : null);
}

/** A check box or a radio button, with its label behind it. */
export function choice(label, control, hint) {
  const element = field(label, control, hint);
  element.classList.add("choice");
  element.prepend(control);
  return element;
}

/** One of several values. */
export const select = (options, value, attributes) => h("select", attributes, options.map(([key, text]) =>
  h("option", { value: key, selected: key === value }, text)));

/** A button that does one thing, and beside it what became of that. */
export function actionButton(text, action, attributes) {
  const outcome = h("div", { class: "outcome" });
  const button = h("button", { type: "button", ...attributes, click: () => run(button, outcome, action) }, text);
  return [button, outcome];
}

/** A form that does something when it is sent, and shows what became of it: what the action gives back, or why it failed. */
export function form(submit, action, ...content) {
  const outcome = h("div", { class: "outcome" });
  const button = h("button", { type: "submit" }, submit);
  return h("form", {
    submit: event => {
      event.preventDefault();
      run(button, outcome, action);
    },
  }, content, h("div", { class: "actions" }, button), outcome);
}

// A disabled button would lose the focus, so one at work only says that it is disabled and ignores what comes.
async function run(button, outcome, action) {
  if (button.getAttribute("aria-disabled") === "true") return;
  button.setAttribute("aria-disabled", "true");
  outcome.replaceChildren();
  try {
    const said = await action();
    if (said) outcome.replaceChildren(notice("ok", said));
  } catch (error) {
    if (error.name !== "AbortError") outcome.replaceChildren(notice("error", error.message));
  } finally {
    button.removeAttribute("aria-disabled");
  }
}
