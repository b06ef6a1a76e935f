/**
 * [data-rows] holds rows with one covering link each (a.fl-cover): J and K, or the arrows while a row has the focus, walk
 * through them; Enter opens, as on every link. Single letters follow the person's choice (WCAG 2.1.4).
 */
import { inTextField, topDialog } from "../keyboard";

const STEPS: Record<string, number> = { j: 1, k: -1, ArrowDown: 1, ArrowUp: -1 };

document.addEventListener("keydown", (event) => {
  const step = STEPS[event.key];
  if (!step || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  if (inTextField(event.target) || topDialog()) return;
  const letter = event.key.length === 1;
  if (letter && document.documentElement.dataset["singleKeys"] === "off") return;
  const links = [...document.querySelectorAll<HTMLElement>("[data-rows] a.fl-cover")];
  const at = links.indexOf(document.activeElement as HTMLElement);
  if (!links.length || (!letter && at < 0)) return;
  event.preventDefault();
  const next = at < 0 ? (step > 0 ? 0 : links.length - 1) : Math.min(links.length - 1, Math.max(0, at + step));
  links[next]!.focus();
});
