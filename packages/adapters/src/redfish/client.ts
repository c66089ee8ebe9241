import type { Bmc, BmcAddress, Hardware, Waiting } from "@headroom/services/ports/hardware";
import { setBoot } from "./boot";
import { discover } from "./discover";
import { beginErase, eraseProgress, tasks } from "./erase";
import { firmware } from "./firmware";
import { limited } from "./limit";
import { powerOf, setPower } from "./power";
import { readings } from "./readings";
import { Resources } from "./resource";
import { Session } from "./session";
import { systems } from "./systems";
import { temperatures } from "./temperatures";
import { type Patience, type Slot, Transport, usualPatience } from "./transport";

const CONFIRM_WITHIN_MS = 5 * 60_000;
const POLL_MS = 2_000;

export interface RedfishOptions extends Partial<Patience> {
  readonly pollMs?: number;
  readonly now?: () => number;
}

/**
 * Hardware by DMTF's Redfish (DSP0266). Whoever opens a controller, and however often: all of them together ask it so many questions at a time.
 * Throws a TypeError for an address that is none.
 */
export function redfish(options: RedfishOptions = {}): Hardware {
  const slots = new Map<string, { slot: Slot; users: number }>();
  const concurrency = options.concurrency ?? usualPatience.concurrency;
  return {
    open(address) {
      const { origin } = new URL(address.url);
      const shared = slots.get(origin) ?? { slot: limited(concurrency), users: 0 };
      slots.set(origin, shared);
      shared.users += 1;
      const bmc = open(address, options, shared.slot);
      let isOpen = true;
      return {
        ...bmc,
        async close() {
          await bmc.close();
          if (isOpen && --shared.users === 0) slots.delete(origin);
          isOpen = false;
        },
      };
    },
  };
}

function open(address: BmcAddress, { pollMs = POLL_MS, now = Date.now, ...patience }: RedfishOptions, slot: Slot): Bmc {
  const usual = { ...usualPatience, ...patience };
  const session = new Session(new Transport(address, usual, slot), address);
  const through = (waiting?: Waiting) => new Resources(session, address.url, waiting?.signal);
  return {
    discover: (waiting) => discover(through(waiting)),
    systems: (waiting) => systems(through(waiting)),
    power: (system, waiting) => powerOf(through(waiting), system),
    setPower: (system, order, waiting) =>
      setPower(through(waiting), system, order, {
        ...{ confirmWithinMs: waiting?.confirmWithinMs ?? CONFIRM_WITHIN_MS, signal: waiting?.signal },
        ...{ pollMs, now, sleep: usual.sleep },
      }),
    setBoot: (system, target, waiting) => setBoot(through(waiting), system, target),
    firmware: (waiting) => firmware(through(waiting)),
    tasks: (waiting) => tasks(through(waiting)),
    erase: (drive, method, waiting) => beginErase(through(waiting), address.url, drive, method, waiting?.known),
    eraseProgress: (ticket, waiting) => eraseProgress(through(waiting), ticket),
    readings: (waiting) => readings(through(waiting)),
    temperatures: (waiting) => temperatures(through(waiting)),
    close: () => session.close(),
  };
}
