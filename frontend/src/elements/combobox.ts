/**
 * <fl-combobox url="/people/lookup">: a text field with a list that the server makes (ARIA 1.2 combobox).
 *
 *   <fl-combobox url="/people/lookup" include="#desk" open-on-focus>
 *     <input id="caller" class="form-control" type="text">          what is typed; sent as q
 *     <input type="hidden" name="person" value="">                  the chosen value
 *     <div class="fl-pop" hidden></div>                             made when it is missing
 *   </fl-combobox>
 *
 * The url answers HTML: <div role="listbox">…<div role="option" class="fl-option" data-value="7" data-label="Carol">…
 * and whatever stands under it (fl-pop-foot, a link to add one). Nothing found: no options and a fl-pop-empty.
 * Attributes: url, include (selector of fields sent along), open-on-focus (asks with an empty q), free (text that matches
 * no option stays as it is), keep (the text stays as typed after choosing), wait (80 ms).
 * Keys: arrows, Enter (before the answer has come too: then the first option is taken when it comes), Esc closes the list
 * and keeps the text, Alt ↓ opens, Alt ↑ closes. Events, bubbling: "fl:choose" (detail: value, label, option), "fl:clear",
 * "fl:enter" (Enter without a choice yet: the page may move on, the choice follows); the hidden field sends "change".
 */
import { reportFailure, reportSuccess } from "../connection";
import { announce } from "../live";
import { word } from "../words";

const WAIT_MS = 80;
let count = 0;

export interface Choice {
  value: string;
  label: string;
  option: HTMLElement;
}

export class Combobox extends HTMLElement {
  private input!: HTMLInputElement;
  private hiddenField: HTMLInputElement | null = null;
  private pop!: HTMLElement;
  private timer = 0;
  private asking: AbortController | null = null;
  private shownFor: string | null = null;
  private enterWaits = false;
  private active = -1;
  private started = false;

  connectedCallback(): void {
    if (this.started) return;
    this.started = true;
    this.input = this.querySelector<HTMLInputElement>("input:not([type=hidden])")!;
    this.hiddenField = this.querySelector<HTMLInputElement>("input[type=hidden]");
    this.pop = this.querySelector<HTMLElement>(".fl-pop") ?? this.makePop();
    this.pop.id ||= `fl-pop-${(count += 1)}`;
    this.setUpInput();
    this.input.addEventListener("input", () => this.onInput());
    this.input.addEventListener("keydown", (event) => this.onKey(event));
    this.input.addEventListener("focus", () => this.onFocus());
    this.addEventListener("focusout", (event) => {
      if (!this.contains(event.relatedTarget as Node | null)) this.close();
    });
    this.pop.addEventListener("pointerdown", (event) => {
      if ((event.target as Element).closest("[role=option]")) event.preventDefault();
    });
    this.pop.addEventListener("click", (event) => {
      const option = (event.target as Element).closest<HTMLElement>("[role=option]");
      if (option) this.choose(option);
    });
  }

  disconnectedCallback(): void {
    window.clearTimeout(this.timer);
    this.asking?.abort();
  }

  private makePop(): HTMLElement {
    const pop = document.createElement("div");
    pop.className = "fl-pop";
    pop.hidden = true;
    this.append(pop);
    return pop;
  }

  private setUpInput(): void {
    const attributes: Record<string, string> = {
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": `${this.pop.id}-list`,
      autocomplete: "off",
      spellcheck: "false",
    };
    for (const [name, value] of Object.entries(attributes)) this.input.setAttribute(name, value);
    this.pop.innerHTML ||= `<div role="listbox" id="${this.pop.id}-list"></div>`;
    this.nameList();
  }

  private get options(): HTMLElement[] {
    return [...this.pop.querySelectorAll<HTMLElement>("[role=option]")];
  }

  get isOpen(): boolean {
    return !this.pop.hidden;
  }

  private onFocus(): void {
    if (this.hasAttribute("open-on-focus") && !this.input.value && !this.hiddenField?.value) this.ask("");
  }

  private onInput(): void {
    if (this.hiddenField?.value) this.setValue("");
    this.wait(false);
    window.clearTimeout(this.timer);
    const text = this.input.value.trim();
    if (!text && !this.hasAttribute("open-on-focus")) {
      this.close();
      return;
    }
    const wait = Number(this.getAttribute("wait") ?? WAIT_MS);
    this.timer = window.setTimeout(() => this.ask(text), wait);
  }

  private ask(text: string): void {
    this.asking?.abort();
    const asking = (this.asking = new AbortController());
    void this.fetchList(text, asking).catch((error: unknown) => {
      if (asking.signal.aborted) return;
      if (error instanceof TypeError) reportFailure();
      this.wait(false);
    });
  }

