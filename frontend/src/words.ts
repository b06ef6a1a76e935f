/** Words of the page scripts, translated by the server: data attributes of <template id="fl-words"> in kit/shell/_layers.html. */
export function word(key: string, value?: string | number): string {
  const text = document.getElementById("fl-words")?.dataset[key] ?? key;
  return value === undefined ? text : text.replace("%s", String(value));
}

/** "48 s", "35 min", "2 h 10": as firstline.kit.words.duration_text. */
export function durationText(minutes: number): string {
  if (minutes < 60) return word("min", minutes);
  const rest = minutes % 60;
  const hours = word("hour", Math.floor(minutes / 60));
  return rest ? `${hours} ${String(rest).padStart(2, "0")}` : hours;
}
