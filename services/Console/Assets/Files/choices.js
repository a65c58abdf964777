// Shows a search above long lists of check boxes, and how many are chosen. Without this script all of them are shown.
for (const list of document.querySelectorAll("[data-choices]")) {
  const tools = list.querySelector("[data-search]");
  if (!tools) continue;
  const search = tools.querySelector("input");
  const choices = [...list.querySelectorAll("[data-choice]")];
  tools.hidden = false;
  tell(tools, choices);
  list.addEventListener("change", () => tell(tools, choices));
  search.addEventListener("input", event => {
    // What is searched for is nothing that could be lost unsaved.
    event.stopPropagation();
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const choice of choices) choice.hidden = !words.every(word => choice.textContent.toLowerCase().includes(word));
    for (const set of list.querySelectorAll("[data-set]")) set.hidden = !set.querySelector("[data-choice]:not([hidden])");
    tell(tools, choices);
  });
  search.addEventListener("keydown", event => {
    // Enter would save the form.
    if (event.key === "Enter") event.preventDefault();
  });
}

function tell(tools, choices) {
  const chosen = choices.filter(choice => choice.querySelector("input").checked).length;
  const shown = choices.filter(choice => !choice.hidden).length;
  const found = shown === choices.length ? "" : ` ${shown} of ${choices.length} shown.`;
  tools.querySelector("[data-count]").textContent = `${chosen} of ${choices.length} chosen.${found}`;
}
