/**
 * <fl-draft url="/calls/drafts/UUID" draft="UUID" desk="1" revision="3" [confidential] [queue]> … one <form> … </fl-draft>
 *
 * Keeps every keystroke: the form's fields are posted at most 1 s after the last key and at least every 2 s while typing,
 * with `revision` (the newest that this page knows). The server answers JSON {"revision": 4}. Until it has answered, a
 * copy stays in this browser (in memory only with `confidential`); it is sent when the connection is back, or by the next
 * page of the same person. 409 with {"revision": 7, "fields": {"name": "text"}} means that another place has written: its
 * fields are taken over except those changed here since the last save, which are sent again.
 * `queue`: pressing a submit button while the server is away keeps the press and sends the form on return.
 * Fields with data-no-draft, passwords and files are left out.
 * Says its state into [data-draft-state] elements (data-draft-state="UUID" for one draft among several).
 * Events, bubbling: "fl:saved" (detail: revision), "fl:restored", "fl:elsewhere".
 */
import { inTrouble, reportFailure, reportSuccess } from "../connection";
import { copyKey, dropCopy, ownCopies, readCopy, writeCopy, type Copy } from "../draft_copies";
import { post, signedOut } from "../http";
import { announce } from "../live";
import { word } from "../words";

const QUIET_MS = 700;
const LONGEST_MS = 1900;
const RETRY_MS = [1000, 2000, 4000, 8000, 15000];
const SKIPPED = new Set(["csrfmiddlewaretoken", "revision"]);

type State = "saved" | "saving" | "kept" | "memory" | "lost";

export class Draft extends HTMLElement {
  revision = 0;
  private key = "";
  private acknowledged = new Map<string, string>();
  private dirtySince = 0;
  private timer = 0;
  private retryTimer = 0;
  private failures = 0;
  private sending = false;
  private savedAt = 0;
  private ticker = 0;
  private pressed: HTMLElement | null = null;
  private queued = false;
  private state: State = "saved";

  connectedCallback(): void {
    this.revision = Number(this.getAttribute("revision") ?? 0);
    this.key = copyKey(this.getAttribute("desk") ?? "", this.getAttribute("draft") ?? "");
    this.acknowledge(this.fields());
    this.addEventListener("input", this.onChange);
    this.addEventListener("change", this.onChange);
    this.addEventListener("submit", this.onSubmit);
    document.addEventListener("fl:online", this.onOnline);
    window.addEventListener("pagehide", this.onLeave);
    window.addEventListener("beforeunload", this.onUnload);
    this.ticker = window.setInterval(() => this.say(), 1000);
    this.restore();
  }

  disconnectedCallback(): void {
    document.removeEventListener("fl:online", this.onOnline);
    window.removeEventListener("pagehide", this.onLeave);
    window.removeEventListener("beforeunload", this.onUnload);
    window.clearInterval(this.ticker);
    window.clearTimeout(this.timer);
    window.clearTimeout(this.retryTimer);
    if (this.isDirty) void this.send(true);
  }

  get form(): HTMLFormElement | null {
    return this.querySelector("form");
  }

  private get confidential(): boolean {
    return this.hasAttribute("confidential") || this.dataset["confidential"] !== undefined;
  }

  private get isDirty(): boolean {
    return this.dirtySince > 0;
  }

  private fields(): [string, string][] {
    const form = this.form;
    if (!form) return [];
    const left_out = new Set(
      [...form.querySelectorAll<HTMLInputElement>("[data-no-draft],[type=password],[type=file]")].map((field) => field.name),
    );
    return [...new FormData(form)].filter(
      (pair): pair is [string, string] => typeof pair[1] === "string" && !SKIPPED.has(pair[0]) && !left_out.has(pair[0]),
    );
  }

  private acknowledge(fields: [string, string][]): void {
    this.acknowledged = new Map(grouped(fields));
  }

  /** The text of an earlier page that never reached the server: show it and send it. */
  private restore(): void {
    const copy = this.confidential ? null : readCopy(this.key);
    if (!copy) return;
    const kept = grouped(copy.fields);
    const shown = grouped(this.fields());
    if ([...kept].every(([name, text]) => shown.get(name) === text)) dropCopy(this.key);
    else if (copy.revision < this.revision) this.offer(kept);
    else this.use(kept);
  }

