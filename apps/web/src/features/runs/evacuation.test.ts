import type { EvacuationDto } from "@headroom/contracts/evacuation";
import { evacuationInput } from "@headroom/contracts/evacuation";
import fc from "fast-check";
import { expect, test } from "vitest";
import { evacuationDraft, evacuationInputOf, evacuationWords, noEvacuation, notEvacuatedYet } from "./evacuation";

const ours = (plan: Partial<NonNullable<EvacuationDto["plan"]>>): EvacuationDto => ({
  ...{ planId: 7, title: "Moves in N1", url: null },
  plan: { state: "committed", racks: 8, racksDone: 3, isCarriedOut: false, ...plan },
});
const elsewhere: EvacuationDto = { planId: null, title: "Search moves", url: "https://wiki.example.org/x", plan: null };

test("only a plan of ours that is not carried out keeps racks from being drained", () => {
  expect([notEvacuatedYet(null), notEvacuatedYet(elsewhere), notEvacuatedYet(ours({ isCarriedOut: true }))]).toEqual([
    ...[null, null, null],
  ]);
  expect(notEvacuatedYet(ours({}))).toBe("Its evacuation plan is not carried out");
  expect(evacuationWords(ours({}))).toBe("committed, 3 of 8 racks serve");
  expect(evacuationWords(ours({ state: "draft", racksDone: 0 }))).toBe("draft");
  expect(evacuationWords(ours({ racksDone: 8, isCarriedOut: true }))).toBe("carried out");
  expect(evacuationWords(elsewhere)).toBeNull();
});

test("what is kept is shown as it was typed, and what the form takes the API takes", () => {
  expect(evacuationInputOf(evacuationDraft(elsewhere))).toEqual({
    input: { kind: "elsewhere", title: elsewhere.title, url: elsewhere.url },
  });
  expect(evacuationInputOf(evacuationDraft(ours({})))).toEqual({ input: { kind: "plan", planId: 7 } });
  expect(evacuationInputOf(evacuationDraft(null))).toEqual({ input: null });
  expect(evacuationInputOf({ ...noEvacuation, kind: "elsewhere", url: "javascript:alert(1)" })).toMatchObject({
    errors: { title: expect.any(String), url: expect.any(String) },
  });
  const text = fc.string({ maxLength: 40 });
  fc.assert(
    fc.property(text, fc.oneof(fc.webUrl(), text), (title, url) => {
      const found = evacuationInputOf({ ...noEvacuation, kind: "elsewhere", title, url });
      if ("input" in found) expect(evacuationInput.safeParse(found.input).success).toBe(true);
    }),
  );
});
