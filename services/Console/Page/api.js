const MAX_COUNT = 200;

/** A failed request; the message is for people. */
export class ApiError extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/** Client of the admin API below a path. The signal cancels reads only: a request that changes something is never cut off. */
export class AdminApi {
  #key;
  #root;
  #signal;
  #onRefusedKey;

  constructor(key, { root = "/api/tenants", signal, onRefusedKey } = {}) {
    this.#key = key;
    this.#root = root;
    this.#signal = signal;
    this.#onRefusedKey = onRefusedKey;
  }

  get(path, query) { return this.#send("GET", withQuery(path, query), undefined, this.#signal); }

  post(path, body) { return this.#send("POST", path, body); }

  put(path, body) { return this.#send("PUT", path, body); }

  patch(path, body) { return this.#send("PATCH", path, body); }

  delete(path) { return this.#send("DELETE", path); }

  /** Reads a resource; null if it does not exist. */
  async find(path, query) {
    try {
      return await this.get(path, query);
    } catch (error) {
      if (error.status === 404) return null;
      throw error;
    }
  }

  /** Reads all pages of a list that is known to be short. */
  async all(path, query) {
    const items = [];
    let cursor = null;
    do {
      const page = await this.get(path, { count: MAX_COUNT, ...query, cursor });
      items.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor);
    return items;
  }

  async #send(method, path, body, signal) {
    // Other characters can't be in a header, so no valid key has them. The browser's own error would be obscure.
    if (!/^[\x21-\x7e]+$/.test(this.#key)) throw new ApiError(401, messageFor(401));
    const headers = { Authorization: `Bearer ${this.#key}`, Accept: "application/json" };
    if (body !== undefined) headers["Content-Type"] = "application/json";
    let response;
    try {
      response = await fetch(this.#root + path, {
        method,
        headers,
        body: body === undefined ? undefined : JSON.stringify(body),
        signal,
        cache: "no-store",
      });
    } catch (error) {
      if (error.name === "AbortError") throw error;
      throw new ApiError(0, "Scim.Bus can't be reached. Check your connection and try again.");
    }
    const answer = await read(response);
    if (response.ok) return answer;
    if (response.status === 401) this.#onRefusedKey?.();
    // What the API says of a missing header does not help whoever typed a key.
    const detail = response.status === 401 ? null : answer?.detail;
    throw new ApiError(response.status, detail ?? messageFor(response.status, answer?.title));
  }
}

/** A string literal of the SCIM filter language; it is quoted as in JSON. */
export const quoted = text => JSON.stringify(text);

/** A URL path of encoded segments. */
export const path = (...parts) => parts.map(part => `/${encodeURIComponent(part)}`).join("");

function withQuery(path, query) {
  const given = Object.entries(query ?? {}).filter(([, value]) => value !== null && value !== undefined);
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`;
}

async function read(response) {
  if (!/[/+]json/.test(response.headers.get("Content-Type") ?? "")) return null;
  try {
    return await response.json();
  } catch (error) {
    if (error.name === "AbortError") throw error;
    return null;
  }
}

function messageFor(status, title) {
  if (status === 401) return "The admin key is wrong.";
  if (status >= 502 && status <= 504) return "A service that this page needs can't be reached. Try again in a moment.";
  return `The request failed (${status}${title ? `: ${title}` : ""}).`;
}
