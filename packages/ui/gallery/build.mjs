// Bundles the gallery: every component with invented data, to look at beside the design. `node packages/ui/gallery/build.mjs`
// writes .cache/gallery/index.html in this package; open it with ?page=states&theme=dark. esbuild is the one tsx brings.
import { mkdir, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "../../..");
const fromRoot = createRequire(join(root, "package.json"));
const { build } = createRequire(fromRoot.resolve("tsx/package.json"))("esbuild");
export const out = join(here, "../.cache/gallery");

export async function buildGallery() {
  await mkdir(out, { recursive: true });
  const result = await build({
    entryPoints: { gallery: join(here, "main.tsx"), styles: join(here, "../src/styles/headroom.css") },
    outdir: out,
    bundle: true,
    format: "iife",
    jsx: "automatic",
    minify: true,
    metafile: true,
    define: { "process.env.NODE_ENV": '"production"' },
    loader: { ".woff2": "file" },
    logLevel: "error",
  });
  await writeFile(
    join(out, "index.html"),
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Gallery of Headroom's components</title><link rel="stylesheet" href="styles.css">
<script>document.documentElement.dataset.theme=new URLSearchParams(location.search).get("theme")||"light"</script>
</head><body><div id="root"></div><script src="gallery.js"></script></body></html>`,
  );
  return result.metafile;
}

/** Bundles one module given as text, resolved from this package, into a script; for `node`, with packages left inside too. */
export async function bundle(contents, platform = "browser") {
  const result = await build({
    stdin: { contents, resolveDir: join(here, ".."), loader: "tsx" },
    bundle: true,
    write: false,
    platform,
    format: platform === "node" ? "cjs" : "iife",
    jsx: "automatic",
    define: { "process.env.NODE_ENV": '"production"' },
    logLevel: "error",
  });
  return result.outputFiles[0].text;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await buildGallery();
  process.stdout.write(`${join(out, "index.html")}\n`);
}
