import { afterAll, beforeAll, expect, test } from "vitest";
import { type Journey, openJourney } from "../testing/journey";
import { failure } from "../testing/steps";

let journey: Journey;
beforeAll(async () => {
  journey = await openJourney();
});
afterAll(() => journey.close());

test("a shift leaves a note, the next one answers it, and two at once are told apart", async () => {
  const shift = journey.as("omar").handover;
  expect(await shift.list({})).toEqual({ notes: [] });
  const first = await shift.write({ text: "Wave 2 waits for the carrier", after: null });
  const { notes } = await shift.list({});
  expect(notes).toMatchObject([{ id: first.id, text: "Wave 2 waits for the carrier" }]);

  const answers = await Promise.allSettled(
    ["It came at six", "It did not come"].map((text) => shift.write({ text, after: first.id })),
  );
  expect(answers.map((one) => one.status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(await failure(shift.write({ text: "Late", after: null }))).toMatchObject({ code: "CONFLICT" });
  expect((await shift.list({})).notes).toHaveLength(2);
  const record = await journey.rows("SELECT action FROM audit_event WHERE action = 'handover.write'", []);
  expect(record).toHaveLength(2);
});
