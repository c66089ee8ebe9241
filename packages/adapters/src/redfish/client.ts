import type { Bmc, BmcAddress, Hardware, Waiting } from "@headroom/services/ports/hardware";
import { setBoot } from "./boot";
import { discover } from "./discover";
import { beginErase, eraseProgress } from "./erase";
import { firmware } from "./firmware";
import { powerOf, setPower } from "./power";
import { readings } from "./readings";
import { Resources } from "./resource";
import { Session } from "./session";
import { type Patience, Transport, usualPatience } from "./transport";

const CONFIRM_WITHIN_MS = 5 * 60_000;
const POLL_MS = 2_000;

export interface RedfishOptions extends Partial<Patience> {
  readonly pollMs?: number;
  readonly now?: () => number;
}

/** Hardware by DMTF's Redfish (DSP0266). Throws a TypeError for an address that is none. */
export const redfish = (options: RedfishOptions = {}): Hardware => ({
  open: (address) => open(address, options),
});

function open(address: BmcAddress, { pollMs = POLL_MS, now = Date.now, ...patience }: RedfishOptions): Bmc {
  const usual = { ...usualPatience, ...patience };
  const session = new Session(new Transport(address, usual), address);
  const through = (waiting?: Waiting) => new Resources(session, address.url, waiting?.signal);
  return {
    discover: (waiting) => discover(through(waiting)),
    power: (system, waiting) => powerOf(through(waiting), system),
    setPower: (system, order, waiting) =>
      setPower(through(waiting), system, order, {
        ...{ confirmWithinMs: waiting?.confirmWithinMs ?? CONFIRM_WITHIN_MS, signal: waiting?.signal },
        ...{ pollMs, now, sleep: usual.sleep },
      }),
    setBoot: (system, target, waiting) => setBoot(through(waiting), system, target),
    firmware: (waiting) => firmware(through(waiting)),
    erase: (drive, method, waiting) => beginErase(through(waiting), address.url, drive, method),
    eraseProgress: (ticket, waiting) => eraseProgress(through(waiting), ticket),
    readings: (waiting) => readings(through(waiting)),
    close: () => session.close(),
  };
}
