/** Writes .gz and .br beside each built text file, so that the server sends them without compressing anything itself. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

export function compressFolder(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (!/\.(css|js|svg)$/.test(name)) continue;
    const raw = readFileSync(join(folder, name));
    writeFileSync(join(folder, `${name}.gz`), gzipSync(raw, { level: 9 }));
    const options = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };
    writeFileSync(join(folder, `${name}.br`), brotliCompressSync(raw, options));
  }
}
