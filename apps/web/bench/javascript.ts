import { gzipSync } from "node:zlib";
import type { Figure } from "@headroom/config/bench/types";
import { routesOf } from "./routes";

/** Compressed size of all scripts that a route's page loads at once. The goal is 300 KB. */
export async function javascriptFigures(
  { root, address, databaseUrl }: { readonly root: string; readonly address: string; readonly databaseUrl: string },
  cookie: string,
  say: (line: string) => void,
): Promise<Figure[]> {
  const { routes, left } = await routesOf(root, databaseUrl);
  if (left.length > 0) say(`the scenario has nothing for: ${left.join(", ")}`);
  const sizes = new Map<string, number>();
  const sizeOf = async (path: string): Promise<number> => {
    const known = sizes.get(path);
    if (known !== undefined) return known;
    const bytes = Buffer.from(await (await fetch(address + path)).arrayBuffer());
    const size = gzipSync(bytes, { level: 6 }).length;
    sizes.set(path, size);
    return size;
  };
  const figures: Figure[] = [];
  for (const route of routes) {
    const page = await fetch(address + route, { headers: { cookie } });
    if (!page.ok) throw new Error(`${route} answered ${page.status}`);
    const html = await page.text();
    const scripts = new Set(
      [...html.matchAll(/<script[^>]+src="(\/_next\/[^"]+\.js[^"]*)"(?![^>]*nomodule)/gi)].map(
        (match) => match[1] as string,
      ),
    );
    let total = 0;
    for (const script of scripts) total += await sizeOf(script);
    figures.push({
      name: `JavaScript of ${route}`,
      value: Math.round(total / 1024),
      unit: "KB gzip",
      goal: { atMost: 300 },
    });
  }
  return figures;
}
