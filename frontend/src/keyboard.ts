/**
 * Keyboard map. A shortcut is written on the thing it does:
 *   data-key="e"            single letter, digit or sign; acts only outside text fields; may be switched off (WCAG 2.1.4)
 *   data-key="Shift+n"      with Shift
 *   data-key="Alt+t"        Alt and Ctrl keys act in text fields too; Alt keys are matched by the physical key
 *   data-key="Ctrl+Enter"   Cmd on Macs; several keys are separated by blanks: data-key="j ArrowDown"
 *   data-key-label="Solve"  its name on the shortcut sheet, else its own text
 *   data-go="c"             on links of the rail: G, then the letter
 *   data-lets="?"           on a text field: signs that act as shortcuts as long as the field is empty
 * In a list (data-rows) a key that stands on each row means the row that has the focus, else the first one.
 * A link or button is pressed, a radio or checkbox is chosen, a text field gets the focus. With a dialog open only
 * what is inside it listens. The page may also listen to "fl:key" on the element and prevent it.
 */
const GO_WITHIN_MS = 1500;
let goUntil = 0;

const TEXT_TYPES = new Set(["text", "search", "email", "tel", "url", "number", "password", "date", "time", "datetime-local"]);

export function inTextField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return TEXT_TYPES.has(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable;
}

/** Typing in a field, apart from the signs that it lets through while it is empty. */
function isTyping(event: KeyboardEvent): boolean {
  if (!inTextField(event.target)) return false;
  const field = event.target as HTMLInputElement;
  return field.value !== "" || !field.dataset["lets"]?.includes(event.key);
}

function singleKeysOff(): boolean {
  return document.documentElement.dataset["singleKeys"] === "off";
}

/** The names under which a key press may be registered: by its physical key for Alt, by its sign otherwise. */
export function keyNames(event: KeyboardEvent): string[] {
  const physical = event.code.replace(/^(Key|Digit|Numpad)/, "").toLowerCase();
  const sign = event.key.toLowerCase();
  const prefix = `${event.ctrlKey || event.metaKey ? "ctrl+" : ""}${event.altKey ? "alt+" : ""}`;
  if (event.altKey) return [...new Set([prefix + physical, prefix + sign, ...altSigns(event).map((s) => prefix + s)])];
  const names = [prefix + sign];
  if (event.shiftKey) names.unshift(`${prefix}shift+${sign}`);
  return names;
}

function altSigns(event: KeyboardEvent): string[] {
  if (event.code === "Equal" || event.code === "NumpadAdd") return ["+"];
  if (event.code === "Minus" || event.code === "NumpadSubtract") return ["-"];
  return [];
}

export function keysOf(element: HTMLElement): string[] {
  return (element.dataset["key"] ?? "").split(" ").filter(Boolean);
}

function listening(element: HTMLElement): boolean {
  if (element.closest("[hidden],[inert],dialog:not([open])")) return false;
  const top = topDialog();
  return !top || top.contains(element);
}

export function topDialog(): HTMLDialogElement | null {
  const open = [...document.querySelectorAll<HTMLDialogElement>("dialog:modal")];
  return open.at(-1) ?? null;
}

/** The element with this shortcut; one of the row that has the focus first, a visible one before one in a closed menu. */
export function findByKey(names: string[], attribute: "key" | "go" = "key"): HTMLElement | null {
  const all = [...document.querySelectorAll<HTMLElement>(`[data-${attribute}]`)].filter(listening);
  for (const name of names) {
    const matching = all.filter((element) =>
      (element.dataset[attribute] ?? "").toLowerCase().split(" ").includes(name),
    );
    const own = matching.find((element) => element.closest("[data-rows] > *")?.contains(document.activeElement));
    const seen = own ?? matching.find((element) => element.checkVisibility());
    if (seen ?? matching[0]) return seen ?? matching[0]!;
  }
  return null;
}

function act(element: HTMLElement): void {
  if (!element.dispatchEvent(new CustomEvent("fl:key", { bubbles: true, cancelable: true }))) return;
  if (inTextField(element)) {
    element.focus();
    if (element instanceof HTMLInputElement) element.select();
  } else {
    element.click();
  }
}

function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || event.repeat && !event.altKey) return;
  if (["Shift", "Control", "Alt", "Meta"].includes(event.key)) return;
  const withModifier = event.ctrlKey || event.metaKey || event.altKey;
  const names = keyNames(event);
  if (!withModifier && event.key !== "Escape") {
    if (isTyping(event) || singleKeysOff()) return;
    if (goNow(names, event)) return;
  }
  const element = findByKey(names);
  if (!element) return;
  event.preventDefault();
  act(element);
}

function goNow(names: string[], event: KeyboardEvent): boolean {
  if (Date.now() < goUntil) {
    goUntil = 0;
    const link = findByKey(names, "go");
    if (link) {
      event.preventDefault();
      link.click();
      return true;
    }
  }
  if (event.key.toLowerCase() === "g" && !event.shiftKey && document.querySelector("[data-go]")) {
    goUntil = Date.now() + GO_WITHIN_MS;
    return !findByKey(["g"]);
  }
  return false;
}

document.addEventListener("keydown", onKey);
