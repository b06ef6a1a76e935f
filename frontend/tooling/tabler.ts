/**
 * Prepares Tabler's stylesheet: its own file, unmodified in the package, is cut down to the parts named in
 * tabler-parts.txt (the whole file is 620 KB and most of it styles things that Firstline does not have), and every
 * dark rule is repeated for data-bs-theme="auto" under prefers-color-scheme, so that "As my device" needs no script.
 */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import postcss, { type Root, type Rule } from "postcss";
import { PurgeCSS } from "purgecss";

const HERE = import.meta.dirname;
const DARK = /\[data-bs-theme="?dark"?\]/g;

/** Repeats each dark rule of the sheet for the "auto" theme on a dark device. */
export function withAutoTheme(css: string): string {
  const root: Root = postcss.parse(css);
  const media = postcss.atRule({ name: "media", params: "(prefers-color-scheme: dark)" });
  root.walkRules((rule: Rule) => {
    // Rules inside another at-rule, as for paper, would hold on every dark screen.
    if (!rule.selector.match(DARK) || rule.parent !== root) return;
    const copy = rule.clone({ selector: rule.selector.replace(DARK, "[data-bs-theme=auto]") });
    media.append(copy);
  });
  if (media.nodes?.length) root.append(media);
  return root.toString();
}

/** Repeats the light tokens for paper, whatever the theme on the screen. */
export function withPaper(css: string): string {
  const light = /:root,\[data-bs-theme=light\]\{([\s\S]*?)\n\}/.exec(css);
  if (!light) throw new Error("tokens.css has no light block");
  return `${css}\n@media print{:root,:root[data-bs-theme]{${light[1]}}}\n`;
}

export async function tablerCss(): Promise<string> {
  const file = resolve(HERE, "../node_modules/@tabler/core/dist/css/tabler.min.css");
  const kept = readFileSync(resolve(HERE, "tabler-parts.txt"), "utf8")
    .split("\n")
    .filter((line) => !line.startsWith("#"))
    .join(" ");
  const css = readFileSync(file, "utf8").replace(/\/\*# sourceMappingURL.*?\*\//, "");
  const [result] = await new PurgeCSS().purge({
    content: [{ raw: kept, extension: "txt" }],
    css: [{ raw: css }],
    defaultExtractor: (text: string) => text.match(/[\w-]+/g) ?? [],
    safelist: { standard: [":root", "html", "body"], greedy: [/^data-bs-theme/] },
    variables: false,
    keyframes: true,
    fontFace: true,
  });
  return withAutoTheme(result?.css ?? "");
}
