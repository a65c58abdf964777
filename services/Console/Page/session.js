// Only for as long as the tab lives: the admin key opens every tenant.
const KEY = "scim-bus.admin-key";
const TENANT = "scim-bus.tenant";

/** Who uses the page, and for which tenant. */
export const session = {
  get key() { return sessionStorage.getItem(KEY); },
  set key(value) { sessionStorage.setItem(KEY, value); },

  get tenant() { return sessionStorage.getItem(TENANT); },
  set tenant(value) { sessionStorage.setItem(TENANT, value); },

  /** A key that stopped working is forgotten; the tenant is not, for who comes back goes on where they were. */
  forgetKey() { sessionStorage.removeItem(KEY); },

  end() {
    sessionStorage.removeItem(KEY);
    sessionStorage.removeItem(TENANT);
  },
};
