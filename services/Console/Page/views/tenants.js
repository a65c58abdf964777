import { quoted } from "../api.js";
import { card, h, section } from "../dom.js";
import { field, form } from "../forms.js";
import { growingList } from "../lists.js";
import { location } from "../router.js";

const MANY = 20;

/** Chooses or creates a tenant. */
export async function tenants({ api, go }) {
  const list = h("div");
  const isMany = await fill(list, api, "");
  return {
    title: "Choose a tenant",
    content: [card(isMany ? search(list, api) : null, list), section("New tenant", newTenant(api, go))].filter(Boolean),
  };
}

async function fill(list, api, text) {
  let count = 0;
  const filter = text ? `id co ${quoted(text.toLowerCase())} or name co ${quoted(text)}` : null;
  list.replaceChildren(await growingList({
    caption: "Tenants",
    columns: [
      ["Tenant", tenant => h("a", { href: location(tenant.id) }, tenant.name || tenant.id)],
      ["ID", tenant => h("code", null, tenant.id)],
    ],
    load: async cursor => {
      const page = await api.get("", { filter, cursor });
      count += page.items.length;
      return page;
    },
    empty: text ? `No tenant matches “${text}”.` : "There are no tenants yet. Create the first one below.",
  }));
  return count > MANY;
}

function search(list, api) {
  const text = h("input", { type: "search" });
  const element = form("Search", async () => {
    await fill(list, api, text.value.trim());
  }, field("Name (case-sensitive) or ID", text));
  element.setAttribute("role", "search");
  return element;
}

function newTenant(api, go) {
  const id = h("input", { required: true, pattern: "[a-z0-9]([a-z0-9\\-]{0,61}[a-z0-9])?", autocomplete: "off", spellcheck: "false" });
  const name = h("input", { autocomplete: "off" });
  return form("Create", async () => {
    const tenant = await api.post("", name.value.trim() ? { id: id.value, name: name.value.trim() } : { id: id.value });
    go(tenant.id, "connect");
  },
  field("ID", id, "Lower-case letters, digits, and hyphens inside. It can't be changed later."),
  field("Name", name, "The customer's name, as shown in the Console and in e-mails."));
}
