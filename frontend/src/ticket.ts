/**
 * The ticket page. Without it everything works by links and reloads.
 *   [data-composer] a[data-write="note"]   shows the writing box [data-writes="note"] and hides the others
 *   [data-fills]                           the button of a writing box: filled while there is text, #resolve tinted then
 *   #ticket-talk                           opened at its newest message
 */
const composer = (): HTMLElement | null => document.querySelector("[data-composer]");

function boxes(): HTMLElement[] {
  return [...(composer()?.querySelectorAll<HTMLElement>("[data-writes]") ?? [])];
}

function show(kind: string): void {
  for (const box of boxes()) box.hidden = box.dataset["writes"] !== kind;
  for (const tab of composer()!.querySelectorAll<HTMLElement>("a[data-write]")) {
    if (tab.dataset["write"] === kind) tab.setAttribute("aria-current", "true");
    else tab.removeAttribute("aria-current");
  }
  composer()!.classList.toggle("note", kind === "note");
  const text = boxes().find((box) => !box.hidden)?.querySelector("textarea");
  text?.focus();
  text?.setSelectionRange(text.value.length, text.value.length);
  fill();
}

/** One filled button a page: Resolve, until there is text to save. */
function fill(): void {
  const box = boxes().find((one) => !one.hidden);
  const written = Boolean(box?.querySelector("textarea")?.value.trim());
  for (const button of composer()?.querySelectorAll("[data-fills]") ?? []) {
    const filled = written && box!.contains(button);
    button.classList.toggle("btn-primary", filled);
    button.classList.toggle("btn-soft", !filled);
  }
  for (const part of document.querySelectorAll("#ticket-acts .fl-split .btn")) {
    part.classList.toggle("btn-soft", written);
    part.classList.toggle("btn-primary", !written);
  }
}

document.addEventListener("click", (event) => {
  const tab = (event.target as Element).closest<HTMLElement>("[data-composer] a[data-write]");
  if (!tab) return;
  event.preventDefault();
  show(tab.dataset["write"]!);
});

function start(): void {
  const talk = document.getElementById("ticket-talk");
  if (talk && !location.hash) talk.scrollTop = talk.scrollHeight;
  if (!composer()) return;
  composer()!.addEventListener("input", fill);
  composer()!.addEventListener("fl:restored", fill);
  document.addEventListener("fl:refreshed", fill);
  fill();
}

start();
