/**
 * <fl-upload url="…" max-mb="25" max-files="10" data-sending="Sending %s" …>: file inputs of a form, sent at once, one by
 * one, while one goes on writing; pasting into the form's text and dropping onto the form work too. The server answers with
 * a line (`<li data-file>`, holding the hidden id that the form sends) for the form's [data-uploads] list, or refuses in
 * words. [data-remove] buttons take one away again. Without script the inputs are sent along with the form.
 */
import { csrfToken, post } from "../http";
import { announce } from "../live";

class Upload extends HTMLElement {
  private form: HTMLFormElement | null = null;

  connectedCallback(): void {
    this.form = this.closest("form");
    if (!this.form) return;
    this.addEventListener("change", this.onPick);
    this.form.addEventListener("paste", this.onPaste);
    this.form.addEventListener("dragover", this.onOver);
    this.form.addEventListener("dragleave", this.onOut);
    this.form.addEventListener("drop", this.onDrop);
    this.form.addEventListener("click", this.onClick);
    this.form.addEventListener("submit", this.onSubmit);
  }

  private get list(): HTMLElement {
    return this.form!.querySelector<HTMLElement>("[data-uploads]")!;
  }

  private say(key: string, name = ""): string {
    return (this.dataset[key] ?? "%s").replace("%s", name);
  }

  private onPick = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    if (input.type !== "file") return;
    event.stopPropagation();
    const files = [...(input.files ?? [])];
    input.value = "";
    void this.sendAll(files);
  };

  private onPaste = (event: ClipboardEvent): void => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (!files.length || event.clipboardData?.types.includes("text/plain")) return;
    event.preventDefault();
    void this.sendAll(files);
  };

  private onOver = (event: DragEvent): void => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    this.form!.classList.add("is-over");
  };

  private onOut = (): void => this.form!.classList.remove("is-over");

  private onDrop = (event: DragEvent): void => {
    this.onOut();
    const files = [...(event.dataTransfer?.files ?? [])];
    if (!files.length) return;
    event.preventDefault();
    void this.sendAll(files);
  };

  private onClick = (event: Event): void => {
    const button = (event.target as Element).closest<HTMLButtonElement>("[data-remove]");
    if (!button) return;
    event.preventDefault();
    const line = button.closest<HTMLElement>("[data-file]")!;
    const name = line.querySelector("bdi")?.textContent ?? "";
    const gone = (): void => {
      line.remove();
      announce(this.say("removed", name));
      this.form!.querySelector<HTMLElement>("textarea")?.focus();
    };
    if (!button.hasAttribute("formaction")) return gone();
    void post(button.formAction, new URLSearchParams()).then((answer) => (answer.ok || answer.status === 404 ? gone() : undefined));
  };

  /** What is still on its way is waited for: the text is not sent without it. */
  private onSubmit = (event: Event): void => {
    if (!this.list.querySelector("[data-going]")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    announce(this.say("sending", this.list.querySelector("[data-going] bdi")?.textContent ?? ""), true);
  };

  private async sendAll(files: File[]): Promise<void> {
    for (const file of files) {
      if (this.list.querySelectorAll("[data-file]").length >= Number(this.getAttribute("max-files"))) return this.refuse(this.say("tooMany"));
      if (file.size > Number(this.getAttribute("max-mb")) * 1024 * 1024) this.refuse(this.say("tooLarge", file.name));
      else await this.send(file);
    }
  }

  private send(file: File): Promise<void> {
    const line = document.createElement("li");
    line.className = "fl-file";
    line.dataset["going"] = "";
    const name = document.createElement("bdi");
    name.textContent = file.name;
    const bar = document.createElement("progress");
    bar.max = 100;
    bar.setAttribute("aria-label", this.say("sending", file.name));
    line.append(name, bar);
    this.list.append(line);
    announce(this.say("sending", file.name));
    return new Promise((done) => {
      const request = new XMLHttpRequest();
      request.open("POST", this.getAttribute("url")!);
      request.setRequestHeader("X-CSRFToken", csrfToken());
      request.setRequestHeader("HX-Request", "true");
      request.upload.addEventListener("progress", (event) => {
        if (event.lengthComputable) bar.value = Math.round((event.loaded / event.total) * 100);
      });
      request.addEventListener("loadend", () => {
        this.answered(request, file.name, line);
        done();
      });
      const body = new FormData();
      body.set("file", file, file.name || "picture.png");
      request.send(body);
    });
  }

  private answered(request: XMLHttpRequest, name: string, line: HTMLElement): void {
    if (request.status === 200 && request.responseText.includes("data-file")) {
      const made = document.createElement("template");
      made.innerHTML = request.responseText;
      line.replaceWith(made.content);
      announce(this.say("added", name));
      return;
    }
    line.remove();
    const words = request.getResponseHeader("Content-Type")?.startsWith("text/plain") ? request.responseText : "";
    this.refuse(words || this.say("failed", name));
  }

  private refuse(words: string): void {
    const line = document.createElement("li");
    line.className = "fl-file bad";
    line.setAttribute("role", "alert");
    line.textContent = words;
    this.list.append(line);
    window.setTimeout(() => line.remove(), 12_000);
  }
}

customElements.define("fl-upload", Upload);
