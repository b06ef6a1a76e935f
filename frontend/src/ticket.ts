/**
 * The ticket page. Without it everything works by links and reloads.
 *   [data-composer] a[data-write="note"]   shows the writing box [data-writes="note"] and hides the others
 *   [data-fills]                           the button of a writing box: filled while there is text, #resolve tinted then
 *   [data-copy-link data-copied="…"]       puts the link's address on the clipboard and says so; without one, shows it
 *   [data-print]                           a button that opens the print dialog
 *   [data-print-now]                       opens the print dialog: ?print=plain, ?print=notes
 *   #ticket-talk                           opened at its newest message
 * ?write=note and ?write=reply begin in that box.
 * How long one writes here (seen, and typed in within the last minute) is counted in this browser tab until the ticket is
 * resolved, and told only when the dialog of resolving is asked for (a[data-composed]): it proposes the minutes.
 */
import { toast } from "./elements/toast";

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

document.addEventListener("click", (event) => {
  if ((event.target as Element).closest("[data-print]")) window.print();
});

document.addEventListener("click", (event) => {
  const link = (event.target as Element).closest<HTMLAnchorElement>("a[data-copy-link]");
  if (!link) return;
  event.preventDefault();
  link.closest("details[open]")?.removeAttribute("open");
  const copied = navigator.clipboard?.writeText(link.href) ?? Promise.reject(new Error("no clipboard"));
  copied.then(() => toast(link.dataset["copied"]!), () => toast(link.href));
});

const AFTER_TYPING_MS = 60_000;
const LONGEST_S = 8 * 3600;
let typedAt = 0;

const composedKey = (): string => `fl-composed:${document.documentElement.dataset["person"] ?? ""}:${location.pathname}`;
const composed = (): number => Number(sessionStorage.getItem(composedKey()) ?? 0);

function count(): void {
  if (document.hidden || !typedAt || Date.now() - typedAt > AFTER_TYPING_MS) return;
  sessionStorage.setItem(composedKey(), String(Math.min(composed() + 1, LONGEST_S)));
}

document.addEventListener("htmx:config:request", (event) => {
  const { sourceElement, request } = (event as CustomEvent).detail.ctx;
  if (!(sourceElement as Element).matches("a[data-composed]") || !composed()) return;
  request.action += `${request.action.includes("?") ? "&" : "?"}composed=${composed()}`;
});

document.addEventListener("submit", (event) => {
  const action = (event.target as HTMLFormElement).getAttribute("action") ?? "";
  if (composer() && action.includes("/resolve/")) sessionStorage.removeItem(composedKey());
});

function start(): void {
  if (document.querySelector("[data-print-now]")) window.setTimeout(() => window.print(), 300);
  const talk = document.getElementById("ticket-talk");
  if (talk && !location.hash) talk.scrollTop = talk.scrollHeight;
  if (!composer()) return;
  composer()!.addEventListener("input", fill);
  composer()!.addEventListener("input", () => (typedAt = Date.now()));
  window.setInterval(count, 1000);
  composer()!.addEventListener("fl:restored", fill);
  document.addEventListener("fl:refreshed", fill);
  fill();
  const write = new URLSearchParams(location.search).get("write");
  if (write && boxes().some((box) => box.dataset["writes"] === write)) show(write);
}

start();
