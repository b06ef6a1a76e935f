/**
 * <fl-console data-assist="/calls/assist/">: the call console around #call-form. What follows from the words (nature,
 * severity, questions, answers, who can take it) is asked from the server and put into [data-region="…"] by morphing, so
 * that fields keep their place, focus and text. Nothing here decides: a submit without any answer is as good.
 */
import { reportFailure, reportSuccess } from "./connection";
import { post } from "./http";
import htmx from "./htmx";

const TYPING_MS = 180;
const FOLLOWING = ["triage", "outcomes", "known", "staff", "forward_to"];
const CALLER = ["caller", "callback_number"];
const JUDGED = /^(nature|severity|modifiers|answer_\d+)$/;

class CallConsole extends HTMLElement {
  private timer = 0;
  private asking: AbortController | null = null;
  private wanted = new Set<string>();
  private states = "";
  private began = false;
  private pressed: HTMLElement | null = null;

  connectedCallback(): void {
    this.leaveToServer("nature_by");
    this.leaveToServer("severity_by");
    this.states = this.staffStates();
    this.addEventListener("input", this.onInput);
    this.addEventListener("change", this.onChange);
    this.addEventListener("click", this.onClick);
    this.addEventListener("keydown", this.onKey);
    this.addEventListener("fl:choose", this.onChoose);
    this.addEventListener("fl:enter", this.toProblem);
    this.addEventListener("fl:decided", this.onDecided);
    this.addEventListener("submit", this.onSubmit, true);
    this.addEventListener("fl:saved", this.onSaved);
    this.addEventListener("fl:restored", () => this.ask([...FOLLOWING, ...CALLER]));
    this.addEventListener("fl:elsewhere", () => this.ask([...FOLLOWING, ...CALLER]));
    this.addEventListener("fl:refreshed", this.onRefreshed);
    document.addEventListener("keydown", this.onPageKey);
    document.addEventListener("submit", this.onNewCaller, true);
    document.addEventListener("fl:open", this.onOpen);
  }

  disconnectedCallback(): void {
    document.removeEventListener("keydown", this.onPageKey);
    document.removeEventListener("submit", this.onNewCaller, true);
    document.removeEventListener("fl:open", this.onOpen);
  }

  private get form(): HTMLFormElement {
    return this.querySelector<HTMLFormElement>("#call-form")!;
  }

  private field(name: string): HTMLInputElement | null {
    return this.form.querySelector<HTMLInputElement>(`[name="${name}"]`);
  }

  /** Without script every choice counts as the person's; with it, only what was touched. */
  private leaveToServer(name: string): void {
    const field = this.field(name);
    if (field) field.value = field.dataset["suggested"] ?? field.value;
  }

