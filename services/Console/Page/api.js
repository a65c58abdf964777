const MAX_COUNT = 200;

/** A request that was not done; the message is for people. */
export class ApiError extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/** The admin API below a path, asked with a key. Reading ends with the signal; what changes something is never left half-way. */
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

  /** What is there; null if it is not. */
  async find(path, query) {
    try {
      return await this.get(path, query);
    } catch (error) {
      if (error.status === 404) return null;
      throw error;
    }
  }

  /** All items of a list that is known to be short, page by page. */
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
    // No header can carry other characters, so no key has them; the browser would only say something obscure.
    if (!/^[\x21-\x7e]+$/.test(this.#key)) throw new ApiError(401, wordsFor(401));
    const headers = { Authorization: `Bearer ${this.#key}`, Accept: "application/json" };
    if (body !== undefined) headers["Content-Type"] = "application/json";
    let response;
    try {
      response = await fetch(this.#root + path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body), signal, cache: "no-store" });
    } catch (error) {
      if (error.name === "AbortError") throw error;
      throw new ApiError(0, "Scim.Bus can't be reached. Check the connection and try again.");
    }
    const answer = await read(response);
    if (response.ok) return answer;
    if (response.status === 401) this.#onRefusedKey?.();
    throw new ApiError(response.status, answer?.detail ?? wordsFor(response.status, answer?.title));
  }
}

/** A value in SCIM's filter language; quoted as in JSON. */
export const quoted = text => JSON.stringify(text);

/** A path of parts that may hold any characters. */
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

function wordsFor(status, title) {
  if (status === 401) return "The admin key is wrong.";
  if (status >= 502 && status <= 504) return "The service that has the answer can't be reached. Try again in a moment.";
  return `The request failed (${status}${title ? `: ${title}` : ""}).`;
}
