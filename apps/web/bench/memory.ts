import { readdirSync, readFileSync } from "node:fs";

const read = (path: string): string => {
  try {
    return readFileSync(path, "utf8");
  } catch {
    // ended meanwhile
    return "";
  }
};

/** Resident memory of a process and of all it has started, MB. Linux only: elsewhere NaN. */
export function residentMb(pid: number): number {
  const parents = new Map<number, number>();
  for (const name of readdirSync("/proc").filter((entry) => /^\d+$/.test(entry)))
    parents.set(Number(name), Number(/^PPid:\s+(\d+)/m.exec(read(`/proc/${name}/status`))?.[1]));
  const within = (one: number): boolean => one === pid || (parents.has(one) && within(parents.get(one)!));
  const kb = [...parents.keys()]
    .filter(within)
    .map((one) => Number(/^VmRSS:\s+(\d+)/m.exec(read(`/proc/${one}/status`))?.[1] ?? 0));
  return Math.round(kb.reduce((a, b) => a + b, 0) / 1024);
}