  private onInput = (event: Event): void => {
    const field = event.target as HTMLInputElement;
    if (!this.form.contains(field)) return;
    this.begin();
    if (field.name !== "problem") return;
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.ask(FOLLOWING), TYPING_MS);
  };

  /** A call begins with its first key, not with the page. */
  private begin(): void {
    if (this.began) return;
    this.began = true;
    const draft = this.querySelector("fl-draft");
    const started = this.field("started_at");
    if (started && draft?.getAttribute("revision") === "0" && !new URLSearchParams(location.search).has("new")) {
      started.value = new Date().toISOString();
    }
  }

  private onChange = (event: Event): void => {
    const field = event.target as HTMLInputElement;
    if (!this.form.contains(field) || !JUDGED.test(field.name)) return;
    if (field.name === "nature" || field.name === "severity") this.field(`${field.name}_by`)!.value = "person";
    this.ask(FOLLOWING);
  };

  private onChoose = (): void => {
    this.begin();
    this.ask([...FOLLOWING, ...CALLER]);
    if (this.querySelector("fl-combobox")?.contains(document.activeElement)) this.toProblem();
  };

  /** Enter in the caller field goes on at once: a quick typist does not wait for the list. */
  private toProblem = (): void => {
    this.form.querySelector<HTMLElement>("#problem")?.focus();
  };

  /** A form sent before the caller's list has come would lose the caller: it goes as soon as the choice is made. */
  private onSubmit = (event: SubmitEvent): void => {
    if (!this.querySelector("fl-combobox[deciding]")) return;
    event.preventDefault();
    event.stopPropagation();
    this.pressed = event.submitter;
  };

  private onDecided = (): void => {
    if (!this.pressed) return;
    const pressed = this.pressed.isConnected ? this.pressed : null;
    this.pressed = null;
    this.form.requestSubmit(pressed);
  };

  private onSaved = (): void => {
    const id = this.querySelector("fl-draft")?.getAttribute("draft");
    const address = new URL(location.href);
    if (!id || address.searchParams.get("call") === id) return;
    history.replaceState(history.state, "", `${address.pathname}?call=${id}`);
  };

  private onClick = (event: Event): void => {
    const target = event.target as Element;
    const use = target.closest<HTMLElement>("[data-use]");
    if (use) this.useAnswer(use.dataset["use"] ?? "");
    if (target.closest("[data-change-caller]")) this.changeCaller();
    const another = target.closest<HTMLButtonElement>("[data-another]");
    if (another) this.addOutcome("queue");
  };

  private addOutcome(outcome: string): void {
    const field = document.createElement("input");
    field.type = "hidden";
    field.name = "outcome";
    field.value = outcome;
    field.setAttribute("data-no-draft", "");
    this.form.append(field);
  }

  private useAnswer(text: string): void {
    const tried = this.form.querySelector<HTMLTextAreaElement>("#tried")!;
    tried.value = tried.value.trim() ? `${tried.value.trim()}\n${text}` : text;
    tried.dispatchEvent(new Event("input", { bubbles: true }));
    tried.focus();
  }

  private changeCaller(): void {
    this.field("person_id")!.value = "";
    void this.ask([...FOLLOWING, ...CALLER]).then(() => this.form.querySelector<HTMLElement>("#caller")?.focus());
  }

  private onOpen = (event: Event): void => {
    const dialog = event.target as HTMLElement;
    const number = dialog.querySelector<HTMLInputElement>("#callback_number");
    if (number) number.value ||= this.querySelector<HTMLElement>("[data-extension]")?.dataset["extension"] ?? "";
    for (const copy of dialog.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("[data-copies]")) {
      const typed = this.field(copy.dataset["copies"]!)?.value ?? "";
      if (!copy.value || copy.value === copy.dataset["copied"]) copy.value = copy.dataset["copied"] = typed;
      if (copy.value && dialog.id === "forward") window.setTimeout(() => dialog.querySelector<HTMLElement>("[data-default]")?.focus());
    }
  };

  /** Enter in a one-line field of a dialog presses the dialog's own button, not the form's first. */
  private onKey = (event: KeyboardEvent): void => {
    const field = event.target as HTMLElement;
    const dialog = field.closest("dialog");
    if (event.key !== "Enter" || event.ctrlKey || event.altKey || !dialog || !(field instanceof HTMLInputElement)) return;
    event.preventDefault();
    dialog.querySelector<HTMLElement>("[data-default]")?.click();
  };

  private onPageKey = (event: KeyboardEvent): void => {
    if (!event.altKey || event.ctrlKey || document.querySelector("dialog:modal")) return;
    const step = { PageDown: 1, PageUp: -1 }[event.code];
    if (step) return this.nextTab(event, step);
    const more = event.code === "Equal" || event.code === "NumpadAdd" || event.key === "+";
    if (more || event.code === "Minus" || event.code === "NumpadSubtract") this.moveSeverity(event, more ? 1 : -1);
  };

  private nextTab(event: Event, step: number): void {
    const tabs = [...this.querySelectorAll<HTMLAnchorElement>("[data-call-tab]")];
    if (!tabs.length) return;
    event.preventDefault();
    const current = tabs.findIndex((tab) => tab.getAttribute("aria-current"));
    const next = current < 0 ? (step > 0 ? 0 : tabs.length - 1) : (current + step + tabs.length) % tabs.length;
    tabs[next]?.click();
  }

  private moveSeverity(event: Event, step: number): void {
    const choices = [...this.form.querySelectorAll<HTMLInputElement>("[name=severity]")];
    const current = choices.findIndex((choice) => choice.checked);
    const next = choices[Math.max(0, Math.min(choices.length - 1, current + step))];
    if (!next || current < 0) return;
    event.preventDefault();
    next.checked = true;
    next.dispatchEvent(new Event("change", { bubbles: true }));
  }

  private staffStates(): string {
    return this.querySelector<HTMLElement>("[data-states]")?.dataset["states"] ?? "";
  }

  private onRefreshed = (): void => {
    const states = this.staffStates();
    if (states === this.states) return;
    this.states = states;
    this.ask(["staff", "outcomes"]);
  };

  /** What an aborted question wanted is asked again by the one that came after it. */
  private async ask(regions: string[]): Promise<void> {
    window.clearTimeout(this.timer);
    this.asking?.abort();
    const asking = (this.asking = new AbortController());
    regions.forEach((region) => this.wanted.add(region));
    const body = new URLSearchParams([...new FormData(this.form)].filter((pair): pair is [string, string] => typeof pair[1] === "string"));
    try {
      const response = await post(this.dataset["assist"]!, body, { signal: asking.signal });
      if (!response.ok) return;
      reportSuccess();
      const text = await response.text();
      if (asking.signal.aborted) return;
      const wanted = [...this.wanted];
      this.wanted.clear();
      await this.place(text, wanted);
    } catch {
      if (!asking.signal.aborted) reportFailure();
    }
  }

  private async place(text: string, regions: string[]): Promise<void> {
    const answer = new DOMParser().parseFromString(text, "text/html");
    for (const name of regions) {
      const target = this.querySelector<HTMLElement>(`[data-region="${name}"]`);
      const fresh = answer.querySelector(`[data-region="${name}"]`);
      if (!target || !fresh) continue;
      await htmx.swap({ target, sourceElement: target, text: fresh.innerHTML, swap: "innerMorph" } as never);
      for (const choice of target.querySelectorAll<HTMLInputElement>("input[type=radio],input[type=checkbox]")) {
        choice.checked = choice.hasAttribute("checked");
      }
    }
  }

  private onNewCaller = (event: Event): void => {
    const form = event.target as HTMLFormElement;
    if (!form.matches("[data-new-caller-form]")) return;
    event.preventDefault();
    event.stopPropagation();
    void this.addCaller(form);
  };

  private async addCaller(form: HTMLFormElement): Promise<void> {
    const error = form.querySelector<HTMLElement>("[data-error]")!;
    const response = await post(form.action, new URLSearchParams(new FormData(form) as never)).catch(() => null);
    const answer = response ? ((await response.json().catch(() => ({}))) as { value?: number; error?: string }) : {};
    error.hidden = Boolean(answer.value);
    error.textContent = answer.error ?? form.dataset["failed"] ?? "";
    if (!answer.value) return;
    form.closest("dialog")?.close();
    form.reset();
    this.field("person_id")!.value = String(answer.value);
    this.querySelector("fl-draft")?.dispatchEvent(new Event("change", { bubbles: true }));
    this.onChoose();
    this.toProblem();
  }
}

customElements.define("fl-console", CallConsole);
