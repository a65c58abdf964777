import { quoted } from "./api.js";

const GUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
const PER_FILTER = 50;

/** Whether a text is a GUID. */
export const isId = text => new RegExp(`^${GUID.source}$`, "i").test(text);

/** Display name of an account. */
export const nameOf = account =>
  [account.firstName, account.lastName].filter(Boolean).join(" ") || account.workEmail || account.upn || account.id;

/** Looks up the names of users and groups by their ids, each only once. */
export class Names {
  #api;
  #users = new Map();
  #accounts = new Map();
  #groups = null;

  constructor(api) {
    this.#api = api;
  }

  /** Loads the names of users. A user without an account has none; if Accounts can't be reached, ids are shown. */
  async loadUsers(ids) {
    const unknown = [...new Set(ids)].filter(id => id && !this.#users.has(id));
    for (let i = 0; i < unknown.length; i += PER_FILTER) {
      const some = unknown.slice(i, i + PER_FILTER);
      const filter = some.map(id => `userId eq ${quoted(id)}`).join(" or ");
      const page = await this.#orNull(this.#api.get("/accounts", { filter, count: PER_FILTER }));
      if (!page) return;
      some.forEach(id => this.#users.set(id, null));
      for (const account of page.items) {
        this.#users.set(account.userId, nameOf(account));
        this.#accounts.set(account.id, nameOf(account));
      }
    }
  }

  /** Loads the names of all Access Groups. If AccessGroups can't be reached, ids are shown. */
  async loadGroups() {
    if (this.#groups) return;
    const groups = await this.#orNull(this.#api.all("/access-groups"));
    if (groups) this.#groups = new Map(groups.map(group => [group.id, group.displayName]));
  }

  /** The response; null if the service can't be reached. Names are optional, so a failure must not hide the rest of the view. */
  async #orNull(response) {
    try {
      return await response;
    } catch (error) {
      if (error.name === "AbortError" || error.status === 401) throw error;
      return null;
    }
  }

  /** Name of a user; null if it is unknown. */
  user(id) { return this.#users.get(id) ?? null; }

  /** Replaces ids of known groups and accounts in a sentence by their names. */
  withNames(sentence) {
    return sentence.replace(GUID, id => {
      const name = this.#groups?.get(id) ?? this.#accounts.get(id);
      return name === undefined ? id : `“${name}”`;
    });
  }
}
