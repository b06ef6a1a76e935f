/**
 * Makes one SVG sprite of the Tabler outline icons named in firstline/kit/icons.txt.
 * Each icon becomes a <symbol> with the id of its name; stroke and size come from the stylesheet (.fl-i).
 */
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";

const OUTLINE = resolve(import.meta.dirname, "../node_modules/@tabler/icons/icons/outline");

export function iconNames(listFile: string): string[] {
  return readFileSync(listFile, "utf8")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line && !line.startsWith("#"));
}

function symbol(name: string): string {
  const file = resolve(OUTLINE, `${name}.svg`);
  if (!existsSync(file)) throw new Error(`icons.txt names "${name}", which Tabler does not have`);
  const inner = readFileSync(file, "utf8")
    .replace(/^[\s\S]*?<svg[\s\S]*?>/, "")
    .replace(/<\/svg>\s*$/, "")
    .replace(/<path stroke="none"[^>]*\/>/, "")
    .replace(/\s*\n\s*/g, "");
  return `<symbol id="${name}" viewBox="0 0 24 24">${inner}</symbol>`;
}

export function sprite(listFile: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg">${iconNames(listFile).map(symbol).join("")}</svg>`;
}
