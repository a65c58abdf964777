// Session storage, which ends with the tab, because the admin key opens every tenant.
const KEY = "scim-bus.admin-key";
const TENANT = "scim-bus.tenant";

/** The admin key and the tenant, for as long as the tab is open. */
export const session = {
  get key() { return sessionStorage.getItem(KEY); },
  set key(value) { sessionStorage.setItem(KEY, value); },

  get tenant() { return sessionStorage.getItem(TENANT); },
  set tenant(value) { sessionStorage.setItem(TENANT, value); },

  /** Forgets a key that is no longer accepted. The tenant stays, so that the admin returns to it after signing in. */
  forgetKey() { sessionStorage.removeItem(KEY); },

  end() {
    sessionStorage.removeItem(KEY);
    sessionStorage.removeItem(TENANT);
  },
};
