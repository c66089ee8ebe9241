import { type Mischief, serveRedfish, type Trick } from "@headroom/adapters/redfish/testing/server";
import { Random } from "@headroom/core/foundation/random";
import { labServer } from "./lab-server";

export interface LabOptions {
  /** Codes of racks; each gets its own controllers. */
  readonly racks: readonly string[];
  readonly serversPerRack: number;
  /** Height of each server, from unit 1 upwards. */
  readonly heightU: number;
  /** The first port; null: any. */
  readonly port: number | null;
  /** The share of questions that is answered badly. */
  readonly mischief: number;
  readonly seed: number;
  /** One drive of each server cannot be erased, and has to be destroyed. */
  readonly stubborn?: boolean;
  /** Its servers are on; absent: off, as what has just arrived. */
  readonly on?: boolean;
}

export interface LabController {
  readonly rack: string;
  readonly unit: number;
  readonly serial: string;
  readonly url: string;
  readonly username: string;
  readonly password: string;
  /** What was done to its server, in order. */
  readonly effects: readonly string[];
}

/** In a row at most so many: patience has to end well. */
const MOST_IN_A_ROW = 2;

/**
 * Controllers on loopback that misbehave: now busy, now cutting answers off, now dropping connections after they did what they were asked, telling yesterday's
 * power state for a while. The same seed misbehaves alike for the same questions.
 */
export async function openLab(options: LabOptions) {
  const { racks, serversPerRack, heightU, port, mischief, seed, on = false, stubborn = false } = options;
  const servers: { controller: LabController; close: () => Promise<void> }[] = [];
  for (const [r, rack] of racks.entries())
    for (let s = 0; s < serversPerRack; s++) {
      const index = r * serversPerRack + s;
      const unit = 1 + s * heightU;
      const serial = `LAB-${rack}-${unit}`;
      const documents = labServer(serial, stubborn);
      if (on) documents["/redfish/v1/Systems/1"]!.PowerState = "On";
      const served = await serveRedfish(documents, {
        ...{ staleReads: 2, taskQuestions: 3, watts: { on: 380 + ((index * 37) % 90), off: 11 } },
        ...(port === null ? {} : { port: port + index }),
      });
      served.misbehave(bad(new Random(seed, index), mischief));
      const { url, credentials, effects, close } = served;
      servers.push({ controller: { rack, unit, serial, url, ...credentials, effects }, close });
    }
  return {
    controllers: servers.map(({ controller }) => controller),
    close: async () => {
      await Promise.all(servers.map(({ close }) => close()));
    },
  };
}

function bad(random: Random, share: number): Mischief {
  const tricks: readonly (() => Trick)[] = [
    () => ({ kind: "status", status: 503, headers: { "retry-after": "1" } }),
    () => ({ kind: "status", status: 429 }),
    () => ({ kind: "cut" }),
    () => ({ kind: "drop", when: "before" }),
    () => ({ kind: "drop", when: "after" }),
    () => ({ kind: "body", body: "<html>please wait</html>" }),
  ];
  let inARow = 0;
  return ({ method }) => {
    if (inARow >= MOST_IN_A_ROW || random.float() >= share) {
      inARow = 0;
      return null;
    }
    inARow += 1;
    const trick = tricks[random.below(tricks.length)]!();
    // an answer of nonsense to an order would hide that it was carried out: controllers drop those
    return trick.kind === "body" && method !== "GET" ? { kind: "drop", when: "after" } : trick;
  };
}

/** What `headroom import controllers` takes. */
export const labCsv = (controllers: readonly LabController[]): string =>
  [
    "rack,unit,url,username,password,trust,serial",
    ...controllers.map(
      ({ rack, unit, url, username, password, serial }) =>
        `${rack},${unit},${url},${username},${password},plain,${serial}`,
    ),
    "",
  ].join("\n");
