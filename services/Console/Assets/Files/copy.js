// Shows the copy buttons, and copies. Browsers allow that in secure contexts only; elsewhere the text is selected.
for (const button of document.querySelectorAll("button[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", () => copy(button));
}

async function copy(button) {
  const { copy: text, what } = button.dataset;
  try {
    await navigator.clipboard.writeText(text);
    announce(`Copied ${what}.`);
    button.textContent = "Copied";
    setTimeout(() => { button.textContent = "Copy"; }, 2_000);
  } catch {
    const shown = button.parentElement.querySelector("code");
    shown.textContent = text;
    getSelection().selectAllChildren(shown);
    announce(`The browser does not allow copying here. The ${what} is selected: press Ctrl+C to copy it.`);
  }
}

function announce(text) {
  document.getElementById("announcer").textContent = text;
}