  private async fetchList(text: string, asking: AbortController): Promise<void> {
    const url = new URL(this.getAttribute("url")!, location.href);
    url.searchParams.set("q", text);
    const include = this.getAttribute("include");
    for (const field of include ? document.querySelectorAll<HTMLInputElement>(include) : []) {
      if (field.name && (!["radio", "checkbox"].includes(field.type) || field.checked)) {
        url.searchParams.append(field.name, field.value);
      }
    }
    const response = await fetch(url, { signal: asking.signal, headers: { "HX-Request": "true", Accept: "text/html" } });
    const html = await response.text();
    if (asking.signal.aborted) return;
    reportSuccess();
    if (response.ok && !response.redirected) this.show(html, text);
    this.wait(false);
  }

  /** Enter came before the list: until it is there, whoever sends the form has to wait for "fl:decided". */
  private wait(waits: boolean): void {
    this.enterWaits = waits;
    if (this.toggleAttribute("deciding", waits)) return;
    this.dispatchEvent(new CustomEvent("fl:decided", { bubbles: true }));
  }

  private show(html: string, text: string): void {
    this.pop.innerHTML = html;
    this.nameList();
    this.shownFor = text;
    this.open();
    const found = this.options.length;
    announce(found ? word("found", found) : word("none"));
    this.setActive(found && this.isOpen ? 0 : -1);
    if (this.enterWaits && found) this.choose(this.options[0]!);
  }

  private nameList(): void {
    const list = this.pop.querySelector<HTMLElement>("[role=listbox]");
    if (list) list.id = `${this.pop.id}-list`;
    if (list && !list.hasAttribute("aria-label")) list.setAttribute("aria-label", this.labelText());
    this.options.forEach((option, index) => (option.id = `${this.pop.id}-${index}`));
  }

  private labelText(): string {
    return this.input.labels?.[0]?.firstChild?.textContent?.trim() ?? this.input.getAttribute("aria-label") ?? "";
  }

  private open(): void {
    if (!this.contains(document.activeElement)) return;
    this.pop.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
  }

  close(): void {
    window.clearTimeout(this.timer);
    this.pop.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.setActive(-1);
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
    if (event.key === "ArrowDown" || event.key === "ArrowUp") this.onArrow(event);
    else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) this.onEnter(event);
    else if (event.key === "Escape" && this.isOpen) {
      event.preventDefault();
      event.stopPropagation();
      this.close();
    }
  }

  private onArrow(event: KeyboardEvent): void {
    const down = event.key === "ArrowDown";
    event.preventDefault();
    event.stopPropagation();
    if (event.altKey && !down) return this.close();
    if (!this.isOpen) {
      if (this.options.length && this.shownFor === this.input.value.trim()) {
        this.open();
        this.setActive(down ? 0 : this.options.length - 1);
      } else {
        this.ask(this.input.value.trim());
      }
      return;
    }
    const last = this.options.length - 1;
    if (last < 0) return;
    const next = this.active + (down ? 1 : -1);
    this.setActive(next < 0 ? last : next > last ? 0 : next);
  }

  private onEnter(event: KeyboardEvent): void {
    const text = this.input.value.trim();
    const option = this.options[this.active];
    if (this.isOpen && option && this.shownFor === text) {
      event.preventDefault();
      this.choose(option);
    } else if (text && !this.hiddenField?.value && this.shownFor !== text) {
      event.preventDefault();
      this.ask(text);
      this.wait(true);
      window.clearTimeout(this.timer);
      this.dispatchEvent(new CustomEvent("fl:enter", { bubbles: true }));
    } else if (text && this.hasAttribute("free")) {
      event.preventDefault();
      this.dispatchEvent(new CustomEvent("fl:enter", { bubbles: true }));
    }
  }

  choose(option: HTMLElement): void {
    const label = option.dataset["label"] ?? option.textContent?.trim() ?? "";
    const choice: Choice = { value: option.dataset["value"] ?? "", label, option };
    if (!this.hasAttribute("keep")) this.input.value = label;
    this.shownFor = this.input.value.trim();
    this.close();
    this.setValue(choice.value);
    this.dispatchEvent(new CustomEvent<Choice>("fl:choose", { bubbles: true, detail: choice }));
  }

  private setValue(value: string): void {
    if (!this.hiddenField || this.hiddenField.value === value) return;
    this.hiddenField.value = value;
    this.hiddenField.dispatchEvent(new Event("change", { bubbles: true }));
    if (!value) this.dispatchEvent(new CustomEvent("fl:clear", { bubbles: true }));
  }
}

customElements.define("fl-combobox", Combobox);
