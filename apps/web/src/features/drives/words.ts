import type { DriveRow, PartySaid } from "@headroom/contracts/sanitisation";

type Destruction = NonNullable<DriveRow["destruction"]>["method"];

const words: Readonly<Record<Destruction, readonly [how: string, done: string]>> = {
  shred: ["Shredded", "shredded"],
  disintegrate: ["Disintegrated", "disintegrated"],
  pulverise: ["Pulverised", "pulverised"],
  incinerate: ["Burnt", "burnt"],
  melt: ["Melted", "melted"],
  degauss_and_shred: ["Degaussed, then shredded", "degaussed and shredded"],
};
export const destructions = Object.entries(words).map(([value, [label]]) => ({ value: value as Destruction, label }));
export const destroyedWords = (method: Destruction): string => words[method][1];

/** "Ben Berg of Shred Works". */
export const partyWords = ({ name, organisation }: PartySaid): string =>
  organisation === null ? name : `${name} of ${organisation}`;

const causes: Readonly<Record<string, string>> = {
  policy: "the policy wants it destroyed",
  unknown_media: "nobody knows what it stores on",
  no_serial: "it tells of no serial",
  no_method: "it offers no erasure that is strong enough",
  erasure_failed: "its erasure failed",
  refused: "its controller refuses to erase it",
  unseen: "nobody saw its erasure end",
};
/** Why a drive has to be destroyed. */
export const causeWords = (faults: DriveRow["faults"]): string => {
  const [first] = faults;
  return first && Object.hasOwn(causes, first.kind) ? (causes[first.kind] ?? "") : "it cannot be erased";
};
