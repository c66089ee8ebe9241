import type { Ports } from "@headroom/services/ports";
import type { Performer, Performers, StepAnswer } from "@headroom/services/run/perform";
import { ownPerformers } from "@headroom/services/run/performers/own";
import type { Env } from "./env";

/** Stages whose work is a machine's, by what they do. Where nothing here knows how, the step becomes a person's task that says so. */
const machines = [
  ...[
    "power_on",
    "power_off",
    "discover",
    "verify",
    "firmware",
    "burn_in",
    "network",
    "wipe",
    "verify_wipe",
    "certificate",
  ],
] as const;

/** No controller of the rack is known: nobody pretends that anything was done to it, a person does it and says so. */
const byPerson: Performer = {
  async perform({ does, subject }): Promise<StepAnswer> {
    return { kind: "person", why: { code: "no_controller", does, rack: subject.rackCode } };
  },
};

/** For tests and demonstrations: every stage that Headroom does not carry out itself is asked of a server that plays the world. */
function outsideWorld(url: string): Performer {
  return {
    async perform(work, { signal, traceId }): Promise<StepAnswer> {
      const response = await fetch(url, {
        method: "POST",
        headers: { "content-type": "application/json", "x-trace-id": traceId },
        body: JSON.stringify(work),
        signal,
      });
      if (!response.ok) return { kind: "failed", failure: { code: "outside", status: response.status }, final: false };
      return (await response.json()) as StepAnswer;
    },
  };
}

/** Who carries out what: the one map. What speaks to real hardware takes the place of `byPerson` here. */
export function performersOf(ports: Ports, { outsideUrl }: Pick<Env, "outsideUrl">): Performers {
  const own = ownPerformers(ports);
  const known: Performers = { ...Object.fromEntries(machines.map((name) => [name, byPerson])), ...own };
  if (outsideUrl === null) return known;
  const world = outsideWorld(outsideUrl);
  // whatever a template calls its work
  return new Proxy(own, { get: (target, name: string) => target[name] ?? world });
}
