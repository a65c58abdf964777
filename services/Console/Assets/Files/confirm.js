// Asks in a dialog before a form with data-question is sent. Without this script the server asks on a page of its own.
for (const form of document.querySelectorAll("form[data-question]")) {
  form.addEventListener("submit", event => {
    if (form.elements.confirmed) return;
    event.preventDefault();
    ask(form);
  });
}

function ask(form) {
  const { question, consequence, action } = form.dataset;
  const dialog = element("dialog", { "aria-labelledby": "question", "aria-describedby": "consequence" });
  const yes = element("button", { type: "button", class: "danger" }, action);
  const no = element("button", { type: "button", class: "quiet", autofocus: "" }, "Cancel");
  const actions = element("div", { class: "actions" });
  actions.append(yes, no);
  dialog.append(element("h2", { id: "question" }, question), element("p", { id: "consequence" }, consequence), actions);
  yes.addEventListener("click", () => dialog.close("yes"));
  no.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (dialog.returnValue !== "yes") return;
    form.append(element("input", { type: "hidden", name: "confirmed", value: "true" }));
    form.requestSubmit();
  });
  document.body.append(dialog);
  dialog.showModal();
}

function element(name, attributes, text = "") {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.textContent = text;
  return made;
}
