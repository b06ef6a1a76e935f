/**
 * <fl-menu><details><summary>…</summary><div class="fl-menu-list">links and buttons</div></details></fl-menu>
 * Works without script as a details; with it: closes on Esc (focus back), on a click outside, on leaving by Tab;
 * arrows, Home and End walk through the items. No attributes.
 */
class Menu extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener("keydown", (event) => this.onKey(event));
    this.addEventListener("focusout", (event) => {
      const to = event.relatedTarget as Node | null;
      if (to && !this.contains(to)) this.close(false);
    });
    this.addEventListener("click", (event) => {
      if ((event.target as Element).closest(".fl-menu-list a, .fl-menu-list button")) {
        window.setTimeout(() => this.close(false));
      }
    });
  }

  private get box(): HTMLDetailsElement | null {
    return this.querySelector("details");
  }

  close(focus: boolean): void {
    const box = this.box;
    if (!box?.open) return;
    box.open = false;
    if (focus) box.querySelector<HTMLElement>("summary")?.focus();
  }

  private onKey(event: KeyboardEvent): void {
    const box = this.box;
    if (!box) return;
    if (event.key === "Escape" && box.open) {
      event.preventDefault();
      event.stopPropagation();
      this.close(true);
      return;
    }
    if (!["ArrowDown", "ArrowUp", "Home", "End"].includes(event.key) || event.altKey) return;
    const items = [...box.querySelectorAll<HTMLElement>(".fl-menu-list :is(a[href], button, input)")];
    if (!items.length) return;
    event.preventDefault();
    event.stopPropagation();
    box.open = true;
    const at = items.indexOf(document.activeElement as HTMLElement);
    const next = { ArrowDown: at + 1, ArrowUp: at < 0 ? -1 : at - 1, Home: 0, End: -1 }[event.key]!;
    items.at(next >= items.length ? 0 : next)?.focus();
  }
}

customElements.define("fl-menu", Menu);

document.addEventListener("pointerdown", (event) => {
  for (const menu of document.querySelectorAll<Menu>("fl-menu:has(details[open])")) {
    if (!menu.contains(event.target as Node)) menu.close(false);
  }
  for (const layer of document.querySelectorAll<HTMLDetailsElement>("details[data-layer][open]")) {
    if (!layer.contains(event.target as Node)) layer.open = false;
  }
});
