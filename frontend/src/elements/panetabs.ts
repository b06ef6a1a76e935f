/**
 * <fl-panetabs target="id" labels="One|Two">: below 992 px the panes of #id.fl-panes.tabbed show one at a time.
 * Without script all panes stand one under the other.
 */
class PaneTabs extends HTMLElement {
  connectedCallback(): void {
    const panes = document.getElementById(this.getAttribute("target") ?? "");
    this.setAttribute("role", "group");
    (this.getAttribute("labels") ?? "").split("|").forEach((label, index) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = label;
      button.setAttribute("aria-current", index === 0 ? "true" : "false");
      if (index > 0) button.removeAttribute("aria-current");
      button.addEventListener("click", () => this.show(panes ?? this.nextElementSibling, index));
      this.append(button);
    });
    window.setTimeout(() => this.show(document.getElementById(this.getAttribute("target") ?? ""), 0));
  }

  private show(panes: Element | null | undefined, chosen: number): void {
    const buttons = [...this.querySelectorAll("button")];
    buttons.forEach((button, index) => {
      if (index === chosen) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
    });
    const all = [...(panes ?? document.getElementById(this.getAttribute("target") ?? ""))?.children ?? []];
    all.filter((pane) => pane.classList.contains("fl-pane")).forEach((pane, index) => {
      pane.classList.toggle("shown", index === chosen);
    });
  }
}

customElements.define("fl-panetabs", PaneTabs);
