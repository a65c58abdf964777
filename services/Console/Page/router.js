/** What a location asks for: `#/tenant/view/argument?query`. Parts that are not there are empty. */
export function parse(hash) {
  const [path, query] = hash.replace(/^#\/?/, "").split("?", 2);
  const [tenant = "", view = "", argument = ""] = path.split("/").map(decoded);
  return { tenant, view, argument, query: new URLSearchParams(query) };
}

/** The location that asks for something. */
export function location(tenant, view, argument, query) {
  const parts = [tenant, view, argument].filter(Boolean).map(encodeURIComponent);
  return `#/${parts.join("/")}${query ? `?${new URLSearchParams(query)}` : ""}`;
}

// What can't be decoded was typed by hand, and names nothing.
function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
