import { redfish } from "@headroom/adapters/redfish/client";
import { hardwarePerformers } from "@headroom/services/hardware/performers";
import type { HardwareWorld } from "@headroom/services/hardware/reach";
import type { Ports } from "@headroom/services/ports";
import type { Performers } from "@headroom/services/run/perform";

/** What a worker does for the steps of runs at management controllers, by Redfish. */
export const controllerPerformers = (ports: Ports, world: Partial<HardwareWorld> = {}): Performers =>
  hardwarePerformers({ ports, hardware: redfish(), ...world });
