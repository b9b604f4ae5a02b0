/* Keys on the staff's list of jobs. Everything here can also be done with links, buttons and the Tab key. */
(() => {
  const OFF = "matrix-keys-off";
  const help = document.getElementById("matrix-help");
  const table = document.querySelector(".matrix tbody");
  const isOff = () => localStorage.getItem(OFF) === "1";
  const links = () => [...(table ? table.querySelectorAll("th[scope=row] > a") : [])];
  const here = () => document.activeElement?.closest?.(".matrix tbody tr");
  const linkOf = (row) => row?.querySelector("th[scope=row] > a");
  const isTyping = (element) => Boolean(element.closest("input:not([type=checkbox]), textarea, select, dialog[open]"));

  function focusRow(link) {
    if (!link) return;
    link.focus({ preventScroll: true });
    link.closest("tr").scrollIntoView({ block: "nearest" });
  }

  function move(step) {
    const all = links();
    const now = all.indexOf(linkOf(here()));
    focusRow(all[now < 0 ? 0 : Math.min(Math.max(now + step, 0), all.length - 1)]);
  }

  function setOwner(row, number) {
    const owners = [...document.querySelectorAll("#b-owner option")].map((option) => option.value).filter(Boolean);
    const id = linkOf(row)?.getAttribute("href").match(/[0-9a-f-]{36}/)?.[0];
    if (!id || !owners[number]) return;
    const url = help.dataset.ownerUrl.replace("00000000-0000-0000-0000-000000000000", id);
    const values = { ownership: owners[number], edition: row.dataset.e };
    window.htmx.ajax("POST", url, { target: row, swap: "outerHTML show:none", values, source: row });
  }

  function onList(event, row) {
    const { key } = event;
    if (key === "j" || (key === "ArrowDown" && row)) move(1);
    else if (key === "k" || (key === "ArrowUp" && row)) move(-1);
    else if (key === "/") document.getElementById("q")?.focus();
    else if (key === "?") help?.showModal();
    else if (key === "e" && row) linkOf(row)?.click();
    else if (key === "x" && row) row.querySelector("input[name=rows]")?.click();
    else if (/^[1-5]$/.test(key) && row) setOwner(row, Number(key) - 1);
    else return;
    event.preventDefault();
  }

  function inForm(event, form) {
    if (event.key === "Escape") {
      event.preventDefault();
      form.querySelector("[data-cancel]").click();
    } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.requestSubmit();
    }
  }

  document.addEventListener("keydown", (event) => {
    const form = event.target.closest?.("[data-row-form]");
    if (form) return inForm(event, form);
    if (!table || isOff() || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    onList(event, here());
  });

  // The row that was opened or saved keeps the focus.
  document.addEventListener("htmx:afterSettle", (event) => {
    const row = document.getElementById(event.detail.target?.id || "");
    if (!row?.matches?.(".matrix tr")) return;
    const field = row.querySelector("[role=alert]") ? row.querySelector("textarea") : row.querySelector(".owners input:checked") || row.querySelector(".owners input");
    if (field) field.focus();
    else focusRow(linkOf(row));
  });

  // The list of findings stays open while rows are saved.
  let wasOpen = false;
  document.addEventListener("htmx:oobBeforeSwap", () => { wasOpen = Boolean(document.querySelector(".findings[open]")); });
  document.addEventListener("htmx:oobAfterSwap", () => { document.querySelector(".findings")?.toggleAttribute("open", wasOpen); });

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-help]")) help?.showModal();
    const jump = event.target.closest("[data-row]");
    const row = jump && document.getElementById(jump.dataset.row);
    if (row) {
      event.preventDefault();
      row.scrollIntoView({ block: "center" });
      linkOf(row)?.click();
    }
  });

  document.addEventListener("change", (event) => {
    const off = event.target.closest("[data-keys-off]");
    if (off) localStorage.setItem(OFF, off.checked ? "1" : "0");
    const count = document.querySelector("[data-picked]");
    const picked = document.querySelectorAll(".matrix input[name=rows]:checked").length;
    if (count) count.textContent = `${picked} picked`;
  });
  const off = document.querySelector("[data-keys-off]");
  if (off) off.checked = isOff();
})();
