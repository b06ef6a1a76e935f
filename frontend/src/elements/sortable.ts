/**
 * <fl-sortable url="/my/order">: lists whose rows (li[data-id]) can be put in one's own order, by dragging a .fl-grip, by
 * Alt and arrows on the focused row (else on the row marked .sel, when nothing is being typed), or by buttons [data-move="top|up|down|bottom"] in the row. Several lists inside are
 * one order; rows go from one to the next. With `url` the order is posted (order=3,1,2 · moved=1 · place=2) and taken back
 * when the server refuses; without it listen to "fl:order" (detail: ids, moved, place).
 * The drag library is fetched when a pointer first touches a grip.
 */
import { inTextField, topDialog } from "../keyboard";
import { announce } from "../live";
import { post } from "../http";
import { word } from "../words";
import htmx from "../htmx";

class SortableRows extends HTMLElement {
  private made = new WeakSet<HTMLElement>();

  connectedCallback(): void {
    document.addEventListener("keydown", this.onKey);
    this.addEventListener("click", (event) => this.onClick(event));
    this.addEventListener("pointerover", () => void this.load());
    this.addEventListener("pointerdown", () => void this.load());
  }

  disconnectedCallback(): void {
    document.removeEventListener("keydown", this.onKey);
  }

  get rows(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>("li[data-id]")];
  }

  /** Lists that came with a refresh are made sortable when a pointer comes near. */
  private async load(): Promise<void> {
    const lists = [...this.querySelectorAll<HTMLElement>("ol, ul.fl-work")];
    if (lists.every((list) => this.made.has(list))) return;
    lists.forEach((list) => this.made.add(list));
    const { default: Sortable } = await import("sortablejs");
    for (const list of lists) {
      if (Sortable.get(list)) continue;
      let before: HTMLElement[] = [];
      Sortable.create(list, {
        group: "fl-rows",
        handle: ".fl-grip",
        draggable: "li[data-id]",
        animation: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 120,
        ghostClass: "fl-drag-place",
        dragClass: "fl-drag",
        onStart: () => (before = this.rows),
        onEnd: (event) => this.changed(event.item, before),
      });
    }
  }

  private onKey = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || !event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
    const row = this.rowOf(event.target as Element);
    if (!row) return;
    event.preventDefault();
    this.move(row, event.key === "ArrowUp" ? "up" : "down");
  };

  private rowOf(target: Element): HTMLElement | null {
    if (this.contains(target)) return target.closest<HTMLElement>("li[data-id]");
    if (!this.hasAttribute("url") || inTextField(target) || topDialog()) return null;
    return this.querySelector<HTMLElement>("li[data-id].sel");
  }

  private onClick(event: Event): void {
    const button = (event.target as Element).closest<HTMLElement>("[data-move]");
    const row = button?.closest<HTMLElement>("li[data-id]");
    if (button && row) this.move(row, button.dataset["move"]!);
  }

  move(row: HTMLElement, how: string): void {
    const rows = this.rows;
    const at = rows.indexOf(row);
    const to = { up: at - 1, down: at + 1, top: 0, bottom: rows.length - 1 }[how] ?? at;
    const other = rows[to];
    if (!other || other === row) return;
    const focused = row.contains(document.activeElement) ? (document.activeElement as HTMLElement) : row.querySelector("a");
    if (to < at) other.before(row);
    else other.after(row);
    (focused ?? row).focus();
    row.scrollIntoView({ block: "nearest" });
    this.changed(row, rows);
  }

  private changed(row: HTMLElement, before: HTMLElement[]): void {
    const ids = this.rows.map((each) => each.dataset["id"]!);
    const place = ids.indexOf(row.dataset["id"]!) + 1;
    if (before.map((each) => each.dataset["id"]).join() === ids.join()) return;
    announce(word("moved", place));
    const detail = { ids, moved: row.dataset["id"], place };
    this.dispatchEvent(new CustomEvent("fl:order", { bubbles: true, detail }));
    if (this.hasAttribute("url")) void this.save(detail as { ids: string[]; moved: string; place: number }, before);
  }

  private async save(order: { ids: string[]; moved: string; place: number }, before: HTMLElement[]): Promise<void> {
    const data = new URLSearchParams({ order: order.ids.join(","), moved: order.moved, place: String(order.place) });
    try {
      const response = await post(this.getAttribute("url")!, data);
      if (!response.ok) throw new Error(String(response.status));
      const text = await response.text();
      if (text.trim()) await htmx.swap({ target: this, sourceElement: this, text, swap: "innerMorph" } as never);
    } catch {
      this.takeBack(before);
    }
  }

  private takeBack(before: HTMLElement[]): void {
    before.forEach((row, index) => {
      const previous = before[index - 1];
      if (previous && previous.parentElement === row.parentElement) previous.after(row);
    });
    announce(word("lost"), true);
  }
}

customElements.define("fl-sortable", SortableRows);
