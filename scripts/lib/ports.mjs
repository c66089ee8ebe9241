import net from "node:net";
import { PlainError } from "./plain-error.mjs";

/**
 * Tries to listen on a TCP port of the loopback address, and lets go of it at once.
 * @param {number} port 0 lets the system choose
 * @returns {Promise<{port: number} | {error: NodeJS.ErrnoException}>}
 */
export function tryPort(port, host = "127.0.0.1") {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once("error", (error) => resolve({ error }));
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      const taken = typeof address === "object" && address ? address.port : port;
      server.close(() => resolve({ port: taken }));
    });
  });
}

/** A free port: the preferred one where it is free, else any. @param {number} [preferred] @returns {Promise<number>} */
export async function freePort(preferred = 0) {
  for (const port of [preferred, 0]) {
    const tried = await tryPort(port);
    if ("port" in tried) return tried.port;
  }
  throw new PlainError("No free TCP port was found on 127.0.0.1.");
}

/**
 * Reads PORT and makes sure the web server will get it.
 * @param {string | undefined} text
 * @param {{patienceMs?: number}} [options] how long a port in use may stay so: a killed server's threads hold it until
 *   the last of them is gone
 * @returns {Promise<number>}
 */
export async function webPort(text, { patienceMs = 1_000 } = {}) {
  const port = text === undefined || text === "" ? 3000 : Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65535)
    throw new PlainError(`PORT must be a number from 1 to 65535, not "${text}".`);
  const end = Date.now() + patienceMs;
  let tried = await tryPort(port);
  while ("error" in tried && tried.error.code === "EADDRINUSE" && Date.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    tried = await tryPort(port);
  }
  if ("port" in tried) return port;
  if (tried.error.code === "EACCES")
    throw new PlainError(`This account may not open port ${port}: choose one above 1023, such as PORT=3001 npm start.`);
  throw new PlainError(
    `Port ${port} is in use by another program: stop that program, or choose another port with PORT=${port === 65535 ? 3000 : port + 1} npm start.`,
  );
}
