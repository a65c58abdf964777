// Selecting a group means that only selected groups are synced.
for (const group of document.querySelectorAll("[data-selects]")) {
  group.addEventListener("change", () => {
    if (group.checked) document.getElementById(group.dataset.selects).checked = true;
  });
}

// Shows the steps for the identity provider that is chosen. Without this script they follow when the choice is saved.
const provider = document.querySelector("select[data-steps]");
provider?.addEventListener("change", () => {
  for (const steps of document.querySelectorAll("[data-provider]")) steps.hidden = steps.dataset.provider !== provider.value;
});
