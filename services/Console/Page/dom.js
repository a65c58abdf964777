/**
 * Makes an element. Strings become text nodes and never markup, so nothing that the API says can become part of the page's structure.
 * Attributes that are null or false are left out; functions listen to the event of their name.
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

/** A part of a view under a heading. */
export const section = (title, ...children) => h("section", { class: "card" }, h("h2", null, title), children);

/** A part of a view that the view's own heading tells of. */
export const card = (...children) => h("div", { class: "card" }, children);

/** What something is called, beside what it is. */
export const facts = pairs => h("dl", { class: "facts" }, pairs.map(([name, value]) => h("div", null, h("dt", null, name), h("dd", null, value))));

/** Tells those who don't see the page what happened. */
export function announce(text) {
  document.getElementById("announcer").textContent = text;
}

/** Waits; gives up with the signal. */
export const pause = (milliseconds, signal) => new Promise((resolve, reject) => {
  const timer = setTimeout(resolve, milliseconds);
  signal?.addEventListener("abort", () => {
    clearTimeout(timer);
    reject(signal.reason);
  });
});
