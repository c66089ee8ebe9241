import fc from "fast-check";
import { expect, test } from "vitest";
import { openSecrets } from "./secrets";

const [newest, older] = ["n".repeat(32), "o".repeat(32)];
const text = fc.string({ unit: "binary" }).filter((value) => !/\p{Surrogate}/u.test(value));

test("what was sealed opens for its purpose, with the key it was sealed with, and for nothing else", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), text, (purpose, other, value) => {
      const secrets = openSecrets(newest);
      const sealed = secrets.seal(purpose, value);
      expect(secrets.open(purpose, sealed)).toBe(value);
      expect(secrets.seal(purpose, value)).not.toBe(sealed);
      expect(openSecrets(older).open(purpose, sealed)).toBeNull();
      if (other !== purpose) expect(secrets.open(other, sealed)).toBeNull();
    }),
  );
});

test("a single changed character is noticed", () => {
  const secrets = openSecrets(newest);
  const sealed = secrets.seal("p", "root's password");
  fc.assert(
    fc.property(fc.nat(sealed.length - 1), fc.constantFrom(..."abcXYZ019-_."), (at, character) => {
      const changed = sealed.slice(0, at) + character + sealed.slice(at + 1);
      // the last character of base64url holds bits that say nothing
      const bytes = (value: string) =>
        value.split(".").map((part, i) => (i < 2 ? part : Buffer.from(part, "base64url").toString("hex")));
      if (bytes(changed).join() !== bytes(sealed).join()) expect(secrets.open("p", changed)).toBeNull();
    }),
  );
});

test("after a new key the old one opens, until it is given up", () => {
  const sealed = openSecrets(older).seal("p", "x");
  const rotated = openSecrets(newest, [older]);
  expect(rotated.open("p", sealed)).toBe("x");
  expect(rotated.isCurrent(sealed)).toBe(false);
  const anew = rotated.seal("p", "x");
  expect(rotated.isCurrent(anew)).toBe(true);
  expect(openSecrets(newest).open("p", anew)).toBe("x");
  expect(openSecrets(newest).open("p", sealed)).toBeNull();
});

test.each(["", "s1", "s1...", "s2.a.b.c", "s1.x.y.z.w", "plain text"])("%j is nothing that was sealed", (sealed) => {
  expect(openSecrets(newest).open("p", sealed)).toBeNull();
});

test("what was signed is known again, with older keys too; anything else is not", () => {
  fc.assert(
    fc.property(
      fc.string(),
      fc.string(),
      fc.nat(50),
      fc.constantFrom(..."abcXYZ019-_."),
      (said, other, at, character) => {
        const signature = openSecrets(older).sign(said);
        expect(openSecrets(newest, [older]).isSigned(said, signature)).toBe(true);
        expect(openSecrets(newest).isSigned(said, signature)).toBe(false);
        if (other !== said) expect(openSecrets(older).isSigned(other, signature)).toBe(false);
        const changed = signature.slice(0, at) + character + signature.slice(at + 1);
        if (changed !== signature) expect(openSecrets(older).isSigned(said, changed)).toBe(false);
      },
    ),
  );
});
