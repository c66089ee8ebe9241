import type { CertificateFile, CertifiedDrive } from "@headroom/contracts/sanitisation";
import { expect, test } from "vitest";
import { certificatePdf } from "./pdf";

const drive = (n: number): CertifiedDrive => ({
  ...{
    server: `R1-U${n}`,
    serverSerial: `S-${n}`,
    unit: n,
    name: "Bay 1",
    serial: `D-${n}`,
    model: "Fast 4T",
    media: "nvme",
  },
  ...{ capacityBytes: 4e12, dataClass: "confidential", policyVersion: 0, level: "purge", method: "cryptographic" },
  ...{
    erasedAt: "2026-11-23T09:00:00.000Z",
    provenAt: "2026-11-23T09:05:00.000Z",
    confirmedBy: null,
    destroyedBy: null,
  },
});
const file = (drives: number, rack = "R1"): CertificateFile => ({
  format: "headroom.sanitisation-certificate/1",
  body: {
    ...{ number: 3, installation: "Example", rack, run: 7, issuedAt: "2026-11-23T10:00:00.000Z" },
    ...{ standard: "NIST SP 800-88 Rev. 2", drives: Array.from({ length: drives }, (_, i) => drive(i + 1)) },
    ...{
      audit: { event: "12", sha256: "a".repeat(64) },
      previous: { number: 2, sha256: "b".repeat(64) },
      keyId: "c".repeat(16),
    },
  },
  ...{ sha256: "d".repeat(64), signature: "e".repeat(88), publicKey: "-" },
});
const pages = (pdf: Buffer) => pdf.toString("latin1").match(/\/Type \/Page\b/g)?.length;

test("one page for a few drives, as many as are needed for many", async () => {
  const few = await certificatePdf(file(3));
  expect(few.subarray(0, 5).toString()).toBe("%PDF-");
  expect(pages(few)).toBe(1);
  expect(pages(await certificatePdf(file(120)))).toBeGreaterThan(3);
  expect(pages(await certificatePdf(file(0)))).toBe(1);
});

test("a drive that was destroyed names both people, whatever length they have", async () => {
  const by = { name: "Odile", organisation: null, how: "account", workOrder: null, at: null } as const;
  const witness = {
    ...by,
    name: "Sam ".repeat(60),
    organisation: "Shred Works",
    how: "signed_link",
    workOrder: 7,
  } as const;
  const erased = file(12);
  const drives = erased.body.drives.map((one) => ({ ...one, destruction: { by, witness } }));
  const paper = await certificatePdf({ ...erased, body: { ...erased.body, drives } });
  expect(pages(paper)).toBeGreaterThan(pages(await certificatePdf(erased))!);
});

test("the same certificate is the same paper, and any name can be printed", async () => {
  expect(await certificatePdf(file(2))).toEqual(await certificatePdf(file(2)));
  expect(pages(await certificatePdf(file(1, "機架 \u0007 🗄")))).toBe(1);
});
