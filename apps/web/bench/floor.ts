import { existsSync } from "node:fs";
import type { Figure } from "@headroom/config/bench/types";
import { chromium, type Page } from "@playwright/test";
import pg from "pg";
import { quantile, tenths } from "./statistics";

interface Options {
  address: string;
  databaseUrl: string;
  person: { email: string; password: string };
  rounds: number;
}

const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"];

/** The largest datacenter's floor drawn in a real browser: every drawing is a User Timing measure of the canvas itself. */
export async function floorFigures(options: Options): Promise<Figure[]> {
  const { code, positions } = await largest(options.databaseUrl);
  const system = [process.env.CHROMIUM_PATH, "/usr/bin/chromium", "/usr/bin/google-chrome"].find(
    (path) => path && existsSync(path),
  );
  const browser = await chromium.launch({ executablePath: system, args: flags });
  try {
    const page = await browser.newPage({ baseURL: options.address, viewport: { width: 1440, height: 900 } });
    await page.goto("/sign-in", { waitUntil: "networkidle" });
    await page.getByLabel("E-mail").fill(options.person.email);
    await page.getByLabel("Password").fill(options.person.password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.waitForURL((url) => url.pathname === "/");
    await page.goto(`/floors/${code}`, { waitUntil: "networkidle" });
    for (let round = 0; round < options.rounds; round++) {
      await page.keyboard.press(["1", "2", "3"][round % 3] as string); // another metric: everything is drawn again
      await page.waitForTimeout(120);
    }
    const times = await page.evaluate(() =>
      performance.getEntriesByName("headroom:floor-drawn").map((entry) => entry.duration),
    );
    if (times.length === 0) throw new Error("the floor was never drawn");
    const frames = await framesWhileMoving(page, options.rounds * 4);
    return [
      {
        name: `floor of ${code}, drawn first`,
        value: tenths(times[0] ?? Number.NaN),
        unit: "ms",
        goal: { atMost: 100 },
      },
      {
        name: `floor of ${code}, frames while it is moved and zoomed, p95 of ${frames.length}`,
        value: tenths(quantile(frames, 0.95)),
        unit: "ms",
        // sixty a second, and what a timer may be late
        goal: { atMost: 17.5 },
      },
      {
        name: `floor of ${code}, ${positions} positions, drawn, p95 of ${times.length}`,
        value: tenths(quantile(times, 0.95)),
        unit: "ms",
        goal: { atMost: 100 },
      },
    ];
  } finally {
    await browser.close();
  }
}

/** Time from frame to frame while the floor is zoomed in and out with the wheel and dragged, as the page itself sees it. */
async function framesWhileMoving(page: Page, steps: number): Promise<number[]> {
  const canvas = page.locator("canvas").first();
  const box = await canvas.boundingBox();
  if (!box) throw new Error("the floor has no canvas");
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  // As text: a compiler that keeps the names of functions would leave a helper in it that the page does not have.
  await page.evaluate(`(() => {
    const seen = (window.headroomFrames = []);
    const tick = (at) => { seen.push(at); requestAnimationFrame(tick); };
    requestAnimationFrame(tick);
  })()`);
  for (let step = 0; step < steps; step++) await page.mouse.wheel(0, step % 20 < 10 ? -60 : 60);
  await page.mouse.down();
  for (let step = 0; step < steps; step++)
    await page.mouse.move(x + 80 * Math.sin(step / 8), y + 60 * Math.cos(step / 8));
  await page.mouse.up();
  const at = await page.evaluate(() => (window as unknown as { headroomFrames: number[] }).headroomFrames);
  return at.slice(1).map((time, i) => time - at[i]!);
}

async function largest(databaseUrl: string): Promise<{ code: string; positions: number }> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const result = await client.query<{ code: string; positions: number }>(
      "select d.code, count(*)::int positions from datacenter d join room r on r.datacenter_id = d.id join position p on p.room_id = r.id group by d.code order by 2 desc, 1 limit 1",
    );
    const row = result.rows[0];
    if (!row) throw new Error("the scenario has no datacenter");
    return row;
  } finally {
    await client.end();
  }
}
