/**
 * <fl-shortcuts>: the shortcut sheet, made from what is on the page when its dialog opens. Keys that no single element
 * stands for are told by <template data-key-told="j k" data-key-label="…">, unless an element with that key has named it.
 * Attributes: data-here, data-go, data-then, data-single (translated words).
 */
import { keysOf } from "../keyboard";

const SIGNS: Record<string, string> = {
  arrowup: "↑", arrowdown: "↓", arrowleft: "←", arrowright: "→", enter: "↵", pageup: "PgUp", pagedown: "PgDn", escape: "Esc",
};

function nameOf(element: HTMLElement): string {
  if (element.dataset["keyLabel"]) return element.dataset["keyLabel"];
  const clone = element.cloneNode(true) as HTMLElement;
  clone.querySelectorAll("kbd,.n,.k").forEach((part) => part.remove());
  const label = element.getAttribute("aria-label") ?? clone.textContent ?? "";
  return label.replace(/\s+/g, " ").trim() || element.getAttribute("title") || "";
}

function kbd(key: string): HTMLElement {
  const element = document.createElement("kbd");
  const parts = key.split(/\+(?=.)/).map((part) => SIGNS[part.toLowerCase()] ?? part);
  element.textContent = parts.map((part) => (part.length === 1 ? part.toUpperCase() : part)).join(" ");
  return element;
}

function line(name: string, keys: Node[]): HTMLElement {
  const row = document.createElement("div");
  const term = document.createElement("dt");
  const value = document.createElement("dd");
  term.textContent = name;
  value.append(...keys);
  row.append(term, value);
  return row;
}

class Shortcuts extends HTMLElement {
  connectedCallback(): void {
    this.closest("dialog")?.addEventListener("fl:open", () => this.fill());
  }

  fill(): void {
    this.replaceChildren();
    const seen = new Set<string>();
    const here: HTMLElement[] = [];
    const told = document.querySelectorAll<HTMLElement>("[data-key-told]");
    for (const element of [...document.querySelectorAll<HTMLElement>("[data-key]"), ...told]) {
      if (element.closest("[hidden],[inert],dialog")) continue;
      const keys = (element.dataset["keyTold"]?.split(" ") ?? keysOf(element)).filter((key) => !seen.has(key));
      keys.forEach((key) => seen.add(key));
      if (keys.length) here.push(line(nameOf(element), keys.map(kbd)));
    }
    const go = [...document.querySelectorAll<HTMLElement>(".fl-rail [data-go]")].map((element) =>
      line(nameOf(element), [kbd("G"), document.createTextNode(this.dataset["then"] ?? ""), kbd(element.dataset["go"]!)]),
    );
    this.section(this.dataset["here"], here);
    this.section(this.dataset["go"], go);
    const note = document.createElement("p");
    note.className = "fl-keys-h";
    note.textContent = this.dataset["single"] ?? "";
    this.append(note);
  }

  private section(title: string | undefined, lines: HTMLElement[]): void {
    if (!lines.length) return;
    const heading = document.createElement("h3");
    heading.className = "fl-keys-h";
    heading.textContent = title ?? "";
    const list = document.createElement("dl");
    list.className = "fl-keys";
    list.append(...lines);
    this.append(heading, list);
  }
}

customElements.define("fl-shortcuts", Shortcuts);
