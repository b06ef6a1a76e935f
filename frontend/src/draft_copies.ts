/**
 * The browser's own copies of text that the server has not acknowledged yet. A copy belongs to a person, a desk and a
 * draft; another person's copies are never shown nor sent. A confidential draft is kept in memory only. Copies go as
 * soon as the server has the text, at the latest after 14 days.
 */
const PREFIX = "fl-draft:";
const KEEP_MS = 14 * 24 * 3600 * 1000;

export interface Copy {
  url: string;
  revision: number;
  savedAt: number;
  fields: [string, string][];
}

export function personKey(): string {
  return document.documentElement.dataset["person"] ?? "";
}

export function copyKey(desk: string, draft: string): string {
  return `${PREFIX}${personKey()}:${desk}:${draft}`;
}

export function readCopy(key: string): Copy | null {
  try {
    const copy = JSON.parse(localStorage.getItem(key) ?? "null") as Copy | null;
    return copy && Array.isArray(copy.fields) ? copy : null;
  } catch {
    return null;
  }
}

/** Returns false when the browser has no room or forbids storage. */
export function writeCopy(key: string, copy: Copy): boolean {
  try {
    localStorage.setItem(key, JSON.stringify(copy));
    return true;
  } catch {
    return false;
  }
}

export function dropCopy(key: string): void {
  try {
    localStorage.removeItem(key);
  } catch {
    /* no storage, no copy */
  }
}

/** This person's copies on this computer, after throwing out what is too old. */
export function ownCopies(): Map<string, Copy> {
  const own = new Map<string, Copy>();
  const mine = `${PREFIX}${personKey()}:`;
  let keys: string[] = [];
  try {
    keys = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
  } catch {
    return own;
  }
  for (const key of keys) {
    const copy = readCopy(key);
    if (!copy || Date.now() - copy.savedAt > KEEP_MS) dropCopy(key);
    else if (personKey() && key.startsWith(mine)) own.set(key, copy);
  }
  return own;
}
