import { expect, type Page } from "@playwright/test";
import type { Api } from "./api";
import { contents } from "./netbox";
import type { Who } from "./people";

/** Every page of the product once, with the person who works there and what it shows when it is full. */
export interface Place {
  readonly name: string;
  /** null: before sign-in. */
  readonly who: Who | null;
  readonly path: string;
}

interface Listed {
  readonly rows: readonly { readonly id: number; readonly code: string }[];
}

/** Where there is something to see, whatever the scenario: found by asking. */
export async function places(planner: Api, admin: Api): Promise<readonly Place[]> {
  const plan = async (state: string) => {
    const { rows } = await planner.query<Listed>("plan.list", { states: [state], limit: 1 });
    return rows[0] ? rows[0].id : null;
  };
  const [draft, submitted, committed, stale, failed] = await Promise.all(
    ["draft", "submitted", "committed", "stale", "failed"].map(plan),
  );
  const requests = await planner.query<Listed>("request.list", { states: ["open"], limit: 1 });
  const racks = await planner.query<Listed>("rack.list", { state: "in_service", limit: 1 });
  const regions = await planner.query<readonly { code: string }[]>("region.list");
  const floors = await planner.query<readonly { code: string }[]>("datacenter.list", {});
  const region = regions[0]?.code;
  const floor = floors[0]?.code;
  const rack = racks.rows[0]?.code;
  const request = requests.rows[0]?.id;
  const run = await planner.mutate<{ id: number }>("import.check", { kind: "netbox", files: contents() });
  const invite = await admin.mutate<{ path: string }>("admin.invite", {
    email: `guest-${Date.now()}@quillfjord.example`,
    role: "operator",
  });
  const list: (Place | null)[] = [
    { name: "sign-in", who: null, path: "/sign-in" },
    { name: "invite", who: null, path: invite.path },
    { name: "overview", who: "ines", path: "/" },
    { name: "inbox", who: "aino", path: "/inbox" },
    submitted ? { name: "review", who: "aino", path: `/inbox/${submitted}` } : null,
    { name: "regions", who: "ines", path: "/regions" },
    region ? { name: "region", who: "ines", path: `/regions/${region}` } : null,
    { name: "floors", who: "ines", path: "/floors" },
    floor ? { name: "floor", who: "ines", path: `/floors/${floor}` } : null,
    floor ? { name: "floor-table", who: "ines", path: `/floors/${floor}?view=table` } : null,
    { name: "racks", who: "ines", path: "/racks" },
    rack ? { name: "rack", who: "ines", path: `/racks/${rack}` } : null,
    rack ? { name: "rack-list", who: "ines", path: `/racks/${rack}?view=list` } : null,
    { name: "imports", who: "ines", path: "/imports" },
    { name: "import", who: "ines", path: `/imports/${run.id}` },
    { name: "requests", who: "ines", path: "/requests" },
    { name: "request-new", who: "ines", path: "/requests/new" },
    request ? { name: "request", who: "ines", path: `/requests/${request}` } : null,
    request ? { name: "request-edit", who: "ines", path: `/requests/${request}/edit` } : null,
    { name: "plans", who: "ines", path: "/plans" },
    draft ? { name: "plan", who: "ines", path: `/plans/${draft}` } : null,
    committed ? { name: "plan-committed", who: "ines", path: `/plans/${committed}` } : null,
    stale ? { name: "plan-stale", who: "ines", path: `/plans/${stale}` } : null,
    failed ? { name: "plan-failed", who: "ines", path: `/plans/${failed}` } : null,
    { name: "utilisation", who: "marek", path: "/utilisation" },
    { name: "audit", who: "ruth", path: "/audit" },
    { name: "admin", who: "ada", path: "/admin" },
  ];
  return list.filter((place) => place !== null);
}

/** Everything has come: the page has its heading and is live, nothing is loading, the fonts are there. */
export async function settled(page: Page): Promise<void> {
  const heading = page.getByRole("heading", { level: 1 }).first();
  await expect(heading).toBeVisible();
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
  // What the server painted listens to keys only once React has taken it over, a frame after it marks the elements.
  await expect
    .poll(() => heading.evaluate((h1) => Object.keys(h1).some((key) => key.startsWith("__reactFiber"))))
    .toBe(true);
  await page.evaluate(() =>
    document.fonts.ready.then(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))),
  );
}
