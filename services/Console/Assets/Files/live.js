// Follows long work: asks for its progress, shows it in elements with data-progress, and loads the page again once it is done.
const PAUSE = 1_000;
for (const live of document.querySelectorAll("[data-live]")) follow(live);

async function follow(element) {
  for (;;) {
    await new Promise(resolve => { setTimeout(resolve, PAUSE); });
    const progress = await ask(element.dataset.live);
    if (!progress) continue;
    if (progress.isDone) break;
    for (const shown of element.querySelectorAll("[data-progress]")) shown.textContent = progress[shown.dataset.progress];
  }
  location.replace(element.dataset.then);
}

// Null while the service is away. A session that has ended is a redirect, and the page says so itself when it is loaded again.
async function ask(url) {
  try {
    const response = await fetch(url, { headers: { "X-Background": "true" }, redirect: "manual", cache: "no-store" });
    if (response.ok) return await response.json();
    return response.type === "opaqueredirect" ? { isDone: true } : null;
  } catch {
    return null;
  }
}