  private use(kept: Map<string, string>): void {
    fill(this.form, kept);
    this.touch();
    this.dispatchEvent(new CustomEvent("fl:restored", { bubbles: true }));
  }

  /** The server has newer text, from elsewhere or from this page before its answer was lost: the person decides. */
  private offer(kept: Map<string, string>): void {
    const note = document.createElement("div");
    note.className = "fl-note mid";
    note.setAttribute("role", "status");
    const say = document.createElement("div");
    say.textContent = word("foundCopy");
    const button = (name: string, act: () => void): HTMLButtonElement => {
      const made = document.createElement("button");
      made.type = "button";
      made.className = "btn btn-sm";
      made.textContent = word(name);
      made.addEventListener("click", () => {
        note.remove();
        act();
      });
      return made;
    };
    note.append(say, button("useCopy", () => this.use(kept)), button("dropCopy", () => dropCopy(this.key)));
    this.prepend(note);
  }

  /** Says that the form has changed by script. */
  touch(): void {
    const now = Date.now();
    this.dirtySince ||= now;
    this.keepCopy();
    window.clearTimeout(this.timer);
    const wait = Math.min(QUIET_MS, Math.max(0, this.dirtySince + LONGEST_MS - now));
    this.timer = window.setTimeout(() => void this.send(), wait);
  }

  private onChange = (event: Event): void => {
    if ((event.target as HTMLElement).closest("[data-no-draft]")) return;
    this.touch();
  };

  private keepCopy(): void {
    if (this.confidential) return;
    const copy: Copy = {
      url: this.getAttribute("url")!,
      revision: this.revision,
      savedAt: Date.now(),
      fields: this.fields(),
    };
    if (!writeCopy(this.key, copy) && inTrouble()) this.setState("lost");
  }

  private async send(leaving = false): Promise<void> {
    if (this.sending && !leaving) return;
    window.clearTimeout(this.timer);
    window.clearTimeout(this.retryTimer);
    const fields = this.fields();
    const started = this.dirtySince;
    this.dirtySince = 0;
    this.sending = true;
    if (this.state === "saved") this.setState("saving");
    try {
      const body = new URLSearchParams(fields);
      body.set("revision", String(this.revision));
      const more = leaving ? { keepalive: true } : { signal: AbortSignal.timeout(10_000) };
      const response = await post(this.getAttribute("url")!, body, more);
      await this.answered(response, fields);
    } catch {
      this.dirtySince ||= started || Date.now();
      this.failed();
    } finally {
      this.sending = false;
      if (this.isDirty && !this.failures) this.touch();
    }
  }

  private async answered(response: Response, fields: [string, string][]): Promise<void> {
    if (response.status >= 500 || response.status === 429) throw new TypeError(String(response.status));
    this.failures = 0;
    reportSuccess();
    if (response.status === 409) return this.merge((await response.json()) as Elsewhere);
    if (!response.ok || signedOut(response)) {
      this.dirtySince = 0;
      this.setState(this.confidential ? "lost" : "kept");
      return;
    }
    const answer = (await response.json()) as { revision?: number };
    this.revision = answer.revision ?? this.revision + 1;
    this.acknowledge(fields);
    this.savedAt = Date.now();
    if (this.isDirty) this.keepCopy();
    else dropCopy(this.key);
    this.setState("saved");
    this.dispatchEvent(new CustomEvent("fl:saved", { bubbles: true, detail: { revision: this.revision } }));
    if (this.queued) this.submitQueued();
  }

  /** Another place has written: its fields, except what was changed here since the last save. */
  private merge(theirs: Elsewhere): void {
    this.revision = theirs.revision;
    const mine = grouped(this.fields());
    const changedHere = new Set([...mine].filter(([name, text]) => this.acknowledged.get(name) !== text).map(([name]) => name));
    const taken = new Map(Object.entries(theirs.fields ?? {}).filter(([name]) => !changedHere.has(name)));
    fill(this.form, taken);
    for (const [name, text] of Object.entries(theirs.fields ?? {})) this.acknowledged.set(name, text);
    announce(word("elsewhere"));
    this.dispatchEvent(new CustomEvent("fl:elsewhere", { bubbles: true }));
    if (changedHere.size) this.touch();
    else this.setState("saved");
  }

