import { type AssetCondition, type AssetState, assetConditions, assetStates } from "../../lifecycle/asset";

/** NetBox has one word for where a device is in its life and for what ails it. Every one of them is told apart, so that it can go back. */
export interface Life {
  readonly state: AssetState;
  readonly condition: AssetCondition;
}

const RACKS: Readonly<Record<string, AssetState>> = {
  active: "in_service",
  planned: "planned",
  available: "racked",
  reserved: "racked",
  deprecated: "draining",
};

const SERVERS: Readonly<Record<string, Life>> = {
  active: { state: "in_service", condition: "ok" },
  offline: { state: "in_service", condition: "offline" },
  planned: { state: "planned", condition: "ok" },
  staged: { state: "racked", condition: "ok" },
  failed: { state: "in_service", condition: "failed" },
  inventory: { state: "arrived", condition: "ok" },
  decommissioning: { state: "draining", condition: "ok" },
};

/** The status that says a state best. */
const RACK_STATUSES: Readonly<Record<AssetState, string>> = {
  planned: "planned",
  ordered: "planned",
  arrived: "available",
  racked: "available",
  in_service: "active",
  draining: "deprecated",
  retired: "deprecated",
};

const SERVER_STATUSES: Readonly<Record<AssetState, string>> = {
  planned: "planned",
  ordered: "planned",
  arrived: "inventory",
  racked: "staged",
  in_service: "active",
  draining: "decommissioning",
  retired: "decommissioning",
};

const own = <T>(of: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(of, name) ? of[name] : undefined;

const serverStatus = ({ state, condition }: Life): string =>
  condition !== "ok" && state === "in_service" ? condition : SERVER_STATUSES[state];

/** What was carried counts as long as nobody has given the thing another status since. */
export function rackStateOf(status: string, carried: string | undefined): AssetState {
  const state = assetStates.find((one) => one === carried);
  if (state !== undefined && RACK_STATUSES[state] === status) return state;
  return own(RACKS, status) ?? "in_service";
}

export function serverLifeOf(status: string, carried: string | undefined): Life {
  const [first, second = "ok"] = carried?.split("/") ?? [];
  const state = assetStates.find((one) => one === first);
  const condition = assetConditions.find((one) => one === second);
  if (state !== undefined && condition !== undefined && serverStatus({ state, condition }) === status) {
    return { state, condition };
  }
  return own(SERVERS, status) ?? { state: "in_service", condition: "ok" };
}

/** A status, and what has to be carried beside it where the status alone would be read as something else. */
export interface ExportedState {
  readonly status: string;
  readonly carried: string | null;
}

export function rackStatusOf(state: AssetState): ExportedState {
  const status = RACK_STATUSES[state];
  return { status, carried: rackStateOf(status, undefined) === state ? null : state };
}

export function serverStatusOf(life: Life): ExportedState {
  const status = serverStatus(life);
  const { state, condition } = serverLifeOf(status, undefined);
  if (state === life.state && condition === life.condition) return { status, carried: null };
  return { status, carried: life.condition === "ok" ? life.state : `${life.state}/${life.condition}` };
}
