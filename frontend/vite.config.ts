/**
 * Builds firstline/kit/static/kit/dist: one stylesheet, one script (with lazy parts), fonts, the icon sprite, and
 * assets.json, in which {% asset "main.css" %} looks up the hashed names.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { defineConfig, type Plugin } from "vite";
import { compressFolder } from "./tooling/compress.ts";
import { sprite } from "./tooling/icons.ts";
import { tablerCss, withAutoTheme, withPaper } from "./tooling/tabler.ts";

const HERE = import.meta.dirname;
const KIT = resolve(HERE, "../firstline/kit");
const OUT = resolve(KIT, "static/kit/dist");

function firstline(): Plugin {
  return {
    name: "firstline",
    async buildStart() {
      const generated = resolve(HERE, ".generated");
      mkdirSync(generated, { recursive: true });
      writeFileSync(resolve(generated, "tabler.css"), await tablerCss());
      const tokens = readFileSync(resolve(HERE, "src/styles/tokens.css"), "utf8");
      writeFileSync(resolve(generated, "tokens.css"), withPaper(withAutoTheme(tokens)));
      this.emitFile({ type: "asset", name: "icons.svg", source: sprite(resolve(KIT, "icons.txt")) });
    },
    generateBundle(_options, bundle) {
      const assets: Record<string, string> = {};
      for (const file of Object.values(bundle)) {
        if (file.type === "chunk" && file.isEntry) assets["main.js"] = file.fileName;
        const plain = file.fileName.replace(/-[\w-]{8}(\.\w+)$/, "$1");
        if (file.type === "asset") assets[plain] = file.fileName;
      }
      this.emitFile({ type: "asset", fileName: "assets.json", source: JSON.stringify(assets, null, 1) });
    },
    closeBundle() {
      compressFolder(OUT);
    },
  };
}

export default defineConfig({
  base: "./",
  plugins: [firstline()],
  build: {
    outDir: OUT,
    emptyOutDir: true,
    assetsInlineLimit: 0,
    assetsDir: "",
    cssTarget: ["chrome111", "firefox114", "safari16.4"],
    target: "es2022",
    modulePreload: { polyfill: false },
    rollupOptions: { input: { main: resolve(HERE, "src/main.ts") } },
  },
});
