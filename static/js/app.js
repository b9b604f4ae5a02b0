/* Small comforts on top of pages that work without them. */
document.addEventListener("click", (event) => {
  // A menu in the top bar closes when something else is clicked.
  for (const open of document.querySelectorAll("details.switcher[open]")) {
    if (!open.contains(event.target)) open.removeAttribute("open");
  }
  const closer = event.target.closest("[data-close]");
  if (closer) closer.closest(".flash")?.remove();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    for (const open of document.querySelectorAll("details.switcher[open]")) open.removeAttribute("open");
  }
});
document.addEventListener("change", (event) => {
  // Tick every box of a table at once.
  const all = event.target.closest("[data-pick-all]");
  if (all) for (const box of document.querySelectorAll(all.dataset.pickAll)) box.checked = all.checked;
});
document.addEventListener("submit", (event) => {
  // A second click on a button while its form is on the way does nothing.
  const form = event.target;
  if (form.method !== "post" || form.hasAttribute("hx-post")) return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "1";
});
window.addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent;
});
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});
/* Pages swap in answers of 403, 409 and 422 too: they say what to do. */
document.addEventListener("htmx:beforeSwap", (event) => {
  if ([403, 409, 422].includes(event.detail.xhr.status)) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  }
});
