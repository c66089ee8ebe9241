import { type Draft, MAX_INTEGER } from "./draft";

export interface InstanceOptions {
  /** Its requests become open requests. Default false. */
  readonly requests?: boolean;
  readonly rackHeightU?: number;
  readonly rackWeightKg?: number;
  readonly rackPorts?: number;
  readonly deratingPercent?: number;
}

export const INSTANCE_DEFAULTS = {
  requests: false,
  rackHeightU: 48,
  rackWeightKg: 1_000,
  rackPorts: 48,
  deratingPercent: 80,
};

/** Longest name a datacenter's code is made from. */
export const NAME_LENGTH = 100;

export interface InstanceContext {
  readonly draft: Draft;
  readonly base: string;
  readonly name: string;
  readonly options: typeof INSTANCE_DEFAULTS;
}

export const key = ({ base }: InstanceContext, kind: string, id: string) => `${base}/${kind}:${id}`;

/** A limit in whole watts, rounded down: what fits below it fits below the exact one. */
export function limit({ draft }: InstanceContext, own: string, watts: number): number {
  const whole = Math.min(Math.floor(watts), MAX_INTEGER);
  const text = { subject: "limits", what: "rounded down to whole watts", why: "the inventory counts whole watts" };
  if (whole !== watts) draft.assume("rounding", "limits down", text, [own]);
  return whole;
}
