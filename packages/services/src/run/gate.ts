import type { HoldGateInput, OpenGateInput } from "@headroom/contracts/run-task";
import { type Actor, authorize } from "../actor";
import { notFound, ServiceError } from "../errors";
import type { Ports } from "../ports";
import { record } from "../record";
import { change } from "./control";
import { plannersOf } from "./get";
import { isEnded } from "./guard";

type Input = OpenGateInput | HoldGateInput;

const turn =
  (to: "open" | "held") =>
  async (ports: Ports, actor: Actor, { id, wave, after, reason }: Input): Promise<{ id: number }> => {
    authorize(actor, "run.gate");
    const now = ports.clock.now();
    return change(ports, actor, id, async (repositories, board) => {
      const planners = await plannersOf(repositories, board.run);
      if (actor.id !== null && planners.includes(actor.id))
        throw new ServiceError("SEPARATION_OF_DUTIES", { breach: "planned" });
      const gate = board.allGates().find((one) => one.wave === wave && one.after === after);
      if (!gate) throw notFound("gate", `${id}/${wave}/${after}`);
      if (isEnded(board.run.state) || gate.state === "open" || (to === "held" && gate.state === "held"))
        throw new ServiceError("WRONG_STATE", {
          kind: "gate",
          id: `${id}/${wave}/${after}`,
          state: gate.state,
          action: to,
          allowed: [],
        });
      board.setGate({
        ...{ wave, after, state: to, openedAt: to === "open" ? now : null, openedById: actor.id },
        reason: reason || null,
      });
      board.log("info", to === "open" ? "gate_opened" : "gate_held", { wave, after, reason });
      await record(repositories, actor, {
        action: to === "open" ? "run.gate_open" : "run.gate_hold",
        entityKind: "run",
        entityId: String(id),
        before: { wave, after, state: gate.state, met: gate.met },
        after: { wave, after, state: to },
        reason: reason || null,
      });
      return { id };
    });
  };

/**
 * Opens a gate, whatever its criterion says, under the name of who does it. Needs run.gate, and not to have planned what the run carries out
 * (SEPARATION_OF_DUTIES). Errors: NOT_FOUND, WRONG_STATE.
 */
export const openGate = turn("open");
/** Keeps a gate shut until somebody opens it, with a reason. The same. */
export const holdGate = turn("held");
