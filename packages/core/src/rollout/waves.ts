import { gateWhileDown } from "./template";
import type { Subject, Template, Wave } from "./types";

export interface WavePolicy {
  /** Racks of the first wave: if it goes wrong, it goes wrong for these. */
  readonly canary: number;
  /** Share of all racks in the second wave, rounded up. 0: no such wave. */
  readonly pilotShare: number;
  /** Racks of any later wave. */
  readonly most: number;
}

export const usualWaves: WavePolicy = { canary: 1, pilotShare: 0.1, most: 24 };

/** A rack and how much there is to lose: power, services, and what a caller knows besides. */
export interface Risked extends Subject {
  readonly risk: number;
}

/**
 * Canary, pilot, then the rest, from low to high risk (ties by id). Where a wave has to be down as a whole before it comes up again
 * (`gateWhileDown`), racks of one service in different fault domains never share one: who does not fit opens another wave of its kind.
 */
export function wavesOf(subjects: readonly Risked[], template: Template, policy: WavePolicy = usualWaves): Wave[] {
  const order = [...subjects].sort((a, b) => a.risk - b.risk || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  const canary = Math.max(0, Math.min(policy.canary, order.length));
  const pilot = canary + Math.ceil(policy.pilotShare * order.length);
  const apart = gateWhileDown(template) !== null;
  const tiers = [order.slice(0, canary), order.slice(canary, pilot), order.slice(pilot)];
  return tiers.flatMap((tier, index) => {
    const most = index === 2 ? Math.max(1, policy.most) : Number.POSITIVE_INFINITY;
    const waves: { subjects: Subject[]; domainOf: Map<string, string> }[] = [];
    for (const { risk: _, ...subject } of tier) {
      const fits = (wave: (typeof waves)[number]) =>
        wave.subjects.length < most &&
        (!apart ||
          subject.services.every((s) => (wave.domainOf.get(s) ?? subject.faultDomain) === subject.faultDomain));
      let wave = waves.find(fits);
      if (!wave) {
        wave = { subjects: [], domainOf: new Map() };
        waves.push(wave);
      }
      wave.subjects.push(subject);
      for (const service of subject.services) wave.domainOf.set(service, subject.faultDomain);
    }
    return waves.map((wave): Wave => ({ subjects: wave.subjects, notBefore: null }));
  });
}

/** What is at stake in a wave: all that could be lost with it at once. */
export interface BlastRadius {
  readonly racks: number;
  readonly powerW: number;
  readonly rooms: readonly string[];
  readonly faultDomains: readonly string[];
  /** Services with racks in it, and in how many of its fault domains. */
  readonly services: readonly { readonly service: string; readonly racks: number; readonly faultDomains: number }[];
}

export function blastRadius({ subjects }: Wave): BlastRadius {
  const distinct = (of: (s: Subject) => string) => [...new Set(subjects.map(of))].sort();
  const services = [...new Set(subjects.flatMap((s) => s.services))].sort();
  return {
    racks: subjects.length,
    powerW: subjects.reduce((sum, s) => sum + s.powerW, 0),
    rooms: distinct((s) => s.room),
    faultDomains: distinct((s) => s.faultDomain),
    services: services.map((service) => {
      const own = subjects.filter((s) => s.services.includes(service));
      return { service, racks: own.length, faultDomains: new Set(own.map((s) => s.faultDomain)).size };
    }),
  };
}
