import { announce, h } from "./dom.js";
import { notice } from "./parts.js";

/**
 * A table to which items can be added. On narrow screens its rows become cards. Therefore each cell carries its column's title, and every
 * element its role, because browsers drop the roles of a table that is not laid out as one.
 *
 * @param caption The table's name.
 * @param columns Pairs of a title and a function from an item to the cell's content, which may be null.
 */
export function table(caption, columns) {
  const body = h("tbody", { role: "rowgroup" });
  const element = h("table", { role: "table" },
    h("caption", { class: "unseen" }, caption),
    h("thead", { role: "rowgroup" },
      h("tr", { role: "row" }, columns.map(([title]) => h("th", { role: "columnheader", scope: "col" }, title)))),
    body);
  const row = item => h("tr", { role: "row" }, columns.map(([title, cell]) =>
    h("td", { role: "cell", "data-title": title }, h("div", null, cell(item)))));
  return { element, add: items => body.append(...items.map(row)) };
}

/**
 * A table of the first page of a list, with a button that adds the next one. `load(cursor)` reads a page. Resolves when the first page has
 * been read, and rejects if that fails.
 */
export async function growingList({ caption, columns, load, empty }) {
  const first = await load(null);
  if (first.items.length === 0) return h("p", { class: "empty" }, empty);
  const { element, add } = table(caption, columns);
  add(first.items);
  const more = h("div", { class: "more" });
  const offer = cursor => more.replaceChildren(...(cursor ? [moreButton(cursor)] : []));
  const moreButton = cursor =>
    h("button", { type: "button", class: "quiet", click: event => grow(event.currentTarget, cursor) }, "Show more");

  async function grow(button, cursor) {
    if (button.getAttribute("aria-disabled") === "true") return;
    button.setAttribute("aria-disabled", "true");
    try {
      const page = await load(cursor);
      const last = element.rows.length;
      add(page.items);
      offer(page.nextCursor);
      announce(`${page.items.length} more shown.`);
      // The button was replaced, so the focus goes to the first new row.
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
