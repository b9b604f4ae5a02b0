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
  // A form whose answer is a file leaves the page as it is: after a while it may be sent again.
  setTimeout(() => delete form.dataset.sent, 8000);
});
window.addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent;
});
document.addEventListener("click", async (event) => {
  // What is printed is the whole list: parts that have not been fetched yet are opened first.
  if (!event.target.closest("[data-print]")) return;
  const waiting = [...document.querySelectorAll("details[hx-get]:has(.fold-wait)")];
  await Promise.all(waiting.map((part) => new Promise((done) => {
    for (const end of ["htmx:afterSettle", "htmx:sendError", "htmx:responseError"]) part.addEventListener(end, done, { once: true });
    part.open = true;
  })));
  window.print();
});
/* Pages swap in answers of 403, 409 and 422 too: they say what to do. */
document.addEventListener("htmx:beforeSwap", (event) => {
  if ([403, 409, 422].includes(event.detail.xhr.status)) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  }
});
document.addEventListener("click", (event) => {
  // The jobs of a list say their addresses once: what a button answers takes the place of its job, what a link
  // fetches stands under it.
  const source = event.target.closest("article button[form=answer], .job .actions > a:not([hx-get])");
  if (!source || !window.htmx || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const job = source.closest("article");
  if (source.classList.contains("htmx-request")) return;
  if (source.href) window.htmx.ajax("GET", source.href, { source, target: placeUnder(job), swap: "innerHTML" });
  else window.htmx.ajax("POST", source.formAction, { source, target: job, swap: "outerHTML" }).then(() => focusOn(job.id));
});
function placeUnder(job) {
  const place = job.querySelector(":scope > .say") || document.createElement("div");
  place.className = "say";
  if (!place.isConnected) job.append(place);
  return place;
}
function focusOn(id) {
  document.getElementById(id)?.querySelector("[form=answer]")?.focus({ preventScroll: true });
}
document.addEventListener("click", (event) => {
  // A form that was fetched into a page goes away again.
  const clearer = event.target.closest("[data-clear]");
  if (clearer) clearer.closest(".say")?.replaceChildren();
});
/* Passkeys need a script, so their buttons show themselves only here; when one fails, say so beside it. */
for (const part of document.querySelectorAll("[data-needs-script]")) part.hidden = false;
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  for (const note of document.querySelectorAll("[data-passkey-failed]")) note.hidden = false;
});
/* The accent as it is typed. Whether it can be read is decided on the server. */
document.addEventListener("input", (event) => {
  const field = event.target.closest("[data-colour]");
  const sample = field && document.querySelector("[data-colour-sample]");
  if (!sample || !/^#[0-9a-f]{6}$/i.test(field.value)) return;
  sample.style.backgroundColor = field.value;
  const [r, g, b] = [1, 3, 5].map((at) => parseInt(field.value.slice(at, at + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  const contrast = 1.05 / (0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05);
  const words = document.querySelector("[data-colour-words]");
  words.textContent = contrast < 4.5
    ? `Contrast ${contrast.toFixed(1)}: too pale, white text needs 4.5.`
    : `Contrast ${contrast.toFixed(1)}: white text is easy to read on it.`;
});
/* The open section is brought into view: in its row on a narrow screen, in the rail on a wide one. */
for (const here of document.querySelectorAll(".sections [aria-current], .tabs [aria-current]")) {
  const row = here.parentElement;
  row.scrollLeft = Math.max(0, here.offsetLeft - row.offsetLeft - (row.clientWidth - here.offsetWidth) / 2);
  row.scrollTop += here.getBoundingClientRect().top - row.getBoundingClientRect().top - (row.clientHeight - here.offsetHeight) / 2;
}
document.addEventListener("htmx:afterSettle", (event) => {
  // A form that was fetched under a job is ready to write in, clear of the bar at the foot of the page.
  const place = event.detail.elt;
  if (!place.matches?.(".say")) return;
  place.querySelector("textarea, input:not([type=hidden])")?.focus({ preventScroll: true });
  place.scrollIntoView({ block: "nearest" });
});
