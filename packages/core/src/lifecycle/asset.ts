/** Where a rack or a device is in its life, in the order in which it usually goes through it. */
export const assetStates = ["planned", "ordered", "arrived", "racked", "in_service", "draining", "retired"] as const;
export type AssetState = (typeof assetStates)[number];

export const assetActions = [
  "order", // it is bought
  "receive", // it is in the building
  "rack", // it stands in its place, cabled
  "start", // it carries work
  "drain", // its work is taken off it
  "resume", // it carries work after all
  "stop", // it stands there without work
  "remove", // it is taken out of its place, to be used elsewhere
  "retire", // it is gone, or never comes
  "restore", // it was not gone: back to the shelf
] as const;
export type AssetAction = (typeof assetActions)[number];

/** The transition table: state after an action, absent where the action is not allowed. No two actions of a state lead to one other. */
export const assetTransitions = {
  planned: { order: "ordered", receive: "arrived", rack: "racked", retire: "retired" },
  ordered: { receive: "arrived", rack: "racked", retire: "retired" },
  arrived: { rack: "racked", retire: "retired" },
  racked: { start: "in_service", remove: "arrived", retire: "retired" },
  in_service: { drain: "draining", stop: "racked", retire: "retired" },
  draining: { resume: "in_service", stop: "racked", remove: "arrived", retire: "retired" },
  retired: { restore: "arrived" },
} as const satisfies Record<AssetState, Partial<Record<AssetAction, AssetState>>>;

export interface AssetMeaning {
  /** It is not in its place yet: a ghost of what will be. */
  readonly future: boolean;
  /** It is in its place. */
  readonly standing: boolean;
  /** It is switched on and carries work, or did until now. */
  readonly drawing: boolean;
}

const meaning = (future: boolean, standing: boolean, drawing: boolean): AssetMeaning => ({ future, standing, drawing });

/** What a state counts as. All of them but `retired` keep their units and positions from others. */
export const assetMeanings = {
  planned: meaning(true, false, false),
  ordered: meaning(true, false, false),
  arrived: meaning(true, false, false),
  racked: meaning(false, true, false),
  in_service: meaning(false, true, true),
  draining: meaning(false, true, true),
  retired: meaning(false, false, false),
} as const satisfies Record<AssetState, AssetMeaning>;

/** What ails a device, whatever its state: `offline` draws nothing and answers nothing, `failed` is broken. */
export const assetConditions = ["ok", "offline", "failed"] as const;
export type AssetCondition = (typeof assetConditions)[number];

export function nextAssetState(state: AssetState, action: AssetAction): AssetState | null {
  const row: Partial<Record<AssetAction, AssetState>> = assetTransitions[state];
  return row[action] ?? null;
}

/** The action that leads from one state to another; null: none does in one step. */
export function assetActionTo(from: AssetState, to: AssetState): AssetAction | null {
  return assetActions.find((action) => nextAssetState(from, action) === to) ?? null;
}

/** The states on a shortest way between two states, without the first; every state can be reached from every other but `planned` and `ordered`. */
export function assetWay(from: AssetState, to: AssetState): readonly AssetState[] | null {
  const ways = new Map<AssetState, readonly AssetState[]>([[from, []]]);
  for (const [state, way] of ways) {
    if (state === to) return way;
    for (const action of assetActions) {
      const next = nextAssetState(state, action);
      if (next !== null && !ways.has(next)) ways.set(next, [...way, next]);
    }
  }
  return null;
}
