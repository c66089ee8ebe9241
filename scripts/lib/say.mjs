// What the scripts tell the person at the terminal: what happens, and how long it took.

/** @param {string} line */
export const say = (line) => process.stdout.write(`${line}\n`);

/** Seconds with one decimal, as text. @param {number} ms */
export const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;

/**
 * Runs one step and says its name, its time and what it answers.
 * @template {{note?: string} | void} T
 * @param {string} label
 * @param {() => Promise<T> | T} work its `note` is printed behind the time
 * @param {string} [opening] said when the step takes longer than a moment
 * @returns {Promise<T>}
 */
export async function step(label, work, opening) {
  const begin = Date.now();
  const timer = opening ? setTimeout(() => say(`.. ${label.padEnd(10)}           ${opening}`), 500) : undefined;
  const result = await Promise.resolve(work()).finally(() => clearTimeout(timer));
  const note = result && typeof result === "object" && result.note ? `  ${result.note}` : "";
  say(`ok ${label.padEnd(10)} ${seconds(Date.now() - begin).padStart(8)}${note}`);
  return result;
}
