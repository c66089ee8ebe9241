import { canonical } from "../foundation/digest";

/** Sanitisation after NIST SP 800-88 Rev. 2, with the techniques that IEEE 2883 counts as each level. Policy is data: people change copies of it. */

/** From the weakest to the strongest: against a keyboard, against a laboratory, against everybody. */
export const levels = ["clear", "purge", "destroy"] as const;
export type Level = (typeof levels)[number];

/** What a drive stores on. `self_encrypting`: whatever it is, all that is on it was always encrypted by itself. */
export const medias = ["hdd", "ssd", "nvme", "self_encrypting", "unknown"] as const;
export type Media = (typeof medias)[number];

export const dataClasses = ["public", "internal", "confidential", "restricted"] as const;
export type DataClass = (typeof dataClasses)[number];

/** Ways of a secure erasure, as a controller offers them. `own`: whatever it does when it is not told. */
export const methods = ["cryptographic", "block", "overwrite", "own"] as const;
export type Method = (typeof methods)[number];

/** What has to be seen before an erasure counts as done. */
export const proofs = ["task_end", "found_again", "second_person"] as const;
export type Proof = (typeof proofs)[number];

/** How a drive is destroyed so that nothing of it can be read. */
export const destructions = ["shred", "disintegrate", "pulverise", "incinerate", "melt", "degauss_and_shred"] as const;
export type Destruction = (typeof destructions)[number];

export interface Rule {
  readonly media: Media;
  readonly dataClass: DataClass;
  /** Nothing weaker will do. */
  readonly least: Level;
  /** Seen besides the end of the erasure itself. */
  readonly proofs: readonly Proof[];
}

export interface Policy {
  readonly version: number;
  /** One for each medium and class. */
  readonly rules: readonly Rule[];
  /** Class of what a service keeps, by its name. */
  readonly services: Readonly<Record<string, DataClass>>;
  /** Of everything else. */
  readonly usual: DataClass;
  /** Whether a drive that offers to erase its key is believed to have encrypted all that it ever stored, without saying that it encrypts. */
  readonly believesOfferedEncryption: boolean;
}

/**
 * How strong a method is on a medium; null: it says nothing there. Overwriting flash through its interface misses what it keeps aside, and what
 * a controller does of its own accord is not known: both are no more than clear. On media that nobody knows nothing is anything.
 */
export function strengthOf(media: Media, method: Method, believesOffered: boolean): Level | null {
  if (media === "unknown") return null;
  if (method === "own") return "clear";
  if (method === "cryptographic") return media === "self_encrypting" || believesOffered ? "purge" : null;
  if (method === "overwrite") return media === "hdd" ? "purge" : "clear";
  // blocks are erased where there is flash: what a self-encrypting drive is made of it does not say
  return media === "ssd" || media === "nvme" ? "purge" : null;
}

export const isAtLeast = (level: Level, least: Level): boolean => levels.indexOf(level) >= levels.indexOf(least);

const usualLevels: Readonly<Record<DataClass, Level>> = {
  public: "clear",
  internal: "purge",
  confidential: "purge",
  restricted: "purge",
};

/** The policy that every fleet begins with: purge, but for what everybody may read; what is not known is destroyed. */
export const usualPolicy: Policy = {
  version: 0,
  rules: medias.flatMap((media) =>
    dataClasses.map(
      (dataClass): Rule => ({
        ...{ media, dataClass, least: media === "unknown" ? "destroy" : usualLevels[dataClass] },
        proofs: dataClass === "restricted" ? ["task_end", "found_again", "second_person"] : ["task_end", "found_again"],
      }),
    ),
  ),
  services: {},
  usual: "confidential",
  believesOfferedEncryption: true,
};

export type PolicyFault =
  | { readonly kind: "missing"; readonly media: Media; readonly dataClass: DataClass }
  | { readonly kind: "twice"; readonly media: Media; readonly dataClass: DataClass }
  /** Erasing what nobody knows proves nothing. */
  | { readonly kind: "unknown_erased"; readonly dataClass: DataClass; readonly least: Level }
  /** A class may not be treated worse than one below it. */
  | {
      readonly kind: "weaker_than_below";
      readonly media: Media;
      readonly dataClass: DataClass;
      readonly below: DataClass;
    }
  | { readonly kind: "unproven"; readonly media: Media; readonly dataClass: DataClass };

/** Everything that is wrong with a policy. A policy without faults decides every drive. */
export function policyFaults({ rules }: Policy): PolicyFault[] {
  const faults: PolicyFault[] = [];
  for (const media of medias) {
    let below: Rule | null = null;
    for (const dataClass of dataClasses) {
      const own = rules.filter((rule) => rule.media === media && rule.dataClass === dataClass);
      const [rule] = own;
      if (!rule) faults.push({ kind: "missing", media, dataClass });
      if (own.length > 1) faults.push({ kind: "twice", media, dataClass });
      if (!rule) continue;
      if (media === "unknown" && rule.least !== "destroy")
        faults.push({ kind: "unknown_erased", dataClass, least: rule.least });
      if (below && !isAtLeast(rule.least, below.least))
        faults.push({ kind: "weaker_than_below", media, dataClass, below: below.dataClass });
      if (rule.least !== "destroy" && !rule.proofs.includes("task_end"))
        faults.push({ kind: "unproven", media, dataClass });
      below = rule;
    }
  }
  return faults;
}

/** The strictest class of all that ran on it; where nothing is known, the usual one. */
export function dataClassOf({ services, usual }: Policy, ran: readonly string[]): DataClass {
  const classes = ran.map((service) => (Object.hasOwn(services, service) ? services[service]! : usual));
  if (classes.length === 0) return usual;
  return dataClasses[Math.max(...classes.map((one) => dataClasses.indexOf(one)))]!;
}

/** The same for policies that say the same, whatever the order of their rules. */
export const policyText = (policy: Policy): string =>
  canonical({
    ...policy,
    rules: policy.rules
      .toSorted((a, b) => order(a) - order(b))
      .map((rule) => ({ ...rule, proofs: rule.proofs.toSorted() })),
  });

const order = ({ media, dataClass }: Rule) =>
  medias.indexOf(media) * dataClasses.length + dataClasses.indexOf(dataClass);
