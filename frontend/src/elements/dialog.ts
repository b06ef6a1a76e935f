/**
 * Dialogs are plain <dialog class="fl-dialog" id="x">. On any element:
 *   data-opens="x"   opens it (a link keeps its href for pages without script); the focus comes back by itself
 *   data-close       inside a dialog or toast: closes it
 *   data-autofocus   inside: gets the focus on opening
 * Esc closes the top layer only and discards no text. "fl:open" is dispatched on the dialog. A dialog with the attribute
 * data-open-now opens when the page or a fragment brings it, once: what was closed stays so whatever comes next.
 */
export function openDialog(dialog: HTMLDialogElement): void {
  if (dialog.open) return;
  dialog.showModal();
  dialog.dispatchEvent(new CustomEvent("fl:open", { bubbles: true }));
  const first = dialog.querySelector<HTMLElement>("[data-autofocus]");
  first?.focus();
  if (first instanceof HTMLTextAreaElement) first.setSelectionRange(first.value.length, first.value.length);
}

document.addEventListener("click", (event) => {
  const target = event.target as Element | null;
  const opener = target?.closest<HTMLElement>("[data-opens]");
  if (opener) {
    const dialog = document.getElementById(opener.dataset["opens"]!);
    if (dialog instanceof HTMLDialogElement) {
      event.preventDefault();
      opener.closest("details[open]")?.removeAttribute("open");
      openDialog(dialog);
    }
    return;
  }
  const closer = target?.closest("[data-close]");
  if (closer) closer.closest("dialog")?.close();
});

function openNow(): void {
  for (const dialog of document.querySelectorAll<HTMLDialogElement>("dialog[data-open-now]")) {
    dialog.removeAttribute("data-open-now");
    openDialog(dialog);
  }
}

document.addEventListener("htmx:after:swap", openNow);
openNow();
