import { nextStudyState, type StudyAction, type StudyState, studyActions } from "@headroom/core/lifecycle/study";
import { notFound, ServiceError } from "../errors";
import type { StudyStore } from "../ports/studies";

export type StudyKind = "scenario" | "replay";

/** State after the action, or WRONG_STATE with what would be possible. */
export function mustFollow(kind: StudyKind, id: number, state: StudyState, action: StudyAction): StudyState {
  const next = nextStudyState(state, action);
  if (next !== null) return next;
  const allowed = studyActions.filter((a) => nextStudyState(state, a) !== null);
  throw new ServiceError("WRONG_STATE", { kind, id, state, action, allowed });
}

/** Locks it. NOT_FOUND, and CONFLICT when somebody changed it since `version` was read. */
export async function lockStudy(
  store: Pick<StudyStore, "lock">,
  kind: StudyKind,
  ref: { readonly id: number; readonly version: number },
): Promise<StudyState> {
  const locked = await store.lock(ref.id);
  if (!locked) throw notFound(kind, ref.id);
  if (locked.version !== ref.version)
    throw new ServiceError("CONFLICT", {
      kind,
      id: ref.id,
      expectedVersion: ref.version,
      version: locked.version,
    });
  return locked.state;
}
