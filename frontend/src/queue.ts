/**
 * The queue ([data-queue]). Without script its boxes, buttons and links do everything, by pages of their own.
 *   X                        selects the row that has the focus; Shift+X and Shift+click select from the last one on
 *   buttons of [data-bulk]   ask for their dialog, for the selected rows, or for the row with the focus when none is
 *   [data-bulk-mine]         gives them to oneself
 *   P                        shows the ticket beside the list ([data-beside]); it follows the focus until P again, Esc,
 *                            or its [data-beside-closes]
 *   fl-poll                  brings rows that changed as <template data-changed="id">: their cells change in place
 */
import htmx from "./htmx";
import { inTextField, topDialog } from "./keyboard";
import { announce } from "./live";

const table = (): HTMLElement | null => document.querySelector("[data-queue]");
const picks = (): HTMLInputElement[] => [...document.querySelectorAll<HTMLInputElement>("[data-queue] [data-pick]")];
const form = (): HTMLFormElement | null => document.querySelector("form[data-bulk]");
let last: HTMLInputElement | null = null;

function rowNow(): HTMLElement | null {
  return (document.activeElement as HTMLElement | null)?.closest<HTMLElement>("[data-queue] tr[data-id]") ?? null;
}

/** The ids that an act is for: the selected rows, else the row that has the focus. */
function idsNow(): string[] {
  const chosen = picks().filter((pick) => pick.checked).map((pick) => pick.value);
  const id = rowNow()?.dataset["id"];
  return chosen.length ? chosen : id ? [id] : [];
}

function tell(): void {
  const n = picks().filter((pick) => pick.checked).length;
  const all = document.querySelector<HTMLInputElement>("[data-pick-all]");
  if (all) {
    all.checked = n > 0 && n === picks().length;
    all.indeterminate = n > 0 && n < picks().length;
  }
  const place = document.querySelector<HTMLElement>("[data-bulk-count]");
  if (place) place.textContent = (place.dataset["words"] ?? "%s").replace("%s", String(n));
  if (place) announce(place.textContent);
  const scope = form()?.querySelector<HTMLInputElement>("[name=scope]");
  if (scope && !n) scope.checked = false;
}

function pick(box: HTMLInputElement, checked: boolean, withRange: boolean): void {
  const all = picks();
  const from = withRange && last ? all.indexOf(last) : -1;
  const to = all.indexOf(box);
  const range = from < 0 ? [box] : all.slice(Math.min(from, to), Math.max(from, to) + 1);
  for (const one of range) one.checked = checked;
  last = box;
  tell();
}

document.addEventListener("click", (event) => {
  const box = (event.target as Element).closest<HTMLInputElement>("[data-queue] [data-pick]");
  if (box) pick(box, box.checked, event.shiftKey);
  const all = (event.target as Element).closest<HTMLInputElement>("[data-pick-all]");
  if (!all) return;
  for (const one of picks()) one.checked = all.checked;
  tell();
});

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.key.toLowerCase() !== "x" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (!table() || inTextField(event.target) || topDialog()) return;
  if (document.documentElement.dataset["singleKeys"] === "off") return;
  const box = rowNow()?.querySelector<HTMLInputElement>("[data-pick]");
  if (!box) return;
  event.preventDefault();
  pick(box, event.shiftKey ? true : !box.checked, event.shiftKey);
});

document.addEventListener("submit", (event) => {
  const sent = event.target as HTMLFormElement;
  const ids = idsNow();
  if (sent.matches("[data-bulk-mine]")) {
    if (!ids.length) event.preventDefault();
    sent.querySelector<HTMLInputElement>("[name=ids]")!.value = ids.join(",");
  }
  if (!sent.matches("form[data-bulk]")) return;
  event.preventDefault();
  const isWhole = sent.querySelector<HTMLInputElement>("[name=scope]:checked");
  if (!ids.length && !isWhole) return announce(sent.dataset["none"] ?? "");
  const button = (event as SubmitEvent).submitter as HTMLButtonElement | null;
  const query = isWhole ? new URLSearchParams(new FormData(sent) as never) : new URLSearchParams({ ids: ids.join(",") });
  if (isWhole) query.delete("ids");
  const address = `${button?.formAction ?? sent.action}?${query.toString()}`;
  void htmx.ajax("GET", address, { target: "#act-place", source: sent } as never);
});

/** Rows that changed: the cells are new, the place and the selection stay, the left edge flashes once. */
document.addEventListener("fl:refreshed", (event) => {
  for (const template of (event.target as HTMLElement).querySelectorAll<HTMLTemplateElement>("template[data-changed]")) {
    const row = document.querySelector<HTMLElement>(`[data-queue] tr[data-id="${template.dataset["changed"]}"]`);
    const fresh = template.content.querySelector<HTMLElement>("tr[data-id]");
    if (!row || !fresh || Number(fresh.dataset["version"]) <= Number(row.dataset["version"])) continue;
    const isFocused = row.contains(document.activeElement);
    const isPicked = row.querySelector<HTMLInputElement>("[data-pick]")?.checked ?? false;
    row.replaceChildren(...fresh.cloneNode(true).childNodes);
    row.dataset["version"] = fresh.dataset["version"];
    const box = row.querySelector<HTMLInputElement>("[data-pick]");
    if (box) box.checked = isPicked;
    if (isFocused) row.querySelector<HTMLElement>("a.fl-cover")?.focus();
    row.classList.remove("changed");
    void row.offsetWidth;
    row.classList.add("changed");
  }
});

const beside = (): HTMLElement | null => document.querySelector("[data-beside-queue]");
let timer = 0;

function preview(): void {
  const number = rowNow()?.dataset["number"];
  const pane = beside();
  if (!number || !pane || pane.dataset["number"] === number) return;
  pane.dataset["number"] = number;
  void htmx.ajax("GET", pane.dataset["url"]!.replace("/0/", `/${number}/`), { target: "[data-beside-queue]", source: pane } as never);
}

document.addEventListener("fl:key", (event) => {
  if (!(event.target as HTMLElement).matches("[data-preview]")) return;
  event.preventDefault();
  const pane = beside();
  if (pane) show(pane, Boolean(pane.hidden));
});

function show(pane: HTMLElement, isShown: boolean): void {
  const shownRow = table()?.querySelector(`[data-number="${CSS.escape(pane.dataset["number"] ?? "")}"]`);
  if (!isShown && pane.contains(document.activeElement)) shownRow?.querySelector<HTMLElement>("a.fl-cover")?.focus();
  pane.hidden = !isShown;
  pane.dataset["number"] = "";
  if (isShown) preview();
}

document.addEventListener("click", (event) => {
  const pane = beside();
  if (pane && (event.target as Element).closest("[data-beside-closes]")) show(pane, false);
});

document.addEventListener("keydown", (event) => {
  const pane = beside();
  if (event.key !== "Escape" || event.defaultPrevented || !pane || pane.hidden) return;
  if (topDialog() || inTextField(event.target) || document.querySelector("fl-menu details[open]")) return;
  event.preventDefault();
  show(pane, false);
});

document.addEventListener("focusin", () => {
  if (!beside() || beside()!.hidden) return;
  window.clearTimeout(timer);
  timer = window.setTimeout(preview, 120);
});

/** What the browser kept over a reload. */
if (table()) tell();
