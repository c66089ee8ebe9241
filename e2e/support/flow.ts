import { expect } from "@playwright/test";
import type { Api } from "./api";

/** Steps of the flow taken without a browser, for tests that begin further along. */

export interface Asked {
  readonly title: string;
  readonly rackType?: string;
  readonly amount?: number;
  readonly region?: string;
  readonly datacenter?: string;
  /** 1 is served first. */
  readonly priority?: number;
}

interface Ref {
  readonly id: number;
  readonly version: number;
}

export interface PlannedAction {
  readonly datacenter: string;
  readonly room: string;
  readonly row: string;
  readonly rowId: number;
  readonly positions: readonly number[];
  readonly racks: number;
}

export interface Plan extends Ref {
  readonly state: string;
  readonly hash: string | null;
  readonly actions: readonly PlannedAction[];
  readonly approvals: readonly { readonly id: number; readonly state: string }[];
}

const inAYear = () => new Date(Date.now() + 365 * 86_400_000).toISOString().slice(0, 10);

export async function request(
  api: Api,
  { title, rackType, amount, region, datacenter, priority }: Asked,
): Promise<number> {
  const { id } = await api.mutate<Ref>("request.create", {
    title,
    service: "journey-tests",
    rackType: rackType ?? "S7",
    unit: "racks",
    amount: amount ?? 1,
    region: region ?? "us-east",
    datacenter: datacenter ?? null,
    neededBy: inAYear(),
    priority: priority ?? 2,
  });
  return id;
}

/** Planned by the worker: a draft with its actions. */
export async function plan(api: Api, requestIds: readonly number[], title: string): Promise<Plan> {
  const { id } = await api.mutate<Ref>("plan.create", { requestIds, title, effort: "quick" });
  const read = () => api.query<Plan>("plan.get", { id });
  await expect
    .poll(async () => (await read()).state, { timeout: 60_000, message: `PL-${id} is planned by the worker` })
    .toBe("draft");
  return read();
}

/** Planned and sent for approval. */
export async function submitted(api: Api, asked: Asked): Promise<Plan> {
  const draft = await plan(api, [await request(api, asked)], asked.title);
  await api.mutate("plan.submit", { id: draft.id, version: draft.version });
  return api.query<Plan>("plan.get", { id: draft.id });
}

export async function approve(api: Api, { id, hash, approvals }: Plan): Promise<{ readonly outcome: string }> {
  const pending = approvals.find(({ state }) => state === "pending");
  if (!pending) throw new Error(`nothing of PL-${id} waits for a signature`);
  return api.mutate("approval.decide", { approvalId: pending.id, hash, verdict: "approve" });
}

/** A row as every screen names it: the room once, whether or not the row's own code begins with it. */
export const rowName = ({ room, row }: Pick<PlannedAction, "room" | "row">): string =>
  row.startsWith(`${room}-`) ? row : `${room}-${row}`;

/** A position as it is named on the floor. */
export const positionName = (action: PlannedAction, number: number): string =>
  `${action.datacenter}-${rowName(action)}-${String(number).padStart(2, "0")}`;
