/** Says something to screen readers: politely for arrivals and saves, urgently for lost connection and failed send. */
export function announce(text: string, urgent = false): void {
  const region = document.getElementById(urgent ? "fl-alert" : "fl-live");
  if (!region) return;
  region.textContent = "";
  window.setTimeout(() => (region.textContent = text), 60);
}
