import {
  type DataClass,
  type Level,
  levels,
  type Media,
  type Method,
  methods,
  type Policy,
  type Proof,
  strengthOf,
} from "./policy";

/** A drive as its controller tells of it. */
export interface Drive {
  readonly media: "hdd" | "ssd" | "nvme" | "other";
  /** It says that it encrypts all that it stores. */
  readonly encrypts: boolean;
  readonly serial: string | null;
  readonly offered: readonly Method[];
}

/** Why nothing but destruction will do. */
export type DestroyCause =
  | { readonly kind: "policy" }
  | { readonly kind: "unknown_media" }
  /** Without one, no evidence is about this drive. */
  | { readonly kind: "no_serial" }
  | { readonly kind: "no_method"; readonly least: Level; readonly offered: readonly Method[] };

export type Decision =
  | {
      readonly kind: "erase";
      readonly media: Media;
      readonly least: Level;
      /** What will do, the one to take first first: each at least as strong as `least`. */
      readonly methods: readonly { readonly method: Method; readonly level: Level }[];
      readonly proofs: readonly Proof[];
    }
  | { readonly kind: "destroy"; readonly media: Media; readonly least: Level; readonly why: DestroyCause };

export const mediaOf = ({ media, encrypts }: Pick<Drive, "media" | "encrypts">): Media =>
  encrypts ? "self_encrypting" : media === "other" ? "unknown" : media;

/**
 * What becomes of a drive, by policy. Takes what is strongest, then what takes least time: erasing a key is done at once, overwriting a disk takes a
 * day. A rule that the policy lacks is as the strictest one.
 */
export function decideDrive(drive: Drive, dataClass: DataClass, policy: Policy): Decision {
  const media = mediaOf(drive);
  const rule = policy.rules.find((one) => one.media === media && one.dataClass === dataClass);
  const least = rule?.least ?? "destroy";
  const destroy = (why: DestroyCause): Decision => ({ kind: "destroy", media, least, why });
  if (media === "unknown") return destroy({ kind: "unknown_media" });
  if (!rule || least === "destroy") return destroy({ kind: "policy" });
  if (drive.serial === null) return destroy({ kind: "no_serial" });
  const will = methods.flatMap((method) => {
    const level = drive.offered.includes(method) ? strengthOf(media, method, policy.believesOfferedEncryption) : null;
    return level !== null && levels.indexOf(level) >= levels.indexOf(least) ? [{ method, level }] : [];
  });
  if (will.length === 0) return destroy({ kind: "no_method", least, offered: drive.offered });
  const chosen = will.toSorted((a, b) => levels.indexOf(b.level) - levels.indexOf(a.level));
  return { kind: "erase", media, least, methods: chosen, proofs: rule.proofs };
}
