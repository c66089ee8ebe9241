import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Drive, decideDrive, mediaOf } from "./decide";
import { type DestructionSeen, type Erasure, evidenceFaults, sameSerial } from "./evidence";
import {
  dataClasses,
  dataClassOf,
  destructions,
  isAtLeast,
  levels,
  medias,
  methods,
  type Policy,
  policyFaults,
  policyText,
  proofs,
  strengthOf,
  usualPolicy,
} from "./policy";

const dataClass = fc.constantFrom(...dataClasses);
const drive: fc.Arbitrary<Drive> = fc.record({
  media: fc.constantFrom("hdd" as const, "ssd" as const, "nvme" as const, "other" as const),
  encrypts: fc.boolean(),
  serial: fc.option(fc.stringMatching(/^[A-Z0-9]{3,12}$/)),
  offered: fc.uniqueArray(fc.constantFrom(...methods)),
});
/** Any at all: with rules missing, doubled and careless. */
const anyPolicy: fc.Arbitrary<Policy> = fc.record({
  version: fc.nat(),
  rules: fc.array(
    fc.record({
      media: fc.constantFrom(...medias),
      dataClass,
      least: fc.constantFrom(...levels),
      proofs: fc.subarray([...proofs]),
    }),
    { maxLength: 30 },
  ),
  services: fc.dictionary(fc.constantFrom("mail", "maps", "constructor"), dataClass),
  usual: dataClass,
  believesOfferedEncryption: fc.boolean(),
});
const erasure: fc.Arbitrary<Erasure> = fc.record({
  kind: fc.constant("erasure" as const),
  method: fc.constantFrom(...methods),
  serialBefore: fc.option(fc.constantFrom("A1", "B2")),
  ended: fc.constantFrom("done" as const, "failed" as const, "unseen" as const),
  serialAfter: fc.option(fc.constantFrom("A1", "a-1", "B2")),
  stillErasing: fc.boolean(),
  confirmedBy: fc.option(fc.constantFrom("ann", "bob")),
  orderedBy: fc.constant("ann"),
});

describe("decision", () => {
  test("every drive is decided, and nothing weaker than the policy is ever taken", () => {
    fc.assert(
      fc.property(drive, dataClass, anyPolicy, (one, of, policy) => {
        const decision = decideDrive(one, of, policy);
        if (decision.kind === "destroy") return;
        const rule = policy.rules.find((r) => r.media === mediaOf(one) && r.dataClass === of)!;
        expect(decision.least).toBe(rule.least);
        expect(decision.methods.length).toBeGreaterThan(0);
        for (const { method, level } of decision.methods) {
          expect(one.offered).toContain(method);
          expect(strengthOf(decision.media, method, policy.believesOfferedEncryption)).toBe(level);
          expect(isAtLeast(level, rule.least)).toBe(true);
        }
      }),
    );
  });

  test("a medium that nobody knows, a drive without a serial and a class without a rule are never erased", () => {
    fc.assert(
      fc.property(drive, dataClass, anyPolicy, (one, of, policy) => {
        const isKnown = policy.rules.some((rule) => rule.media === mediaOf(one) && rule.dataClass === of);
        if (mediaOf(one) === "unknown" || one.serial === null || !isKnown)
          expect(decideDrive(one, of, policy).kind).toBe("destroy");
      }),
    );
  });

  test("a higher class is never dealt with more weakly under a policy without faults", () => {
    fc.assert(
      fc.property(drive, (one) => {
        const least = dataClasses.map((of) => levels.indexOf(decideDrive(one, of, usualPolicy).least));
        expect(least).toEqual(least.toSorted((a, b) => a - b));
      }),
    );
  });

  test("strongest first", () => {
    fc.assert(
      fc.property(drive, dataClass, (one, of) => {
        const decision = decideDrive(one, of, usualPolicy);
        if (decision.kind === "destroy") return;
        const strength = decision.methods.map(({ level }) => levels.indexOf(level));
        expect(strength).toEqual(strength.toSorted((a, b) => b - a));
      }),
    );
  });

  test.each([
    ["hdd", ["own"], "confidential", "destroy"],
    ["hdd", ["own"], "public", "own"],
    ["hdd", ["own", "overwrite"], "confidential", "overwrite"],
    ["ssd", ["own", "overwrite"], "confidential", "destroy"],
    ["ssd", ["own", "overwrite", "block"], "confidential", "block"],
    ["nvme", ["own", "block", "cryptographic"], "restricted", "cryptographic"],
    ["other", ["own", "block", "cryptographic"], "public", "destroy"],
  ] as const)("%s that offers %j with %s data: %s", (media, offered, of, expected) => {
    const decision = decideDrive({ media, encrypts: false, serial: "S1", offered }, of, usualPolicy);
    expect(decision.kind === "erase" ? decision.methods[0]!.method : decision.kind).toBe(expected);
  });
});

