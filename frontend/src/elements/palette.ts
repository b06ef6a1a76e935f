/**
 * <fl-palette url="/search/palette/">: the palette in <dialog id="fl-palette"> (UX.md §9), a combobox whose list the server
 * makes. The top bar's field opens it: by Ctrl K, by a click, by typing. Options are links or buttons of a form.
 * Keys: arrows, Enter opens, Ctrl Enter opens in a new tab, Tab narrows to the group of the chosen line, Backspace in the
 * empty field takes all groups again, Esc closes. Enter before the answer has come takes the first line when it comes.
 */
import { reportFailure, reportSuccess } from "../connection";
import { announce } from "../live";
import { word } from "../words";
import { openDialog } from "./dialog";

const WAIT_MS = 70;

class Palette extends HTMLElement {
  private input!: HTMLInputElement;
  private list!: HTMLElement;
  private chip!: HTMLElement;
  private group = "";
  private active = -1;
  private timer = 0;
  private asking: AbortController | null = null;
  private shownFor: string | null = null;
  private enterWaits: KeyboardEvent | null = null;

  connectedCallback(): void {
    this.input = this.querySelector("input[type=text]")!;
    this.list = this.querySelector("[data-slot=list]")!;
    this.chip = this.querySelector("[data-slot=group]")!;
    this.input.addEventListener("input", () => this.later());
    this.input.addEventListener("keydown", (event) => this.onKey(event));
    this.chip.addEventListener("click", () => this.narrow("", ""));
    this.dialog.addEventListener("click", (event) => event.target === this.dialog && this.dialog.close());
    const opener = document.getElementById("fl-search") as HTMLInputElement | null;
    opener?.addEventListener("fl:key", (event) => (event.preventDefault(), this.open("")));
    opener?.addEventListener("click", () => this.open(opener.value));
    opener?.addEventListener("input", () => this.open(opener.value));
  }

  private get dialog(): HTMLDialogElement {
    return this.closest("dialog")!;
  }

  private get options(): HTMLElement[] {
    return [...this.list.querySelectorAll<HTMLElement>("[role=option]")];
  }

  private get asked(): string {
    return `${this.group} ${this.input.value.trim()}`;
  }

  private open(text: string): void {
    if (this.dialog.open) return;
    const opener = document.getElementById("fl-search") as HTMLInputElement | null;
    if (opener && text) opener.value = "";
    const next = this.querySelector<HTMLInputElement>("input[name=next]");
    if (next) next.value = location.pathname + location.search;
    openDialog(this.dialog);
    this.input.value = text;
    this.input.focus();
    this.narrow("", "");
  }

  private later(): void {
    this.enterWaits = null;
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.ask(), WAIT_MS);
  }

  private async ask(): Promise<void> {
    window.clearTimeout(this.timer);
    this.asking?.abort();
    const asking = (this.asking = new AbortController());
    const asked = this.asked;
    const url = new URL(this.getAttribute("url")!, location.href);
    url.searchParams.set("q", this.input.value.trim());
    if (this.group) url.searchParams.set("in", this.group);
    try {
      const response = await fetch(url, { signal: asking.signal, headers: { "HX-Request": "true", Accept: "text/html" } });
      const html = await response.text();
      if (asking.signal.aborted) return;
      reportSuccess();
      if (response.ok && !response.redirected) this.show(html, asked);
      else if (response.redirected) location.reload();
    } catch (error) {
      if (!asking.signal.aborted && error instanceof TypeError) reportFailure();
    }
  }

  private show(html: string, asked: string): void {
    this.list.innerHTML = html;
    this.shownFor = asked;
    this.options.forEach((option, at) => (option.id = `fl-palette-option-${at}`));
    this.setActive(this.options.length ? 0 : -1);
    announce(this.options.length ? word("found", this.options.length) : word("none"));
    if (this.enterWaits && this.options.length) this.take(this.enterWaits);
    this.enterWaits = null;
  }

  private setActive(index: number): void {
    this.active = index;
    this.options.forEach((option, at) => option.setAttribute("aria-selected", String(at === index)));
    const option = this.options[index];
    if (option) {
      this.input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else {
      this.input.removeAttribute("aria-activedescendant");
    }
  }

  private onKey(event: KeyboardEvent): void {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const count = this.options.length;
      if (count) this.setActive((this.active + (event.key === "ArrowDown" ? 1 : -1) + count) % count);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (this.shownFor === this.asked) this.take(event);
      else {
        this.enterWaits = event;
        window.clearTimeout(this.timer);
        void this.ask();
      }
    } else if (event.key === "Tab" && !event.shiftKey && !this.group && this.options[this.active]) {
      event.preventDefault();
      const group = this.options[this.active]!.closest<HTMLElement>("[data-group]");
      if (group) this.narrow(group.dataset["group"]!, group.dataset["groupName"]!);
    } else if (event.key === "Backspace" && this.group && !this.input.value) {
      this.narrow("", "");
    }
  }

  private take(event: KeyboardEvent): void {
    const option = this.options[this.active];
    if (!option) return;
    const inNewTab = event.ctrlKey || event.metaKey;
    if (inNewTab && option instanceof HTMLAnchorElement) window.open(option.href, "_blank", "noopener");
    else option.click();
  }

  private narrow(group: string, name: string): void {
    this.group = group;
    this.chip.hidden = !group;
    this.chip.querySelector("[data-slot=name]")!.textContent = name;
    this.input.focus();
    void this.ask();
  }
}

customElements.define("fl-palette", Palette);
