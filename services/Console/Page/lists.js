import { announce, h } from "./dom.js";
import { notice } from "./parts.js";

/**
 * A table of items that grows by pages. On narrow screens its rows become cards, which is why each cell carries its column's title and every
 * element its role: browsers forget those of a table that is laid out as anything else.
 *
 * @param caption What is listed.
 * @param columns Each a title and what its cell shows of an item; null for nothing.
 */
export function table(caption, columns) {
  const body = h("tbody", { role: "rowgroup" });
  const element = h("table", { role: "table" },
    h("caption", { class: "unseen" }, caption),
    h("thead", { role: "rowgroup" }, h("tr", { role: "row" }, columns.map(([title]) => h("th", { role: "columnheader", scope: "col" }, title)))),
    body);
  const row = item => h("tr", { role: "row" }, columns.map(([title, cell]) => h("td", { role: "cell", "data-title": title }, h("div", null, cell(item)))));
  return { element, add: items => body.append(...items.map(row)) };
}

/**
 * A list that shows its first page and grows when it is asked to. Each page is read by `load(cursor)`, and may be prepared by awaiting in it.
 * Resolves when the first page is there, so that a failure is the caller's.
 */
export async function growingList({ caption, columns, load, empty }) {
  const first = await load(null);
  if (first.items.length === 0) return h("p", { class: "empty" }, empty);
  const { element, add } = table(caption, columns);
  add(first.items);
  const more = h("div", { class: "more" });
  const offer = cursor => more.replaceChildren(...(cursor ? [moreButton(cursor)] : []));
  const moreButton = cursor => h("button", { type: "button", class: "quiet", click: event => grow(event.currentTarget, cursor) }, "Show more");

  async function grow(button, cursor) {
    if (button.getAttribute("aria-disabled") === "true") return;
    button.setAttribute("aria-disabled", "true");
    try {
      const page = await load(cursor);
      const last = element.rows.length;
      add(page.items);
      offer(page.nextCursor);
      announce(`${page.items.length} more.`);
      // The button is gone or another one: whoever pressed it goes on reading at the first new row.
      const next = element.rows[last];
      next?.setAttribute("tabindex", "-1");
      next?.focus();
    } catch (error) {
      if (error.name === "AbortError") return;
      const again = moreButton(cursor);
      more.replaceChildren(notice("error", error.message), again);
      again.focus();
    }
  }

  offer(first.nextCursor);
  return h("div", null, element, more);
}