describe("policy", () => {
  test("the usual one has no faults; without any one of its rules it has", () => {
    expect(policyFaults(usualPolicy)).toEqual([]);
    for (const left of usualPolicy.rules) {
      const rules = usualPolicy.rules.filter((rule) => rule !== left);
      expect(policyFaults({ ...usualPolicy, rules })).toContainEqual(
        expect.objectContaining({ kind: "missing", media: left.media, dataClass: left.dataClass }),
      );
    }
  });

  test("unknown media may not be erased, a class not be weaker than one below, an end not go unseen", () => {
    const changed = (media: string, of: string, over: object) => ({
      ...usualPolicy,
      rules: usualPolicy.rules.map((rule) =>
        rule.media === media && rule.dataClass === of ? { ...rule, ...over } : rule,
      ),
    });
    expect(policyFaults(changed("unknown", "restricted", { least: "purge" })).map((f) => f.kind)).toContain(
      "unknown_erased",
    );
    expect(policyFaults(changed("hdd", "restricted", { least: "clear" }))).toEqual([
      { kind: "weaker_than_below", media: "hdd", dataClass: "restricted", below: "confidential" },
    ]);
    expect(policyFaults(changed("ssd", "public", { proofs: [] }))).toEqual([
      { kind: "unproven", media: "ssd", dataClass: "public" },
    ]);
  });

  test("a rack is of the strictest class of what ran on it, never of a lower one than any", () => {
    fc.assert(
      fc.property(anyPolicy, fc.array(fc.constantFrom("mail", "maps", "toString")), (policy, ran) => {
        const found = dataClasses.indexOf(dataClassOf(policy, ran));
        if (ran.length === 0) expect(dataClasses[found]).toBe(policy.usual);
        for (const one of ran) expect(found).toBeGreaterThanOrEqual(dataClasses.indexOf(dataClassOf(policy, [one])));
      }),
    );
  });

  test("its text does not depend on the order of its rules", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...usualPolicy.rules], { minLength: usualPolicy.rules.length }), (rules) => {
        expect(policyText({ ...usualPolicy, rules })).toBe(policyText(usualPolicy));
      }),
    );
  });
});

describe("evidence", () => {
  test("an erasure counts only where it ended well, was strong enough, and is about this drive", () => {
    fc.assert(
      fc.property(drive, dataClass, erasure, fc.boolean(), (one, of, seen, believes) => {
        const policy = { ...usualPolicy, believesOfferedEncryption: believes };
        const decision = decideDrive(one, of, policy);
        if (evidenceFaults(decision, seen, believes).length > 0) return;
        expect(decision.kind).toBe("erase");
        if (decision.kind === "destroy") return;
        expect(seen).toMatchObject({ ended: "done", stillErasing: false });
        expect(isAtLeast(strengthOf(decision.media, seen.method, believes)!, decision.least)).toBe(true);
        expect(sameSerial(seen.serialBefore!, seen.serialAfter!)).toBe(true);
        if (of === "restricted") expect(seen.confirmedBy).toBe("bob");
      }),
    );
  });

  test("of nothing there is no proof, and what must be destroyed is not proven by erasing", () => {
    const decision = decideDrive({ media: "other", encrypts: false, serial: "A1", offered: [] }, "public", usualPolicy);
    expect(evidenceFaults(decision, null, true)).toEqual([{ kind: "none" }]);
    fc.assert(
      fc.property(erasure, (seen) => {
        expect(evidenceFaults(decision, seen, true)).toEqual([{ kind: "must_be_destroyed" }]);
      }),
    );
  });

  test("a destruction needs the drive's own serial and two people", () => {
    const account = (id: string) =>
      ({
        kind: "account",
        id,
        name: id,
        organisation: null,
        mails: [`${id}@x.example`],
        workOrder: null,
        at: null,
      }) as const;
    const seen: DestructionSeen = {
      ...{ kind: "destruction", method: destructions[0], serialExpected: "A-1", serialScanned: "a1" },
      ...{ doneBy: account("ann"), witness: account("bob") },
    };
    const decision = decideDrive(
      { media: "hdd", encrypts: false, serial: "A1", offered: ["own"] },
      "internal",
      usualPolicy,
    );
    expect(evidenceFaults(decision, seen, true)).toEqual([]);
    expect(evidenceFaults(decision, { ...seen, witness: account("ann") }, true)).toEqual([
      { kind: "no_second_person" },
    ]);
    expect(evidenceFaults(decision, { ...seen, serialScanned: "" }, true)).toMatchObject([{ kind: "other_serial" }]);
  });
});
