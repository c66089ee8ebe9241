import { expect, type Page } from "@playwright/test";
import type { Api } from "./api";
import { live } from "./live";
import { contents } from "./netbox";
import type { Who } from "./people";
import { begun } from "./runs";

/** What the paths of the pages are made of: something of every kind, whatever the scenario, found by asking. */
export interface Found {
  readonly invite: string;
  readonly region: string;
  readonly floor: string;
  /** A datacenter with broken limits. */
  readonly broken: string;
  readonly rack: string;
  readonly request: number;
  readonly run: number;
  /** A controller that does not answer. */
  readonly controller: number;
  /** A run that carries a plan out. */
  readonly carriedOut: number;
  readonly plans: Readonly<Record<"draft" | "submitted" | "committed" | "stale" | "failed", number>>;
}

/** A page of the product with the person who works there. `who` null: before sign-in. */
export interface Place {
  readonly name: string;
  readonly who: Who | null;
  readonly path: (found: Found) => string;
}

const place = (name: string, who: Who | null, path: Place["path"]): Place => ({ name, who, path });

/** Every page once. */
export const places: readonly Place[] = [
  place("sign-in", null, () => "/sign-in"),
  place("invite", null, ({ invite }) => invite),
  place("overview", "ines", () => "/"),
  place("inbox", "aino", () => "/inbox"),
  place("review", "aino", ({ plans }) => `/inbox/${plans.submitted}`),
  place("regions", "ines", () => "/regions"),
  place("region", "ines", ({ region }) => `/regions/${region}`),
  place("floors", "ines", () => "/floors"),
  place("floor", "ines", ({ floor }) => `/floors/${floor}`),
  place("floor-table", "ines", ({ floor }) => `/floors/${floor}?view=table`),
  place("floor-power", "ines", ({ floor }) => `/floors/${floor}/power`),
  place("alerts", "odile", () => "/alerts"),
  place("inbox-mail", "aino", () => "/inbox?mail=yes"),
  place("alert-rules", "ada", () => "/alerts/rules"),
  place("alert-rule", "ada", () => "/alerts/rules?edit=inlet-hot"),
  place("alert-routes", "odile", () => "/alerts/routes"),
  place("alert-route-new", "odile", () => "/alerts/routes?new=yes"),
  place("alert-runbook", "odile", () => "/alerts/runbooks/device-over-limit"),
  place("racks", "ines", () => "/racks"),
  place("room-racks", "ines", ({ floor }) => `/floors/${floor}/racks`),
  place("room-racks-table", "ines", ({ floor }) => `/floors/${floor}/racks?view=table`),
  place("rack", "ines", ({ rack }) => `/racks/${rack}`),
  place("rack-list", "ines", ({ rack }) => `/racks/${rack}?view=list`),
  place("inventory", "ines", () => "/inventory"),
  place("inventory-servers", "ines", () => "/inventory/servers?filter=state:in_service"),
  place("inventory-rack", "ines", ({ rack }) => `/inventory/racks/${rack}`),
  place("contacts", "odile", () => "/contacts"),
  place("contact-new", "tomas", () => "/contacts?new=yes"),
  place("freezes", "ines", () => "/freezes"),
  place("freeze-new", "ines", () => "/freezes?new=yes"),
  place("limits", "ines", () => "/limits"),
  place("limits-of", "ines", ({ broken }) => `/limits/${broken}`),
  place("imports", "ines", () => "/imports"),
  place("import", "ines", ({ run }) => `/imports/${run}`),
  place("requests", "ines", () => "/requests"),
  place("request-new", "ines", () => "/requests/new"),
  place("request", "ines", ({ request }) => `/requests/${request}`),
  place("request-edit", "ines", ({ request }) => `/requests/${request}/edit`),
  place("plans", "ines", () => "/plans"),
  place("plan", "ines", ({ plans }) => `/plans/${plans.draft}`),
  place("plan-committed", "ines", ({ plans }) => `/plans/${plans.committed}`),
  place("plan-stale", "ines", ({ plans }) => `/plans/${plans.stale}`),
  place("plan-failed", "ines", ({ plans }) => `/plans/${plans.failed}`),
  place("plan-scenarios", "ines", ({ plans }) => `/plans/${plans.draft}/scenarios`),
  place("runs", "odile", () => "/runs?show=all"),
  place("run", "odile", ({ carriedOut }) => `/runs/${carriedOut}`),
  place("run-table", "odile", ({ carriedOut }) => `/runs/${carriedOut}?as=table&waves=0`),
  place("clocks", "ines", () => "/runs/clocks?at=order&days=365"),
  place("decommission", "odile", () => "/decommission?show=all"),
  place("controllers", "odile", () => "/controllers"),
  place("controller", "odile", ({ controller }) => `/controllers/${controller}`),
  place("controller-new", "odile", () => "/controllers?new=yes"),
  place("controllers-file", "odile", () => "/controllers?new=file"),
  place("operations", "odile", () => "/operations"),
  place("replays", "marek", () => "/plans/replays"),
  place("overrides", "ines", () => "/plans/overrides"),
  place("utilisation", "marek", () => "/utilisation"),
  place("utilisation-table", "marek", () => "/utilisation?view=table"),
  place("audit", "ruth", () => "/audit"),
  place("admin", "ada", () => "/admin"),
];

