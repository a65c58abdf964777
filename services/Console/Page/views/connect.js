import { facts, h, section } from "../dom.js";
import { field, form, select } from "../forms.js";
import { copyable, notice } from "../parts.js";
import { PROVIDERS } from "../providers.js";
import { tokens } from "./tokens.js";

/** What an admin needs to connect an identity provider. */
export async function connect(context) {
  const [host, tokenSection] = await Promise.all([hostSettings(context.signal), tokens(context)]);
  const url = host.scimUrl ?? `${window.location.origin}/scim/v2`;
  return {
    title: "Connect",
    content: [
      section("SCIM URL",
        h("p", null, "The identity provider pushes users and groups to this URL."),
        copyable(url, "SCIM URL"),
        host.isGuess ? notice("warning", "This URL is a guess, because the public SCIM URL is not configured. If the identity provider " +
          "can't connect, ask your operator to set Gateway__PublicScimUrl.") : null),
      section("Identity provider", provider(context, url)),
      tokenSection,
    ],
  };
}

/** Settings that only the host knows. */
async function hostSettings(signal) {
  const response = await fetch("/console/settings.json", { signal, cache: "no-store" });
  if (!response.ok) throw new Error(`The settings of this page could not be loaded (${response.status}).`);
  return response.json();
}

function provider({ api, tenant }, url) {
  const control = select(Object.entries(PROVIDERS).map(([key, { name }]) => [key, name]), tenant.identityProvider, {
    change: () => steps.replaceChildren(...stepsFor(control.value, url)),
  });
  const steps = h("div", { "aria-live": "polite" }, stepsFor(tenant.identityProvider, url));
  return [
    form("Save", async () => {
      await api.patch("", { identityProvider: control.value });
      return "Saved.";
    }, field("Identity provider", control,
      "Identity providers use SCIM in different ways. Choose yours so that its requests are understood.")),
    steps,
  ];
}

function stepsFor(key, url) {
  const { name, where, settings } = PROVIDERS[key];
  return [
    h("h3", null, `In ${name}`),
    h("p", null, where),
    facts(settings(url).map(([setting, value]) => [setting, value.startsWith("http") ? h("code", null, value) : value])),
  ];
}
