import { h } from "./dom.js";
import { notice } from "./parts.js";

let fields = 0;

/** A control with its label and a hint, which screen readers read with it. */
export function field(label, control, hint) {
  control.id ||= `field-${++fields}`;
  if (hint) control.setAttribute("aria-describedby", `${control.id}-hint`);
  return h("div", { class: "field" },
    h("label", { for: control.id }, label),
    control,
    hint ? h("p", { class: "hint", id: `${control.id}-hint` }, hint) : null);
}

/** A check box or radio button, with its label after it. */
export function choice(label, control, hint) {
  const element = field(label, control, hint);
  element.classList.add("choice");
  element.prepend(control);
  return element;
}

/** A drop-down list. */
export const select = (options, value, attributes) => h("select", attributes, options.map(([key, text]) =>
  h("option", { value: key, selected: key === value }, text)));

/** A button that runs an action, and the element that shows the outcome. */
export function actionButton(text, action, attributes) {
  const outcome = h("div", { class: "outcome" });
  const button = h("button", { type: "button", ...attributes, click: () => run(button, outcome, action) }, text);
  return [button, outcome];
}

/** A form that runs an action on submit, and shows the message that the action returns or the error that it throws. */
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

// A disabled button would lose the focus, so a busy one is only marked as disabled and ignores clicks.
async function run(button, outcome, action) {
  if (button.getAttribute("aria-disabled") === "true") return;
  button.setAttribute("aria-disabled", "true");
  outcome.replaceChildren();
  try {
    const message = await action();
    if (message) outcome.replaceChildren(notice("ok", message));
  } catch (error) {
    if (error.name !== "AbortError") outcome.replaceChildren(notice("error", error.message));
  } finally {
    button.removeAttribute("aria-disabled");
  }
}
