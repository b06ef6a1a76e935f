/**
 * <fl-toast>: text, up to one link, an undo form (data-undo), a close button (data-close). Stays 10 s, longer while the
 * pointer or the focus is on it. Ctrl Z posts the newest undo, except in a text field where something was typed: there it
 * belongs to the text. Made by kit/_toast.html; also toast(text) from scripts. Attributes: seconds (10).
 */
import { inTextField } from "../keyboard";
import { announce } from "../live";

class Toast extends HTMLElement {
  private left = 0;
  private timer = 0;

  connectedCallback(): void {
    this.left = Number(this.getAttribute("seconds") ?? 10);
    announce((this.querySelector("span")?.textContent ?? this.textContent ?? "").trim());
    this.querySelector("[data-close]")?.addEventListener("click", () => this.remove());
    this.timer = window.setInterval(() => this.tick(), 1000);
    this.show();
  }

  disconnectedCallback(): void {
    window.clearInterval(this.timer);
  }

  private tick(): void {
    if (this.matches(":hover, :focus-within")) return;
    this.left -= 1;
    if (this.left <= 0) this.remove();
    else this.show();
  }

  private show(): void {
    const place = this.querySelector(".left");
    if (place && this.querySelector("form[data-undo]")) place.textContent = `${this.left} s`;
  }
}

customElements.define("fl-toast", Toast);

export function toast(text: string): void {
  const element = document.createElement("fl-toast");
  element.className = "fl-toast";
  const words = document.createElement("span");
  words.textContent = text;
  element.append(words);
  document.getElementById("fl-toasts")?.append(element);
}

const typedIn = new WeakSet<EventTarget>();

document.addEventListener("input", (event) => typedIn.add(event.target!), true);

function undoesText(field: EventTarget | null): boolean {
  return inTextField(field) && (typedIn.has(field!) || (field as HTMLInputElement).value !== "");
}

document.addEventListener("keydown", (event) => {
  if (event.key.toLowerCase() !== "z" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
  if (undoesText(event.target)) return;
  const undo = [...document.querySelectorAll<HTMLFormElement>("fl-toast form[data-undo]")].at(-1);
  if (!undo) return;
  event.preventDefault();
  undo.requestSubmit();
});
