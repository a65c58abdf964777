// Pages had addresses such as /#/acme/accounts?search=ann once; bookmarks and mails may still have them.
const [path, query] = location.hash.replace(/^#/, "").split("?", 2);
if (path === "//errors") location.replace("/errors");
else if (/^\/[a-z0-9-]+(\/[\w-]+){0,2}\/?$/.test(path)) location.replace(`/tenants${path}${query ? `?${query}` : ""}`);
