import { err, ok } from "@headroom/core/foundation/result";
import type {
  Answer,
  Bmc,
  BmcAddress,
  EraseTicket,
  FoundDrive,
  FoundFirmware,
  FoundSystem,
  Hardware,
  HardwareFault,
  HardwareInventory,
  PowerOrder,
} from "../ports/hardware";

/** A server behind a controller of the fake. */
export interface FakeServer {
  system: FoundSystem;
  firmware: readonly FoundFirmware[];
  /** Watts when it is on, and when it is off. */
  watts: { readonly on: number; readonly off: number };
  /** Of the air at its inlet. */
  inletC: number;
  password: string;
  /** Questions about an erasure until it ends, and how it ends. */
  eraseQuestions: number;
  eraseEnds: "done" | "failed";
}

/**
 * Controllers in memory, by address: the same port as the real ones, without a wire. Counts what was done to the hardware, and answers a fault
 * instead where `fail` gives one.
 */
export class FakeHardware implements Hardware {
  readonly effects: string[] = [];
  fail: (url: string, what: keyof Bmc, at: string) => HardwareFault | null = () => null;
  private readonly erasing = new Map<string, { server: FakeServer; drive: string; left: number }>();
  private count = 0;

  constructor(private readonly servers: ReadonlyMap<string, FakeServer>) {}

  open({ url, password }: BmcAddress): Bmc {
    const asked = async <T>(
      what: keyof Bmc,
      at: string,
      work: (server: FakeServer) => Awaited<Answer<T>>,
    ): Answer<T> => {
      const fault = this.fail(url, what, at);
      if (fault) return err(fault);
      const server = this.servers.get(url);
      if (!server) return err({ kind: "unreachable", at, cause: "ECONNREFUSED", tries: 1 });
      if (server.password !== password) return err({ kind: "denied", at, status: 401 });
      return work(server);
    };
    /** Of one system. */
    const ofSystem = <T>(what: keyof Bmc, path: string, work: (server: FakeServer) => Awaited<Answer<T>>) =>
      asked(what, path, (server) =>
        server.system.path === path ? work(server) : err({ kind: "unsupported", at: path, what: "not there" }),
      );
    return {
      discover: () => asked("discover", "/redfish/v1/", (server) => ok(inventoryOf(server))),
      systems: () =>
        asked("systems", "/redfish/v1/Systems", ({ system: { path, serial, uuid, power } }) =>
          ok([{ path, serial, uuid, power }]),
        ),
      power: (path) => ofSystem("power", path, ({ system }) => ok(system.power)),
      setPower: (path, order) => ofSystem("setPower", path, (server) => this.order(server, order)),
      setBoot: (path, target) =>
        ofSystem("setBoot", path, () => {
          this.effects.push(`boot ${path} ${target}`);
          return ok(target);
        }),
      firmware: () => asked("firmware", "/redfish/v1/UpdateService", (server) => ok(server.firmware)),
      tasks: () => asked("tasks", "/redfish/v1/TaskService", () => ok([...this.erasing.keys()])),
      erase: (drive, method, waiting) =>
        asked("erase", drive, (server) => {
          const found = server.system.drives.find((one) => one.path === drive);
          if (!found?.eraseMethods.includes(method))
            return err({ kind: "unsupported", at: drive, what: `erasing (${method})` });
          return ok(this.erase(server, found, method, waiting?.known));
        }),
      eraseProgress: ({ drive, task }) => asked("eraseProgress", drive, () => this.progress(drive, task)),
      readings: () =>
        asked("readings", "/redfish/v1/Chassis", ({ system, watts }) =>
          ok([{ ...placeOf(system), watts: system.power === "on" ? watts.on : watts.off, source: "metrics" }]),
        ),
      temperatures: () =>
        asked("temperatures", "/redfish/v1/Chassis", ({ system, inletC }) =>
          ok([{ ...placeOf(system), celsius: inletC, source: "summary" }]),
        ),
      close: async () => {},
    };
  }

  private order(server: FakeServer, order: PowerOrder): Awaited<Answer<"on" | "off">> {
    const wants = order === "off" || order === "force_off" ? "off" : "on";
    if (server.system.power !== wants || order === "restart" || order === "force_restart")
      this.effects.push(`power ${server.system.path} ${order}`);
    server.system = { ...server.system, power: wants };
    return ok(wants);
  }

  private erase(server: FakeServer, { path }: FoundDrive, method: string, known?: readonly string[]): EraseTicket {
    const own = [...this.erasing].filter(([, { drive }]) => drive === path);
    // one that is over counts only where it may be the order's own
    const going = own.find(([task, { left }]) => left >= 0 || (known !== undefined && !known.includes(task)));
    if (going) return { drive: path, task: going[0], wasRunning: true };
    this.effects.push(`erase ${path} ${method}`);
    const task = `/redfish/v1/TaskService/Tasks/${++this.count}`;
    this.erasing.set(task, { server, drive: path, left: server.eraseQuestions });
    return { drive: path, task, wasRunning: false };
  }

  private progress(drive: string, task: string | null): Awaited<ReturnType<Bmc["eraseProgress"]>> {
    const going = this.erasing.get(task ?? "");
    if (!going)
      return err({
        kind: "contradiction",
        at: drive,
        says: "the task of its erasure is gone",
        but: "nobody saw it end",
      });
    if (going.left-- > 0) return ok({ state: "running", percent: 50, messages: [] });
    return ok({ state: going.server.eraseEnds, messages: [] });
  }
}

const chassisOf = ({ id }: FoundSystem) => `/redfish/v1/Chassis/${id}`;

const placeOf = (system: FoundSystem) => ({ chassis: chassisOf(system), systems: [system.path] });

const inventoryOf = ({ system }: FakeServer): HardwareInventory => ({
  redfishVersion: "1.18.0",
  systems: [system],
  chassis: [
    {
      ...{ path: chassisOf(system), id: system.id, kind: "RackMount", supplies: [], heightMm: null, weightKg: null },
      ...{ manufacturer: system.manufacturer, model: system.model, serial: system.serial, assetTag: system.assetTag },
      ...{ rack: null, unit: null, systems: [system.path] },
    },
  ],
  documents: {},
  missing: [],
});
