/**
 * The open call log ([data-call-log]): the call whose row has the focus is the one shown beside the list ([data-beside]),
 * so that C rings back the caller one is looking at. While its words are on their way the old ones take no key.
 */
import { reportFailure } from "./connection";
import { signedOut } from "./http";
import htmx from "./htmx";

const SETTLED_MS = 120;
let timer = 0;
let asking: AbortController | null = null;

document.addEventListener("focusin", (event) => {
  const link = (event.target as Element).closest<HTMLAnchorElement>("[data-call-log] [data-row-link]");
  if (!link || link.closest(".sel")) return;
  const log = link.closest<HTMLElement>("[data-call-log]")!;
  mark(log, link);
  log.querySelector("[data-beside]")?.setAttribute("inert", "");
  window.clearTimeout(timer);
  timer = window.setTimeout(() => void show(log, link), SETTLED_MS);
});

function mark(log: HTMLElement, link: HTMLAnchorElement): void {
  for (const row of log.querySelectorAll(".sel")) {
    row.classList.remove("sel");
    row.querySelector("[aria-current]")?.removeAttribute("aria-current");
  }
  link.closest("li")?.classList.add("sel");
  link.setAttribute("aria-current", "true");
  history.replaceState(history.state, "", link.href);
  for (const element of log.querySelectorAll("fl-poll, fl-sortable[url]")) {
    const url = new URL(element.getAttribute("url")!, location.href);
    element.setAttribute("url", url.pathname + new URL(link.href).search);
  }
}

async function show(log: HTMLElement, link: HTMLAnchorElement): Promise<void> {
  asking?.abort();
  const mine = (asking = new AbortController());
  const target = log.querySelector<HTMLElement>("[data-beside]")!;
  try {
    const response = await fetch(link.href, { headers: { "HX-Request": "true" }, signal: mine.signal });
    if (!response.ok || signedOut(response)) return location.assign(link.href);
    const text = await response.text();
    if (mine.signal.aborted) return;
    await htmx.swap({ target, sourceElement: target, text, swap: "innerHTML" } as never);
    target.removeAttribute("inert");
  } catch {
    if (!mine.signal.aborted) reportFailure();
  }
}
