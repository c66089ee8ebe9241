import { expect, test } from "vitest";
import { mailTopics, topicOfKind } from "./topics";

test("every topic has kinds, and a kind one topic", () => {
  expect(new Set(Object.values(topicOfKind))).toEqual(new Set(mailTopics));
});
