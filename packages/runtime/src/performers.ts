import type { Performer, Performers, StepAnswer } from "@headroom/services/run/perform";
import { ownPerformers } from "@headroom/services/run/performers/own";
import type { Container } from "./container";
import type { Env } from "./env";
import { controllerPerformers } from "./hardware/controllers";

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

/**
 * Who carries out what, by what a stage does: the one map. A rack of which no management controller is known gets a person's task from all of
 * them: nobody pretends that anything was done to it.
 */
export function performersOf(
  { ports, hardware }: Pick<Container, "ports" | "hardware">,
  { outsideUrl }: Pick<Env, "outsideUrl">,
): Performers {
  const own = ownPerformers(ports);
  const known: Performers = { ...controllerPerformers(ports, { hardware }), ...own };
  if (outsideUrl === null) return known;
  const world = outsideWorld(outsideUrl);
  // whatever a template calls its work
  return new Proxy(own, { get: (target, name: string) => target[name] ?? world });
}
