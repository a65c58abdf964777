import { quoted } from "./api.js";

const GUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
const PER_FILTER = 50;

/** Whether a text is the id of something. */
export const isId = text => new RegExp(`^${GUID.source}$`, "i").test(text);

/** What an account's person is called. */
export const nameOf = account =>
  [account.firstName, account.lastName].filter(Boolean).join(" ") || account.workEmail || account.upn || account.id;

/** Knows what users and groups are called where only their ids are told. Asks for each only once. */
export class Names {
  #api;
  #users = new Map();
  #accounts = new Map();
  #groups = null;

  constructor(api) {
    this.#api = api;
  }

  /** Learns the names of users; those without an account have none. Where Accounts is away, ids must do. */
  async learnUsers(ids) {
    const unknown = [...new Set(ids)].filter(id => id && !this.#users.has(id));
    for (let i = 0; i < unknown.length; i += PER_FILTER) {
      const some = unknown.slice(i, i + PER_FILTER);
      const filter = some.map(id => `userId eq ${quoted(id)}`).join(" or ");
      const page = await this.#orNothing(this.#api.get("/accounts", { filter, count: PER_FILTER }));
      if (!page) return;
      some.forEach(id => this.#users.set(id, null));
      for (const account of page.items) {
        this.#users.set(account.userId, nameOf(account));
        this.#accounts.set(account.id, nameOf(account));
      }
    }
  }

  /** Learns the names of all Access Groups. Where AccessGroups is away, ids must do. */
  async learnGroups() {
    if (this.#groups) return;
    const groups = await this.#orNothing(this.#api.all("/access-groups"));
    if (groups) this.#groups = new Map(groups.map(group => [group.id, group.displayName]));
  }

  /** What a service answers; null if it is away. Names are a help: that they are missing must not hide what they would have been shown with. */
  async #orNothing(asked) {
    try {
      return await asked;
    } catch (error) {
      if (error.name === "AbortError" || error.status === 401) throw error;
      return null;
    }
  }

  /** What a user is called; null if that is not known. */
  user(id) { return this.#users.get(id) ?? null; }

  /** A sentence with the ids of known groups and accounts replaced by their names. */
  inWords(sentence) {
    return sentence.replace(GUID, id => {
      const name = this.#groups?.get(id) ?? this.#accounts.get(id);
      return name === undefined ? id : `“${name}”`;
    });
  }
}
