/**
 * The open call log ([data-call-log]): the call whose row has the focus is the one shown beside the list ([data-beside]),
 * so that C rings back the caller one is looking at. While its words are on their way the old ones take no key.
 * Its <fl-poll data-shown> tells the server which rows stand here. A row that somebody else took away comes back with a
 * <template data-gone="id"> of who did what, and stays greyed in its place for ten seconds.
 */
import { reportFailure } from "./connection";
import { signedOut } from "./http";
import htmx from "./htmx";
import { announce } from "./live";

const SETTLED_MS = 120;
const GREYED_MS = 10_000;

interface Standing {
  row: HTMLElement;
  before: string;
}

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
  tellShown();
}

/** The rows as they stand, each with the one before it; and those that are gone and still to be seen. */
let standing = new Map<string, Standing>();
const going = new Map<string, Standing>();

function remember(): void {
  let before = "";
  standing = new Map();
  for (const row of document.querySelectorAll<HTMLElement>("[data-call-log] .fl-work-row[data-id]")) {
    standing.set(row.dataset["id"]!, { row: row.cloneNode(true) as HTMLElement, before });
    before = row.dataset["id"]!;
  }
}

function tellShown(): void {
  const poll = document.querySelector("[data-call-log] fl-poll[data-shown]");
  if (!poll) return;
  const url = new URL(poll.getAttribute("url")!, location.href);
  url.searchParams.set("shown", [...standing.keys()].join(","));
  poll.setAttribute("url", url.pathname + url.search);
}

document.addEventListener("fl:refreshed", (event) => {
  const poll = event.target as HTMLElement;
  if (!poll.matches("[data-shown]")) return;
  for (const template of poll.querySelectorAll<HTMLTemplateElement>("template[data-gone]")) {
    const id = template.dataset["gone"]!;
    const was = standing.get(id);
    if (was) goes(id, was, template);
  }
  for (const one of going.values()) putBack(poll, one);
  remember();
  tellShown();
});

function goes(id: string, was: Standing, template: HTMLTemplateElement): void {
  const row = greyed(was.row, template);
  going.set(id, { row, before: was.before });
  announce(`${row.querySelector(".what span")?.textContent ?? ""}: ${template.content.textContent ?? ""}`);
  if (document.querySelector(`[data-beside] [data-of="${id}"]`)) hideActs();
  window.setTimeout(() => leaves(id), GREYED_MS);
}

function greyed(was: HTMLElement, template: HTMLTemplateElement): HTMLElement {
  const row = was.cloneNode(true) as HTMLElement;
  row.className = "fl-work-row gone";
  row.removeAttribute("data-id");
  row.querySelectorAll(".fl-grip,fl-menu").forEach((part) => part.replaceWith(document.createElement("span")));
  row.querySelector(".rank")?.replaceChildren();
  const title = document.createElement("span");
  title.textContent = row.querySelector(".what a")?.textContent ?? "";
  row.querySelector(".what a")?.replaceWith(title);
  row.querySelector(".when")?.replaceChildren(template.content.cloneNode(true));
  return row;
}

function putBack(poll: HTMLElement, one: Standing): void {
  const before = one.before && document.getElementById(`row-${one.before}`);
  if (before) return before.after(one.row);
  const list = poll.querySelector(".fl-work") ?? poll.insertBefore(document.createElement("ol"), poll.firstChild);
  list.classList.add("fl-work");
  list.prepend(one.row);
}

function leaves(id: string): void {
  const list = going.get(id)?.row.parentElement;
  going.get(id)?.row.remove();
  going.delete(id);
  if (list && !list.children.length) list.remove();
}

/** What was taken away stays readable; nothing more can be done with it from here. */
function hideActs(): void {
  document.querySelectorAll<HTMLElement>("[data-beside-acts]").forEach((part) => (part.hidden = true));
}

remember();
tellShown();

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
