import { expect, test } from "vitest";
import { sha256 } from "./sha256";

// FIPS 180-4 examples and the published vectors of NIST; the last ones from another implementation (OpenSSL).
test.each([
  ["", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
  ["abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"],
  [
    "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
    "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
  ],
  ["a".repeat(1_000_000), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"],
  ["ä", "33e6d73fee82904c8d7afb78de1154d1e8dc2a0edb08120e63df5b9385c2d9cc"],
  ["€", "c4cc90ed3d26f12d4b08a75140970a7904035c31cbb4515a83f19b9003c00d1d"],
  ["😀", "f0443a342c5ef54783a111b51ba56c938e474c32324d90c3a60c9c8e3a37e2d9"],
])("digest of %#", (text, digest) => {
  expect(sha256(text)).toBe(digest);
});

test("every length around a block's end pads to another digest", () => {
  const digests = Array.from({ length: 200 }, (_, n) => sha256("x".repeat(n)));
  expect(new Set(digests).size).toBe(200);
});
