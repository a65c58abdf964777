import { path } from "./api.js";
import { h } from "./dom.js";
import { nameOf } from "./people.js";

const ACCOUNT = /(?<=\baccount:? )[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/;

/**
 * Links to the accounts that reasons name by their IDs, as in "… already belongs to another account: 0198….". A reason names IDs only,
 * because it also goes into the provisioning log and into mails; the page may show whose account it is.
 */
export class AccountLinks {
  #context;
  #accounts = new Map();

  constructor(context) {
    this.#context = context;
  }

  /** Loads the account that a reason names, if it names one. If Accounts can't be reached, the ID is shown. */
  async load(reason) {
    const id = ACCOUNT.exec(reason ?? "")?.[0];
    if (!id || this.#accounts.has(id)) return;
    try {
      this.#accounts.set(id, await this.#context.api.find(`/accounts${path(id)}`));
    } catch (error) {
      if (error.name === "AbortError" || error.status === 401) throw error;
    }
  }

  /** The sentence with a link to the account that it names. */
  link(sentence) {
    const found = ACCOUNT.exec(sentence);
    if (!found) return sentence;
    const [id] = found;
    const account = this.#accounts.get(id);
    return [
      sentence.slice(0, found.index),
      h("a", { href: this.#context.link("accounts", id) }, id),
      account ? ` (${describe(account)})` : null,
      sentence.slice(found.index + id.length),
    ];
  }
}

const describe = account => [nameOf(account), account.workEmail, account.upn]
  .filter((text, i, all) => text && all.indexOf(text) === i)
  .join(", ");
