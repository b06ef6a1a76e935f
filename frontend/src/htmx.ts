/**
 * htmx 4, set up for a strict Content-Security-Policy. Its own settings stand in the page's <meta name="htmx-config">
 * (kit/_head.html): version 4 reads the prefix and the indicator styles before any script of ours could change them.
 * It has no switch against eval: the policy forbids it, and the template lint keeps out what would need it
 * (hx-on, js: values, filters in hx-trigger).
 */
import htmx from "htmx.org";

/** Every htmx request that writes carries the page's CSRF token. */
document.addEventListener("htmx:config:request", (event) => {
  const request = (event as CustomEvent).detail.ctx.request as { method: string; headers: Record<string, string> };
  if (request.method !== "GET") request.headers["X-CSRFToken"] = csrfToken();
});

export function csrfToken(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')?.content ?? "";
}

export default htmx;
