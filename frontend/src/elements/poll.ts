/**
 * <fl-poll url="/queue/fragment" every="10" etag='"abc"'>: keeps its content fresh. Asks with If-None-Match, changes only
 * on 200 and then by morphing (focus, open menus and half-typed text stay), rests while the tab is hidden, backs off when
 * the server is away and stops when the session has ended. The server must answer such requests without prolonging the
 * session (firstline.kit.views.cheap_fragment). Content with an open menu or a row being dragged is left alone this time.
 * Dispatches "fl:refreshed". refresh() asks now.
 */
import { reportFailure, reportSuccess } from "../connection";
import { signedOut } from "../http";
import htmx from "../htmx";

const LONGEST_MS = 60_000;

export class Poll extends HTMLElement {
  private etag = "";
  private timer = 0;
  private failures = 0;
  private asking: AbortController | null = null;

  connectedCallback(): void {
    this.etag ||= this.getAttribute("etag") ?? "";
    document.addEventListener("visibilitychange", this.onVisible);
    document.addEventListener("fl:online", this.onOnline);
    this.plan();
  }

  disconnectedCallback(): void {
    document.removeEventListener("visibilitychange", this.onVisible);
    document.removeEventListener("fl:online", this.onOnline);
    window.clearTimeout(this.timer);
    this.asking?.abort();
  }

  async refresh(): Promise<void> {
    window.clearTimeout(this.timer);
    this.asking?.abort();
    const asking = (this.asking = new AbortController());
    try {
      const headers: Record<string, string> = { "HX-Request": "true", "X-Firstline-Poll": "1" };
      if (this.etag) headers["If-None-Match"] = this.etag;
      const signal = AbortSignal.any([asking.signal, AbortSignal.timeout(15_000)]);
      const response = await fetch(this.getAttribute("url")!, { headers, signal, cache: "no-store" });
      if (signedOut(response) || response.status === 403 || response.status === 404) return;
      if (response.status >= 500) throw new TypeError("server");
      this.failures = 0;
      reportSuccess();
      if (response.status === 200) await this.show(response);
    } catch {
      if (asking.signal.aborted) return;
      this.failures += 1;
      reportFailure();
    }
    this.plan();
  }

  private async show(response: Response): Promise<void> {
    const text = await response.text();
    if (this.querySelector("details[open], .fl-drag")) return;
    this.etag = response.headers.get("ETag") ?? "";
    await htmx.swap({ target: this, sourceElement: this, text, swap: "innerMorph" } as never);
    this.dispatchEvent(new CustomEvent("fl:refreshed", { bubbles: true }));
  }

  private plan(): void {
    window.clearTimeout(this.timer);
    if (!this.isConnected || document.hidden) return;
    const every = Number(this.getAttribute("every") ?? 10) * 1000;
    this.timer = window.setTimeout(() => void this.refresh(), Math.min(every * 2 ** Math.min(this.failures, 4), LONGEST_MS));
  }

  private onVisible = (): void => {
    if (document.hidden) window.clearTimeout(this.timer);
    else void this.refresh();
  };

  private onOnline = (): void => {
    if (this.failures) void this.refresh();
  };
}

customElements.define("fl-poll", Poll);
