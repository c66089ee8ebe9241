import { describe, expect, test } from "vitest";
import { roles } from "../access/permissions";
import { nextPlanState, planStates } from "./plan";
import { hindranceOf, type planDeeds } from "./plan-allowed";
import { nextRequestState, requestActions, requestStates } from "./request";

const plan = { state: "submitted", racks: 4, authorId: "a", lastEditorId: "e", requesterIds: ["r"] } as const;

describe("separation of duties holds for every role, admins included", () => {
  test.each([
    ["a", "author"],
    ["e", "last_editor"],
    ["r", "requester"],
    ["x", null],
  ] as const)("%s: %s", (id, breach) => {
    for (const role of ["approver", "admin"] as const) {
      expect(hindranceOf("approve", plan, { id, role })).toBe(breach);
      expect(hindranceOf("decline", plan, { id, role })).toBe(breach);
    }
  });
});

test("nobody without the right decides, plans or cancels", () => {
  for (const role of roles) {
    expect(hindranceOf("approve", plan, { id: "x", role }) === null).toBe(role === "approver" || role === "admin");
    expect(hindranceOf("submit", { ...plan, state: "draft" }, { id: "x", role }) === null).toBe(
      role === "planner" || role === "admin",
    );
  }
});

test("a deed is off in every state whose table lacks it", () => {
  const admin = { id: "x", role: "admin" } as const;
  const stateOnly = {
    rename: "edit",
    submit: "submit",
    replan: "replan",
    cancel: "cancel",
    approve: "approve",
  } as const;
  for (const state of planStates)
    for (const [deed, action] of Object.entries(stateOnly))
      expect(hindranceOf(deed as (typeof planDeeds)[number], { ...plan, state }, admin) === "state").toBe(
        nextPlanState(state, action) === null,
      );
});

test("an empty draft is not submitted; others' plans are not withdrawn", () => {
  const draft = { ...plan, state: "draft", racks: 0 } as const;
  expect(hindranceOf("submit", draft, { id: "x", role: "planner" })).toBe("nothing_placed");
  expect(hindranceOf("withdraw", plan, { id: "x", role: "planner" })).toBe("not_yours");
  expect(hindranceOf("withdraw", plan, { id: "a", role: "planner" })).toBeNull();
  expect(hindranceOf("withdraw", plan, { id: "x", role: "admin" })).toBeNull();
});

test("a request is never committed without having been submitted, and every state can be left or is an end", () => {
  const into = requestStates.filter((s) => nextRequestState(s, "commit") === "committed");
  expect(into).toEqual(["submitted"]);
  for (const state of requestStates)
    expect(requestActions.some((a) => nextRequestState(state, a) !== null)).toBe(state !== "delivered");
});
