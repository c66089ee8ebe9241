// The two programs of a running Headroom.

import { spawnSync } from "node:child_process";
import { next } from "./build.mjs";
import { start } from "./children.mjs";
import { inRoot } from "./paths.mjs";
import { PlainError } from "./plain-error.mjs";

/**
 * @typedef {object} Settings
 * @property {string} url of the database
 * @property {string} secret
 * @property {string} secretKey
 * @property {number} port of the web server
 * @property {string} address the URL people use
 * @property {string} [webhookNetworks] what webhooks may reach
 * @property {string} [dataDir] where the demo's sign-ins are kept; .data/ by default
 */

/** What both programs, the seed and the first-admin link read. @param {Omit<Settings, "port">} settings */
export const environment = ({ url, secret, secretKey, address, dataDir, webhookNetworks }) => ({
  DATABASE_URL: url,
  BETTER_AUTH_SECRET: secret,
  HEADROOM_SECRET_KEY: secretKey,
  HEADROOM_URL: address,
  ...(dataDir === undefined ? {} : { HEADROOM_DATA_DIR: dataDir }),
  ...(webhookNetworks === undefined ? {} : { HEADROOM_WEBHOOK_NETWORKS: webhookNetworks }),
  NODE_ENV: "production",
});

/**
 * The web server collects when garbage has grown to two fifths of what lives. Left alone, V8 waits until it is as much as what lives or three times that: of
 * a fleet of 1,200,000 servers it then keeps 570 to 850 MB, of which 220 live. Half of this would save 40 MB more and make the slowest reads a quarter slower.
 */
const GROWING = "--heap-growing-percent=40";

/** A flag of V8, which is no part of Node's own promises: a Node that does not know it does without. */
const isKnown = (/** @type {string} */ flag) => spawnSync(process.execPath, [flag, "-e", ""]).status === 0;

/** @param {Settings} settings @param {"show" | number} [output] */
export function startWeb(settings, output = "show") {
  const { port } = settings;
  const flags = isKnown(GROWING) ? [GROWING] : [];
  return start(process.execPath, [...flags, next, "start", "-H", "127.0.0.1", "-p", String(port)], {
    cwd: inRoot("apps/web"),
    env: { ...environment(settings), PORT: String(port) },
    output,
  });
}

/** @param {Settings} settings @param {"show" | number} [output] */
export function startWorker(settings, output = "show") {
  // A library's warning to its authors says nothing to the person at the terminal.
  const args = ["--disable-warning=DeprecationWarning", "--import", "tsx", "apps/worker/src/main.ts"];
  return start(process.execPath, args, {
    env: environment(settings),
    output,
  });
}

/**
 * Waits until the web server answers.
 * @param {number} port
 * @param {() => boolean} [goOn] asked between tries: false gives up
 */
export async function untilServed(port, goOn = () => true, timeoutMs = 60_000) {
  const end = Date.now() + timeoutMs;
  for (;;) {
    if (!goOn()) throw new PlainError("The web server or the worker ended before the first page was served.");
    try {
      const answer = await fetch(`http://127.0.0.1:${port}/`, {
        redirect: "manual",
        signal: AbortSignal.timeout(10_000),
      });
      await answer.body?.cancel();
      if (answer.status < 500) return;
      throw new PlainError(`The web server answers with status ${answer.status}: its log above says why.`);
    } catch (error) {
      if (error instanceof PlainError || Date.now() > end)
        throw error instanceof PlainError
          ? error
          : new PlainError(`The web server did not answer on port ${port} within a minute.`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
