import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type DestructionSeen, evidenceFaults } from "./evidence";
import { mailKey, type Party, witnessFault } from "./party";

const mail = fc.constantFrom("ann@x.example", "bob@x.example", "Ann@X.example ", "ann+work@x.example", "bob@y.example");
const party: fc.Arbitrary<Party> = fc.record({
  kind: fc.constantFrom("account" as const, "contact" as const),
  id: fc.constantFrom("1", "2", "ann"),
  name: fc.constantFrom("Ann", "Bob"),
  organisation: fc.option(fc.constantFrom("Shred Works")),
  mails: fc.uniqueArray(mail),
  workOrder: fc.option(fc.nat()),
  at: fc.constant("2026-11-28T10:00:00Z"),
});
/** The same address, as people and programs write it. */
const written = fc
  .tuple(fc.boolean(), fc.constantFrom("", " "), fc.option(fc.stringMatching(/^[a-z0-9+]{1,8}$/)))
  .map(([upper, blank, tag]) => (address: string) => {
    const [local, domain] = address.split("@");
    const text = `${local}${tag === null ? "" : `+${tag}`}@${domain}${blank}`;
    return upper ? text.toUpperCase() : text;
  });

describe("four eyes", () => {
  test("nobody witnesses what they destroyed, whatever they are called and by whatever way they answer", () => {
    fc.assert(
      fc.property(party, party, (one, other) => {
        expect(
          witnessFault(one, { ...other, kind: one.kind, id: one.id, mails: [...other.mails, "z@z.example"] }),
        ).toEqual({
          kind: "same_person",
        });
      }),
    );
  });

  test("an address that both read makes them one person, however it is written", () => {
    fc.assert(
      fc.property(party, party, mail, written, (one, other, shared, write) => {
        const doneBy = { ...one, mails: [...one.mails, shared] };
        const witness = { ...other, mails: [...other.mails, write(shared.trim())] };
        expect(witnessFault(doneBy, witness)).toEqual({ kind: "same_person" });
      }),
    );
  });

  test("somebody outside without an address is nobody", () => {
    fc.assert(
      fc.property(party, party, (one, other) => {
        expect(witnessFault(one, { ...other, kind: "contact", mails: [] })).toEqual({ kind: "no_mail" });
      }),
    );
  });

  test("who may witness is another one, of another address; and each of two may witness for the other, or neither", () => {
    fc.assert(
      fc.property(party, party, (one, other) => {
        const isFree = witnessFault(one, other) === null;
        if (isFree) {
          expect(`${one.kind}/${one.id}`).not.toBe(`${other.kind}/${other.id}`);
          for (const a of one.mails) for (const b of other.mails) expect(mailKey(a)).not.toBe(mailKey(b));
        }
        if (one.mails.length > 0 && other.mails.length > 0) expect(witnessFault(other, one) === null).toBe(isFree);
      }),
    );
  });

  test("a destruction is proven by the drive's own serial and by two, and by nothing less", () => {
    const decision = { kind: "destroy", media: "hdd", least: "destroy", why: { kind: "policy" } } as const;
    const serial = fc.constantFrom("A-1", "a1", "B-2");
    fc.assert(
      fc.property(party, fc.option(party), serial, (doneBy, witness, serialScanned) => {
        const seen: DestructionSeen = {
          ...{ kind: "destruction", method: "shred", serialExpected: "A-1", serialScanned, doneBy, witness },
        };
        const isProven = evidenceFaults(decision, seen, true).length === 0;
        expect(isProven).toBe(serialScanned !== "B-2" && witness !== null && witnessFault(doneBy, witness) === null);
      }),
    );
  });
});
