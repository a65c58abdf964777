import { card, h } from "../dom.js";
import { choice, field, form, select } from "../forms.js";
import { PROVIDERS } from "../providers.js";

/** What the tenant's admin can set. */
export async function settings({ api, tenant, link }) {
  const groups = (await api.all("/access-groups")).sort((a, b) => a.displayName.localeCompare(b.displayName));
  const controls = {
    name: h("input", { required: true, autocomplete: "off" }),
    identityProvider: select(Object.entries(PROVIDERS).map(([key, { name }]) => [key, name])),
    automaticSync: h("input", { type: "checkbox" }),
    secondGroup: select([["latestWins", "The group added last counts"], ["reject", "The push is refused"]]),
    upnLogin: h("input", { type: "checkbox" }),
    welcomeEmails: h("input", { type: "checkbox" }),
    changeEmails: h("input", { type: "checkbox" }),
    adminEmails: h("textarea", { rows: 3, autocomplete: "off", spellcheck: "false" }),
    removalGraceSeconds: h("input", { type: "number", min: 0, max: 3600, step: 1 }),
    keepAccessDuringGrace: h("input", { type: "checkbox" }),
  };
  const chosen = groupsToSync(tenant, groups);
  show();

  function show() {
    for (const [name, control] of Object.entries(controls)) write(control, tenant[name]);
    chosen.show(tenant.groupsToSync);
  }

  async function save() {
    const wanted = { groupsToSync: chosen.value() };
    for (const [name, control] of Object.entries(controls)) wanted[name] = read(control);
    const choosesNone = wanted.groupsToSync?.length === 0 && tenant.groupsToSync?.length !== 0;
    if (choosesNone) throw new Error("Choose at least one group to sync, or everybody.");
    // Only what was changed here is sent, so that what somebody else has changed meanwhile stays.
    const changes = Object.fromEntries(Object.entries(wanted).filter(([name, value]) => !isSame(value, tenant[name])));
    if (Object.keys(changes).length === 0) return "Nothing was changed.";
    tenant = await api.patch("", changes);
    show();
    document.getElementById("tenant-name").textContent = tenant.name;
    return "Saved.";
  }

  return {
    title: "Settings",
    content: [card(form("Save", save,
      field("Name", controls.name, "The customer's, for people to read."),
      field("Identity provider", controls.identityProvider, ["How to connect it is told under ", h("a", { href: link("connect") }, "Connect"), "."]),
      choice("Automatic sync", controls.automaticSync, "Off: pushes are accepted and kept, and accounts are left alone until you sync. Once it is on again, all of them follow."),
      field("When a user is added to a second group", controls.secondGroup, "An account has one Access Group at most."),
      chosen.element,
      choice("UPN login", controls.upnLogin, "The UPN (userName) is accepted at the login beside the work e-mail address."),
      choice("Welcome e-mails", controls.welcomeEmails, "New people get an e-mail that welcomes them."),
      choice("E-mails about changes", controls.changeEmails, "People get an e-mail when they are moved to another Access Group, lose their access or get it back."),
      field("Admins' e-mail addresses", controls.adminEmails, "One in each line. They are written to about new Access Groups to configure, conflicts and faults: one e-mail for many."),
      field("Seconds between removal and addition that are one move", controls.removalGraceSeconds, "Nobody is told that they lost their access before. Empty: what the service has."),
      choice("Permissions stay for as long", controls.keepAccessDuringGrace, "Who is removed from their last group keeps its permissions meanwhile, so that a move interrupts nobody. Off: they are gone at once.")))],
  };
}

/** A check box is yes or no, lines of text are a list, and a number may be left out. */
function read(control) {
  switch (control.type) {
    case "checkbox": return control.checked;
    case "textarea": return control.value.split("\n").map(line => line.trim()).filter(line => line !== "");
    case "number": return control.value === "" ? null : control.valueAsNumber;
    default: return control.value.trim();
  }
}

function write(control, value) {
  if (control.type === "checkbox") control.checked = value;
  else control.value = Array.isArray(value) ? value.join("\n") : value ?? "";
}

/** All users, or only those of chosen groups. */
function groupsToSync(tenant, groups) {
  // A chosen group that is gone stays chosen until somebody unchooses it: it may come back.
  const gone = (tenant.groupsToSync ?? []).filter(id => !groups.some(group => group.id === id));
  const offered = [...groups, ...gone.map(id => ({ id, displayName: `${id} (deleted, or not heard of yet)` }))];
  const all = h("input", { type: "radio", name: "sync-whom" });
  const some = h("input", { type: "radio", name: "sync-whom" });
  const boxes = offered.map(group => [group, h("input", { type: "checkbox", change: () => { some.checked = true; } })]);
  const list = boxes.length > 0
    ? boxes.map(([group, box]) => choice(group.displayName, box))
    : h("p", { class: "empty" }, "There are no Access Groups yet; they come with the identity provider's pushes.");
  return {
    show: ids => {
      (ids ? some : all).checked = true;
      for (const [group, box] of boxes) box.checked = Boolean(ids?.includes(group.id));
    },
    value: () => all.checked ? null : boxes.filter(([, box]) => box.checked).map(([group]) => group.id),
    element: h("fieldset", null,
      h("legend", null, "Groups to sync"),
      choice("Everybody", all),
      choice("Only users whose Access Group is one of these", some,
        "Who leaves them keeps the account, but can't log in. Accounts follow within seconds while automatic sync is on."),
      h("div", { class: "nested" }, list)),
  };
}

function isSame(value, present) {
  if (!Array.isArray(value) || !Array.isArray(present)) return value === (present ?? null);
  return value.length === present.length && value.every(item => present.includes(item));
}
