// Asks before changes in a form with data-unsaved are lost. "refused": the form came back with what was typed, and is not saved either.
for (const form of document.querySelectorAll("form[data-unsaved]")) {
  let isUnsaved = form.dataset.unsaved === "refused";
  form.addEventListener("input", () => { isUnsaved = true; });
  form.addEventListener("submit", () => { isUnsaved = false; });
  addEventListener("beforeunload", event => {
    if (isUnsaved) event.preventDefault();
  });
}
