import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { takeInstance } from "./instance.mjs";
import { webPort } from "./ports.mjs";
import { identityOf, isAlive } from "./process-identity.mjs";
import { authSecret, secretKey } from "./secret.mjs";

let home = "";
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "headroom-instance-"));
});
afterEach(() => rmSync(home, { recursive: true }));

describe("one start per checkout", () => {
  const file = () => join(home, "instance.json");

  it("refuses a second one while the first lives, and names it", () => {
    const giveBack = takeInstance("http://127.0.0.1:3000", file());
    expect(() => takeInstance("http://127.0.0.1:3001", file())).toThrow(
      `Headroom already runs from this folder (process ${process.pid}, http://127.0.0.1:3000): stop it with Ctrl-C there before starting it again.`,
    );
    giveBack();
    expect(readdirSync(home)).toEqual([]);
  });

  it("takes over from one that was killed, even when its number is used again", () => {
    writeFileSync(file(), JSON.stringify({ pid: process.pid, started: "another boot:1", url: "" }));
    takeInstance("http://127.0.0.1:3000", file());
    expect(JSON.parse(readFileSync(file(), "utf8"))).toMatchObject(identityOf(process.pid) ?? {});
  });

  it("takes over from half a file", () => {
    writeFileSync(file(), '{"pid": 1');
    takeInstance("http://127.0.0.1:3000", file());
    expect(readdirSync(home)).toEqual(["instance.json"]);
  });
});

describe("a process", () => {
  it("is known by its number and its start", () => {
    const self = identityOf(process.pid);
    expect(isAlive(self)).toBe(true);
    expect(isAlive({ pid: process.pid, started: "another time" })).toBe(false);
    expect(isAlive({ pid: 2 ** 30, started: self?.started })).toBe(false);
    expect(isAlive(undefined)).toBe(false);
  });
});

describe("the secret", () => {
  it("is made once, long, and for this account alone", () => {
    for (const [name, read] of Object.entries({ "auth-secret": authSecret, "secret-key": secretKey })) {
      const file = join(home, name);
      const secret = read(file);
      expect(secret.length).toBeGreaterThanOrEqual(43);
      expect(read(file)).toBe(secret);
      expect(statSync(file).mode & 0o777).toBe(0o600);
    }
  });
});

describe("PORT", () => {
  it.each(["0", "65536", "3000x", "-1", "3.5"])("may not be %s", async (text) => {
    await expect(webPort(text)).rejects.toThrow(`PORT must be a number from 1 to 65535, not "${text}".`);
  });
});
