/**
 * <fl-clock left="82" soon="60" ticking data-left data-late>: made by {% clock %}. Counts down once a minute while it
 * ticks; `left` are minutes at rendering, from `soon` on it is amber, below zero red and late.
 * <fl-timer elapsed="48">: a live call's 0:48; the only clock that ticks by the second.
 */
import { durationText } from "../words";

const DAY = 1440;

class Clock extends HTMLElement {
  static observedAttributes = ["left"];
  private since = 0;
  private timer = 0;

  connectedCallback(): void {
    this.since = Date.now();
    if (this.hasAttribute("ticking")) this.timer = window.setInterval(() => this.tick(), 30_000);
  }

  disconnectedCallback(): void {
    window.clearInterval(this.timer);
  }

  attributeChangedCallback(): void {
    this.since = Date.now();
  }

  tick(): void {
    const left = Number(this.getAttribute("left")) - Math.floor((Date.now() - this.since) / 60_000);
    const text = this.querySelector("time");
    if (!text || Math.abs(left) >= DAY) return;
    const late = left <= 0;
    const soon = !late && left <= Number(this.getAttribute("soon"));
    this.classList.toggle("late", late);
    this.classList.toggle("soon", soon);
    text.textContent = `${durationText(Math.abs(left))} ${this.dataset[late ? "late" : "left"] ?? ""}`;
    const use = this.querySelector("use");
    const href = use?.getAttribute("href")?.replace(/#.*/, late ? "#alarm" : "#clock");
    if (href && href !== use?.getAttribute("href")) use?.setAttribute("href", href);
  }
}

class Timer extends HTMLElement {
  static observedAttributes = ["elapsed"];
  private started = 0;
  private timer = 0;

  connectedCallback(): void {
    this.timer = window.setInterval(() => this.show(), 1000);
  }

  disconnectedCallback(): void {
    window.clearInterval(this.timer);
  }

  attributeChangedCallback(): void {
    this.started = performance.now() - Number(this.getAttribute("elapsed")) * 1000;
  }

  private show(): void {
    const seconds = Math.floor((performance.now() - this.started) / 1000);
    this.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  }
}

customElements.define("fl-clock", Clock);
customElements.define("fl-timer", Timer);