  private failed(): void {
    reportFailure();
    this.setState(this.confidential ? "memory" : "kept");
    const wait = RETRY_MS[Math.min(this.failures, RETRY_MS.length - 1)];
    this.failures += 1;
    this.retryTimer = window.setTimeout(() => void this.send(), wait);
  }

  private onOnline = (): void => {
    if (!this.failures && !this.queued) return;
    this.failures = 0;
    void this.send();
  };

  private onSubmit = (event: Event): void => {
    this.pressed = (event as SubmitEvent).submitter;
    if (inTrouble() && this.hasAttribute("queue")) {
      event.preventDefault();
      event.stopPropagation();
      this.queued = true;
      this.touch();
      this.setState(this.confidential ? "memory" : "kept");
      return;
    }
    window.clearTimeout(this.timer);
    window.clearTimeout(this.retryTimer);
    if (this.isDirty) this.keepCopy();
    this.dirtySince = 0;
  };

  private submitQueued(): void {
    this.queued = false;
    const button = this.pressed instanceof HTMLButtonElement ? this.pressed : null;
    this.form?.requestSubmit(button?.isConnected ? button : undefined);
  }

  private onLeave = (): void => {
    if (this.isDirty) void this.send(true);
  };

  private onUnload = (event: BeforeUnloadEvent): void => {
    if (this.confidential && this.failures > 0) event.preventDefault();
  };

  private setState(state: State): void {
    const urgent = state !== this.state && (state === "memory" || state === "lost");
    this.state = state;
    this.say();
    if (urgent) announce(word(state), true);
  }

  private say(): void {
    const id = this.getAttribute("draft") ?? "";
    const seconds = Math.round((Date.now() - this.savedAt) / 1000);
    for (const place of document.querySelectorAll<HTMLElement>("[data-draft-state]")) {
      if (place.dataset["draftState"] && place.dataset["draftState"] !== id) continue;
      place.dataset["state"] = this.state;
      const text = this.state === "saved" ? savedText(this.savedAt ? seconds : -1) : word(this.state);
      const slot = place.querySelector("[data-slot]") ?? place;
      if (text && slot.textContent !== text) slot.textContent = text;
    }
  }
}

interface Elsewhere {
  revision: number;
  fields?: Record<string, string>;
}

function savedText(seconds: number): string {
  if (seconds < 0) return "";
  return seconds < 60 ? word("savedAgo", word("seconds", Math.max(1, seconds))) : word("saved");
}

/** One text a name; several values of one name (checkboxes) are joined by a line break. */
function grouped(fields: [string, string][]): Map<string, string> {
  const all = new Map<string, string>();
  for (const [name, text] of fields) all.set(name, all.has(name) ? `${all.get(name)}\n${text}` : text);
  return all;
}

function fill(form: HTMLFormElement | null, fields: Map<string, string>): void {
  for (const [name, text] of fields) {
    const values = text.split("\n");
    for (const field of form?.querySelectorAll<HTMLInputElement>(`[name="${CSS.escape(name)}"]`) ?? []) {
      if (field.type === "radio" || field.type === "checkbox") field.checked = values.includes(field.value);
      else field.value = text;
    }
  }
}

customElements.define("fl-draft", Draft);

/** Copies of this person whose page is not open: sent once, dropped when the server has them or no longer wants them. */
async function sendLeftovers(): Promise<void> {
  for (const [key, copy] of ownCopies()) {
    if ([...document.querySelectorAll<Draft>("fl-draft")].some((draft) => key.endsWith(`:${draft.getAttribute("draft")}`))) continue;
    const body = new URLSearchParams(copy.fields);
    body.set("revision", String(copy.revision));
    try {
      const response = await post(copy.url, body);
      const wanted = signedOut(response) || response.status >= 500 || [409, 429].includes(response.status);
      if (!wanted) dropCopy(key);
    } catch {
      reportFailure();
      return;
    }
  }
}

document.addEventListener("fl:online", () => void sendLeftovers());
window.setTimeout(() => void sendLeftovers(), 1500);
