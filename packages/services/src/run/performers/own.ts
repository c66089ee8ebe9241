import { dayOf } from "../../days";
import type { Ports } from "../../ports";
import type { Performer, Performers, StepAnswer } from "../perform";

/** What runs do by themselves: it concerns the record of the fleet alone, and effects write it when the step settles. */
const inTheRecord: Performer = { perform: async (): Promise<StepAnswer> => ({ kind: "done", result: {} }) };

/** Whether anything still leans on a rack: units and devices of it that somebody keeps. They have to let go first. */
const dependencies = (ports: Ports): Performer => ({
  async perform({ subject: { rackId } }): Promise<StepAnswer> {
    if (rackId === null) return { kind: "failed", failure: { code: "no_rack" }, final: true };
    const held = await ports.work.read(({ runEffects }) => runEffects.dependents(rackId, dayOf(ports.clock.now())));
    if (held.length === 0) return { kind: "done", result: { dependents: 0 } };
    const named = held.map(({ what, owner }) => ({ what, owner }));
    return { kind: "failed", failure: { code: "dependents", dependents: named }, final: false };
  },
});

/** Stages whose work is done in Headroom itself. Others are added to these by whoever speaks to the world (runtime/performers). */
export const ownPerformers = (ports: Ports): Performers => ({
  cordon: inTheRecord,
  in_service: inTheRecord,
  release: inTheRecord,
  dependencies: dependencies(ports),
});