interface Listed {
  readonly rows: readonly { readonly id: number; readonly code: string }[];
}

const first = <T>(list: readonly T[], what: string): T => {
  const [found] = list;
  if (found === undefined) throw new Error(`the fleet has no ${what}`);
  return found;
};

/** Asks for what the pages need, checks an import and writes an invitation. */
export async function find(planner: Api, admin: Api): Promise<Found> {
  const plan = async (state: string) =>
    first((await planner.query<Listed>("plan.list", { states: [state], limit: 1 })).rows, `${state} plan`).id;
  const requests = await planner.query<Listed>("request.list", { states: ["open"], limit: 1 });
  const racks = await planner.query<Listed>("rack.list", { state: "in_service", limit: 1 });
  const regions = await planner.query<Listed["rows"]>("region.list");
  const floors = await planner.query<Listed["rows"]>("datacenter.list", {});
  const limits = await planner.query<readonly { datacenter: string; broken: number }[]>("repair.list");
  const run = await planner.mutate<{ id: number }>("import.check", { kind: "netbox", files: contents() });
  const committed = await plan("committed");
  const email = `guest-${Date.now()}@quillfjord.example`;
  const invite = await admin.mutate<{ path: string }>("admin.invite", { email, role: "operator" });
  return {
    invite: invite.path,
    region: first(regions, "region").code,
    floor: first(floors, "floor").code,
    broken: first(
      limits.filter((one) => one.broken > 0),
      "broken limit",
    ).datacenter,
    rack: first(racks.rows, "rack in service").code,
    request: first(requests.rows, "open request").id,
    run: run.id,
    controller: await silentController(admin),
    carriedOut: await carriedOut(planner, committed),
    plans: {
      draft: await plan("draft"),
      submitted: await plan("submitted"),
      committed,
      stale: await plan("stale"),
      failed: await plan("failed"),
    },
  };
}

/** Of a rack that no journey brings controllers to, at an address where nobody listens. */
async function silentController(admin: Api): Promise<number> {
  const url = "http://127.0.0.1:9";
  const known = async () =>
    (await admin.query<{ rows: { id: number; url: string }[] }>("controller.list", { search: url })).rows.find(
      (one) => one.url === url,
    );
  const before = await known();
  if (before) return before.id;
  const racks = await admin.query<Listed>("rack.list", { state: "in_service", limit: 3 });
  const place = { kind: "unit", rack: racks.rows.at(-1)!.code, unit: 1 };
  const reached = { url, username: "root", password: "nobody", trust: { kind: "plain" } };
  await admin.mutate("controller.import", { controllers: [{ place, ...reached }] });
  return (await known())!.id;
}

/** The run of a committed plan, begun where nobody has. */
async function carriedOut(planner: Api, planId: number): Promise<number> {
  const [known] = (await planner.query<Listed>("run.list", { planId, limit: 1 })).rows;
  return known?.id ?? begun(planner, planId);
}

/** Everything has come: the page has its heading and is live, nothing is loading, the fonts are there. */
export async function settled(page: Page): Promise<void> {
  await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  await live(page);
}
