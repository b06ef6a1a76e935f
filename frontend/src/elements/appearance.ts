/** Colours and density at once, without a reload: buttons of form[data-appearance] (kit/shell/_me_list.html). */
import { post } from "../http";

document.addEventListener("submit", (event) => {
  const form = event.target as HTMLFormElement;
  const button = (event as SubmitEvent).submitter as HTMLButtonElement | null;
  if (!form.matches("form[data-appearance]") || !button) return;
  event.preventDefault();
  const root = document.documentElement;
  if (button.name === "theme") root.dataset["bsTheme"] = button.value === "device" ? "auto" : button.value;
  if (button.name === "density") root.dataset["density"] = button.value;
  for (const other of document.querySelectorAll<HTMLButtonElement>(`form[data-appearance] button[name="${button.name}"]`)) {
    other.setAttribute("aria-pressed", String(other.value === button.value));
  }
  void post(form.action, new URLSearchParams({ [button.name]: button.value }));
});
