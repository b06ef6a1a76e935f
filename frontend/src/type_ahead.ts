/**
 * Typing goes on while a page is on its way: after a key that leads to a page which begins with a field (links with
 * data-type-ahead, such as "Log a call"), letters and digits are kept and put into that field, so that nobody has to wait
 * for it. What was typed before this script ran stands behind them.
 */
const STORE = "fl-type-ahead";
const KEPT_MS = 5000;

let leavingSince = 0;

document.addEventListener("fl:key", (event) => {
  if ((event.target as Element).closest("a[data-type-ahead]")) leavingSince = Date.now();
});

document.addEventListener(
  "keydown",
  (event) => {
    if (!leavingSince || Date.now() - leavingSince > KEPT_MS) return;
    if (event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    sessionStorage.setItem(STORE, (sessionStorage.getItem(STORE) ?? "") + event.key);
  },
  true,
);

window.addEventListener("pageshow", () => (leavingSince = 0));

function putIn(): void {
  const typed = sessionStorage.getItem(STORE);
  sessionStorage.removeItem(STORE);
  const field = document.querySelector<HTMLInputElement>("input[autofocus],textarea[autofocus]");
  if (!typed || !field) return;
  field.focus();
  field.setRangeText(typed, 0, 0, "preserve");
  if (field.selectionStart === 0) field.setSelectionRange(field.value.length, field.value.length);
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
}

putIn();
