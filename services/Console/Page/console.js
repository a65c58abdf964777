import { AdminApi, ApiError, path } from "./api.js";
import { announce, h } from "./dom.js";
import { notice } from "./parts.js";
import { location as locationOf, parse } from "./router.js";
import { session } from "./session.js";
import { accounts } from "./views/accounts.js";
import { connect } from "./views/connect.js";
import { errors } from "./views/errors.js";
import { group } from "./views/group.js";
import { groups } from "./views/groups.js";
import { log } from "./views/log.js";
import { person } from "./views/person.js";
import { settings } from "./views/settings.js";
import { signIn } from "./views/sign-in.js";
import { sync } from "./views/sync.js";
import { tenants } from "./views/tenants.js";

/** Views of a tenant, by their name in the URL. A name with a slash takes an id and shows one item. */
const VIEWS = {
  connect, settings, groups, accounts, log, sync,
  "groups/": group,
  "accounts/": person,
  "people/": person,
};
const FIRST_VIEW = "connect";

const main = document.getElementById("main");
const nav = document.getElementById("views");
let leaving = new AbortController();
let signInReason = null;

/** Shows the view that the URL names. */
async function show() {
  leaving.abort();
  leaving = new AbortController();
  const { signal } = leaving;
  main.setAttribute("aria-busy", "true");
  let page;
  try {
    page = await read(signal);
  } catch (error) {
    if (!signal.aborted) page = failed(error);
  }
  if (signal.aborted || !page) return;
  main.removeAttribute("aria-busy");
  const heading = h("h1", { tabindex: "-1" }, page.title);
  main.replaceChildren(heading, ...page.content);
  document.title = `${page.title} · Scim.Bus`;
  scrollTo(0, 0);
  (page.focus ?? heading).focus();
}

/** The view that the URL names; null after a redirect. */
async function read(signal) {
  const route = parse(window.location.hash);
  if (!session.key) {
    frame(null);
    const reason = signInReason;
    signInReason = null;
    return signIn(reason, show);
  }
  const api = root => new AdminApi(session.key, { root, signal, onRefusedKey });
  if (!route.tenant) {
    if (window.location.hash === "" && session.tenant) return go(session.tenant, FIRST_VIEW);
    // The page of errors is about all tenants: "#//errors".
    frame(null);
    if (route.view === "errors") return errors({ api: api("/api/errors") });
    return tenants({ api: api("/api/tenants"), go });
  }
  if (!route.view) return go(route.tenant, FIRST_VIEW);

  const tenantApi = api(`/api/tenants${path(route.tenant)}`);
  const tenant = await tenantApi.get("").catch(error => {
    frame(null);
    throw error;
  });
  session.tenant = tenant.id;
  frame(tenant, route.view);
  const view = VIEWS[route.argument ? `${route.view}/` : route.view];
  if (!view) throw new ApiError(404, "There is no such page.");
  return view({
    ...route,
    tenant,
    api: tenantApi,
    signal,
    link: (...parts) => locationOf(tenant.id, ...parts),
    reload: message => show().then(() => announce(message)),
  });
}

function go(...parts) {
  window.location.replace(locationOf(...parts));
  return null;
}

/** Updates the header and the navigation. */
function frame(tenant, view) {
  document.getElementById("session").hidden = !session.key;
  document.getElementById("tenant").hidden = !tenant;
  document.getElementById("tenant-name").textContent = tenant ? tenant.name || tenant.id : "";
  nav.hidden = !tenant;
  for (const link of tenant ? nav.querySelectorAll("a") : []) {
    link.href = locationOf(tenant.id, link.dataset.view);
    const isCurrent = link.dataset.view === (view === "people" ? "accounts" : view);
    if (isCurrent) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
}

function failed(error) {
  const chooseTenant = h("p", null, h("a", { href: "#/" }, "Choose a tenant"));
  if (error.status === 404) return { title: "Not found", content: [notice("error", error.message), chooseTenant] };
  const retry = h("p", null, h("button", { type: "button", click: show }, "Try again"));
  return { title: "This page can't be shown", content: [notice("error", error.message), retry, chooseTenant] };
}

function onRefusedKey() {
  session.forgetKey();
  signInReason = "The admin key is no longer accepted.";
  show();
}

document.getElementById("sign-out").addEventListener("click", () => {
  session.end();
  history.replaceState(null, "", window.location.pathname);
  show();
});
document.getElementById("skip").addEventListener("click", event => {
  // The hash belongs to the router, so the link must not change it.
  event.preventDefault();
  main.focus();
});
window.addEventListener("hashchange", show);
show();
