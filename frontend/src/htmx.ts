/**
 * htmx 4, set up for a strict Content-Security-Policy. Its own settings stand in the page's <meta name="htmx-config">
 * (kit/shell/_head.html): version 4 reads the prefix and the indicator styles before any script of ours could change them.
 * It has no switch against eval: the policy forbids it, and the template lint keeps out what would need it
 * (hx-on, js: values, filters in hx-trigger).
 */
import htmx from "htmx.org";
import { reportFailure, reportSuccess } from "./connection";
import { csrfToken } from "./http";

interface Context {
  sourceElement: HTMLElement;
  request: { method: string; headers: Record<string, string> };
  error?: { name?: string };
}

const context = (event: Event): Context => (event as CustomEvent).detail.ctx as Context;
const sending = new WeakSet<HTMLElement>();
const slow = new WeakMap<HTMLElement, number>();
const SLOW_AFTER_MS = 400;

/** Every htmx request that writes carries the page's CSRF token, and is sent once at a time. */
document.addEventListener("htmx:config:request", (event) => {
  const { request, sourceElement } = context(event);
  if (request.method === "GET") return;
  request.headers["X-CSRFToken"] = csrfToken();
  if (sending.has(sourceElement)) event.preventDefault();
});

/** The old content stays; only after 400 ms a thin bar says that something is under way. */
document.addEventListener("htmx:before:request", (event) => {
  const { request, sourceElement } = context(event);
  if (request.method !== "GET") sending.add(sourceElement);
  slow.set(sourceElement, window.setTimeout(() => sourceElement.classList.add("fl-slow"), SLOW_AFTER_MS));
});

document.addEventListener("htmx:finally:request", (event) => {
  const { sourceElement } = context(event);
  sending.delete(sourceElement);
  window.clearTimeout(slow.get(sourceElement));
  sourceElement.classList.remove("fl-slow");
});

document.addEventListener("htmx:after:request", reportSuccess);
document.addEventListener("htmx:error", (event) => {
  if (context(event)?.error?.name === "TypeError" || (event as CustomEvent).detail.error?.name === "TypeError") {
    reportFailure();
  }
});

export default htmx;
