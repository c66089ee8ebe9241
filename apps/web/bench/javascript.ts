import { gzipSync } from "node:zlib";
import type { Figure } from "@headroom/config/bench/types";

const routesOf = (region: string, datacenter: string) => [
  "/",
  "/inbox",
  "/regions",
  `/regions/${region}`,
  "/floors",
  `/floors/${datacenter}`,
  "/racks",
  "/inventory",
  "/inventory/servers",
  "/requests",
  "/requests/new",
  "/plans",
  "/plans/15",
  "/utilisation",
  "/audit",
  "/imports",
  "/admin",
];

/** Compressed size of all scripts that a route's page loads at once. The goal is 300 KB. */
export async function javascriptFigures(
  address: string,
  cookie: string,
  { region, datacenter }: { readonly region: string; readonly datacenter: string } = {
    region: "eu-north",
    datacenter: "STO-2",
  },
): Promise<Figure[]> {
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
  for (const route of routesOf(region, datacenter)) {
    const html = await (await fetch(address + route, { headers: { cookie } })).text();
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
