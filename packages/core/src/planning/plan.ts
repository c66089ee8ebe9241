import { canonical } from "../foundation/digest";
import { sha256 } from "../foundation/sha256";

/** One step of a plan as it is signed. Ids are the database's, so a position that was renamed is still the one that was signed. */
export interface PlanContentAction {
  readonly kind: "add" | "move" | "retire";
  readonly requestId: number | null;
  readonly rackTypeId: number;
  readonly datacenterId: number;
  readonly rowId: number;
  readonly positionIds: readonly number[];
  /** Calendar day. */
  readonly startsOn: string;
  /** Of a move: which rack goes to which position, and from where. */
  readonly moves?: readonly {
    readonly rackId: number;
    readonly positionId: number;
    readonly fromPositionId: number;
  }[];
}

/** What somebody signs: what is done where, what is left out, and the numbers that speak for it. */
export interface PlanContent {
  readonly planId: number;
  readonly policy: string;
  readonly seed: number;
  readonly steps: number;
  readonly requests: readonly { readonly id: number; readonly outcome: string | null; readonly racksPlaced: number }[];
  readonly actions: readonly PlanContentAction[];
  /** JSON: the summary shown to the approver. */
  readonly summary: unknown;
}

/** Named in the hashed text, so that a later form of plans never hashes to the same. */
const FORM = "headroom-plan-1";

/** The content in one form, whatever the order in which requests, actions and positions are listed. */
export function canonicalPlan(content: PlanContent): string {
  const requests = content.requests.map(({ id, outcome, racksPlaced }) => ({ id, outcome, racksPlaced }));
  const actions = content.actions.map((a) => ({
    kind: a.kind,
    requestId: a.requestId,
    rackTypeId: a.rackTypeId,
    datacenterId: a.datacenterId,
    rowId: a.rowId,
    positionIds: [...a.positionIds].sort((x, y) => x - y),
    startsOn: a.startsOn,
    // absent where nothing moves: what was signed before racks moved still hashes to the same
    ...(a.moves && a.moves.length > 0 ? { moves: movesInOrder(a.moves) } : {}),
  }));
  const texts = actions.map((a) => canonical(a)).sort();
  return canonical({
    form: FORM,
    planId: content.planId,
    policy: content.policy,
    seed: content.seed,
    steps: content.steps,
    requests: requests.sort((x, y) => x.id - y.id),
    actions: texts,
    summary: content.summary ?? null,
  });
}

const movesInOrder = (moves: NonNullable<PlanContentAction["moves"]>) =>
  moves
    .map(({ rackId, positionId, fromPositionId }) => ({ rackId, positionId, fromPositionId }))
    .sort((x, y) => x.positionId - y.positionId);

/** SHA-256 over the canonical form, 64 hex digits. Any change of what would be done or shown changes it. */
export const planHash = (content: PlanContent): string => sha256(canonicalPlan(content));
