/**
 * Creates an element. Strings become text nodes and never markup, so no text from the API can inject elements. Attributes that are null or
 * false are omitted; functions become listeners of the event of that name.
 */
export function h(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes ?? {})) {
    if (typeof value === "function") element.addEventListener(key, value);
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(key, value === true ? "" : String(value));
  }
  element.append(...children.flat(Infinity).filter(child => child !== null && child !== undefined && child !== false));
  return element;
}

/** A section of a view with a heading. */
export const section = (title, ...children) => h("section", { class: "card" }, h("h2", null, title), children);

/** A section of a view that needs no heading of its own. */
export const card = (...children) => h("div", { class: "card" }, children);

/** A list of names and values. */
export const facts = pairs => h("dl", { class: "facts" }, pairs.map(([name, value]) =>
  h("div", null, h("dt", null, name), h("dd", null, value))));

/** Announces a message to screen readers. */
export function announce(text) {
  document.getElementById("announcer").textContent = text;
}

/** Waits; rejects if the signal aborts. */
export const pause = (milliseconds, signal) => new Promise((resolve, reject) => {
  const timer = setTimeout(resolve, milliseconds);
  signal?.addEventListener("abort", () => {
    clearTimeout(timer);
    reject(signal.reason);
  });
});
