import type { Performers } from "../run/perform";
import { certificatePerformer } from "./certificate";
import { discoverPerformer } from "./discover";
import { burnInPerformer, networkPerformer, powerPerformer } from "./power";
import { type HardwareWorld, usualWorld } from "./reach";
import { firmwarePerformer, verifyPerformer } from "./verify";
import { verifyWipePerformer } from "./verify-wipe";
import { wipePerformer } from "./wipe";

/** What is done through management controllers, by what a stage does. A rack without any controller gets a person's task from all of them. */
export function hardwarePerformers(
  given: Pick<HardwareWorld, "ports" | "hardware"> & Partial<HardwareWorld>,
): Performers {
  const world: HardwareWorld = { ...usualWorld, ...given };
  return {
    power_on: powerPerformer(world, "on"),
    power_off: powerPerformer(world, "off"),
    discover: discoverPerformer(world),
    verify: verifyPerformer(world),
    firmware: firmwarePerformer(world),
    burn_in: burnInPerformer(world),
    network: networkPerformer(world),
    wipe: wipePerformer(world),
    verify_wipe: verifyWipePerformer(world),
    certificate: certificatePerformer(world),
  };
}
