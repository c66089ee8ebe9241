import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { usualRules } from "@headroom/core/alerting/rule";
import { expect, test } from "vitest";

test.each(usualRules.map(({ id }) => id))("%s has a runbook", (id) => {
  expect(existsSync(fileURLToPath(new URL(`../../../docs/operations/alerts/${id}.md`, import.meta.url)))).toBe(true);
});
