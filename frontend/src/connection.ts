/**
 * Whether the server can be reached. Whoever talks to it (fl-poll, fl-draft) reports success or failure here.
 * After 5 s of trouble the foot bar says "Reconnecting" ([data-connection]), after 30 s the bar at the top opens
 * (<fl-connection>); both go when an answer comes. "fl:online" and "fl:offline" are dispatched on document.
 */
import { announce } from "./live";
import { word } from "./words";

const QUIET_AFTER_MS = 5_000;
const BAR_AFTER_MS = 30_000;
const PROBE_EVERY_MS = 8_000;

let troubleSince = 0;
let barShown = false;
let nextProbeAt = 0;
let ticker = 0;

export function inTrouble(): boolean {
  return troubleSince > 0;
}

export function reportFailure(): void {
  if (troubleSince) return;
  troubleSince = Date.now();
  nextProbeAt = Date.now() + PROBE_EVERY_MS;
  ticker = window.setInterval(tick, 1000);
  document.dispatchEvent(new CustomEvent("fl:offline"));
  tick();
}

export function reportSuccess(): void {
  if (!troubleSince) return;
  window.clearInterval(ticker);
  troubleSince = 0;
  showBar(false);
  sayInFoot("");
  document.dispatchEvent(new CustomEvent("fl:online"));
}

async function probe(): Promise<void> {
  try {
    await fetch(probeUrl(), { method: "HEAD", cache: "no-store" });
    reportSuccess();
  } catch {
    nextProbeAt = Date.now() + PROBE_EVERY_MS;
  }
}

function probeUrl(): string {
  return document.querySelector<HTMLLinkElement>('link[rel="icon"]')?.href ?? "/";
}

function tick(): void {
  const lasted = Date.now() - troubleSince;
  const left = Math.max(0, Math.ceil((nextProbeAt - Date.now()) / 1000));
  if (lasted >= QUIET_AFTER_MS) sayInFoot(word("reconnecting"));
  if (lasted >= BAR_AFTER_MS || (navigator.onLine === false && lasted >= QUIET_AFTER_MS)) showBar(true);
  const retry = document.querySelector('fl-connection [data-slot="retry"]');
  if (retry) retry.textContent = left ? word("retry", left) : "";
  if (left === 0) void probe();
}

function sayInFoot(text: string): void {
  for (const place of document.querySelectorAll<HTMLElement>("[data-connection]")) {
    place.textContent = text;
    place.hidden = !text;
  }
}

function showBar(shown: boolean): void {
  if (shown === barShown) return;
  barShown = shown;
  const bar = document.querySelector<HTMLElement>("fl-connection");
  if (bar) bar.hidden = !shown;
  if (shown) announce(bar?.querySelector('[data-slot="text"]')?.textContent ?? "", true);
  else announce(word("connected"));
}

window.addEventListener("offline", reportFailure);
window.addEventListener("online", () => void probe());
