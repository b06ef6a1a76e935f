/**
 * Forms that write are sent once: a second press while the first is under way is ignored, and after one second the
 * button says "Still saving". The server is safe against repeats too (idempotency key); this only spares the person.
 * Errors: the summary gets the focus ([data-focus-first]). Forms handled by htmx are guarded in htmx.ts.
 */
import { announce } from "./live";
import { word } from "./words";

const STILL_AFTER_MS = 1000;
const under_way = new WeakSet<HTMLFormElement>();

document.addEventListener("submit", (event) => {
  const form = event.target as HTMLFormElement;
  if (event.defaultPrevented || form.method !== "post" || form.target === "_blank") return;
  if (under_way.has(form)) {
    event.preventDefault();
    return;
  }
  under_way.add(form);
  const button = (event as SubmitEvent).submitter;
  window.setTimeout(() => {
    if (!under_way.has(form)) return;
    button?.setAttribute("aria-busy", "true");
    button?.classList.add("is-waiting");
    if (button) button.dataset["still"] = word("still");
    announce(word("still"));
  }, STILL_AFTER_MS);
});

/** A page that comes back from the browser's cache may send again. */
window.addEventListener("pageshow", () => {
  for (const form of document.forms) under_way.delete(form);
  for (const button of document.querySelectorAll<HTMLElement>(".is-waiting")) {
    button.classList.remove("is-waiting");
    button.removeAttribute("aria-busy");
    delete button.dataset["still"];
  }
});

function focusFirst(): void {
  document.querySelector<HTMLElement>("[data-focus-first]")?.focus();
}

document.addEventListener("htmx:after:swap", focusFirst);
focusFirst();
