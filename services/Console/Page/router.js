/** Parses `#/tenant/view/argument?query`. Missing parts are empty strings. */
export function parse(hash) {
  const [path, query] = hash.replace(/^#\/?/, "").split("?", 2);
  const [tenant = "", view = "", argument = ""] = path.split("/").map(decoded);
  return { tenant, view, argument, query: new URLSearchParams(query) };
}

/** The hash for a view. */
export function location(tenant, view, argument, query) {
  const parts = [tenant, view, argument].filter(Boolean).map(encodeURIComponent);
  return `#/${parts.join("/")}${query ? `?${new URLSearchParams(query)}` : ""}`;
}

// An invalid escape can only be typed by hand; the part is then used as it is and matches nothing.
function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
