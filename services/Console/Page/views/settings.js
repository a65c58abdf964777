import { card, h } from "../dom.js";
import { choice, field, form, select } from "../forms.js";
import { PROVIDERS } from "../providers.js";

/** The tenant's settings. */
export async function settings({ api, tenant, link }) {
  const groups = (await api.all("/access-groups")).sort((a, b) => a.displayName.localeCompare(b.displayName));
  const controls = {
    name: h("input", { required: true, autocomplete: "off" }),
    identityProvider: select(Object.entries(PROVIDERS).map(([key, { name }]) => [key, name])),
    lenient: h("input", { type: "checkbox" }),
    automaticSync: h("input", { type: "checkbox" }),
    secondGroup: select([["latestWins", "Use the group that was added last"], ["reject", "Refuse the push"]]),
    upnLogin: h("input", { type: "checkbox" }),
    welcomeEmails: h("input", { type: "checkbox" }),
    changeEmails: h("input", { type: "checkbox" }),
    adminEmails: h("textarea", { rows: 3, autocomplete: "off", spellcheck: "false" }),
    removalGraceSeconds: h("input", { type: "number", min: 0, max: 3600, step: 1 }),
    keepAccessDuringGrace: h("input", { type: "checkbox" }),
  };
  const groupChoice = groupsToSync(tenant, groups);
  show();

  function show() {
    for (const [name, control] of Object.entries(controls)) write(control, tenant[name]);
    groupChoice.show(tenant.groupsToSync);
  }

  async function save() {
    const wanted = { groupsToSync: groupChoice.value() };
    for (const [name, control] of Object.entries(controls)) wanted[name] = read(control);
    const selectsNone = wanted.groupsToSync?.length === 0 && tenant.groupsToSync?.length !== 0;
    if (selectsNone) throw new Error("Select at least one group to sync, or choose All users.");
    // Only changed settings are sent, so that a change by somebody else meanwhile is not overwritten.
    const changes = Object.fromEntries(Object.entries(wanted).filter(([name, value]) => !isSame(value, tenant[name])));
    if (Object.keys(changes).length === 0) return "There are no changes to save.";
    tenant = await api.patch("", changes);
    show();
    document.getElementById("tenant-name").textContent = tenant.name;
    return "Saved.";
  }

  return {
    title: "Settings",
    content: [card(form("Save", save,
      field("Name", controls.name, "The customer's name, as shown in the Console and in e-mails."),
      field("Identity provider", controls.identityProvider, ["See ", h("a", { href: link("connect") }, "Connect"), " for setup steps."]),
      choice("Accept what common clients get wrong", controls.lenient,
        "Filters without quotes, and requests without schemas. Only applies to another SCIM 2.0 client."),
      choice("Automatic sync", controls.automaticSync,
        "When off, pushes are stored, but accounts do not change until you sync or turn it on again."),
      field("When a user is added to a second group", controls.secondGroup, "An account has at most one Access Group."),
      groupChoice.element,
      choice("UPN login", controls.upnLogin, "People can log in with their UPN (userName) as well as with their work e-mail address."),
      choice("Welcome e-mails", controls.welcomeEmails, "New people receive a welcome e-mail."),
      choice("E-mails about changes", controls.changeEmails,
        "People receive an e-mail when they move to another Access Group, lose their access or get it back."),
      field("Admin e-mail addresses", controls.adminEmails,
        "One per line. Admins receive a digest of Access Groups to configure, users in more than one group, and failures."),
      field("Removal grace period (seconds)", controls.removalGraceSeconds,
        "A user who leaves a group and joins another within this time has moved, and is not told about a loss of access. " +
        "Leave empty to use the default."),
      choice("Keep access after leaving a group", controls.keepAccessDuringGrace,
        "Users keep their access until the grace period ends, so that a move does not interrupt it. " +
        "When off, access is removed at once.")))],
  };
}

/** The value of a control: a boolean, a list of lines, a number or null, or text. */
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

/** The choice between all users and those of selected groups. */
function groupsToSync(tenant, groups) {
  // A selected group that is missing stays selected until an admin deselects it, because it may come back.
  const missing = (tenant.groupsToSync ?? []).filter(id => !groups.some(group => group.id === id));
  const offered = [...groups, ...missing.map(id => ({ id, displayName: `${id} (deleted or not yet known)` }))];
  const all = h("input", { type: "radio", name: "sync-whom" });
  const some = h("input", { type: "radio", name: "sync-whom" });
  const boxes = offered.map(group => [group, h("input", { type: "checkbox", change: () => { some.checked = true; } })]);
  const list = boxes.length > 0
    ? boxes.map(([group, box]) => choice(group.displayName, box))
    : h("p", { class: "empty" }, "There are no Access Groups yet. They are created when the identity provider pushes groups.");
  return {
    show: ids => {
      (ids ? some : all).checked = true;
      for (const [group, box] of boxes) box.checked = Boolean(ids?.includes(group.id));
    },
    value: () => all.checked ? null : boxes.filter(([, box]) => box.checked).map(([group]) => group.id),
    element: h("fieldset", null,
      h("legend", null, "Groups to sync"),
      choice("All users", all),
      choice("Only users whose Access Group is selected below", some,
        "A user who leaves these groups keeps the account but can't log in. With automatic sync on, accounts change within seconds."),
      h("div", { class: "nested" }, list)),
  };
}

function isSame(value, present) {
  if (!Array.isArray(value) || !Array.isArray(present)) return value === (present ?? null);
  return value.length === present.length && value.every(item => present.includes(item));
}
