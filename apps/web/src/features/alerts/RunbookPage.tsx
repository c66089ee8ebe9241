"use client";
import { ShellScope } from "@headroom/ui/primitives/Shell";
import { RunbookView } from "./RunbookView";

/** What to do about the alerts of a rule. */
export function RunbookPage({ rule, markdown }: { rule: string; markdown: string }) {
  return (
    <>
      <ShellScope
        crumbs={[
          { label: "Alerts", href: "/alerts" },
          { label: `Runbook ${rule}`, href: `/alerts/runbooks/${rule}` },
        ]}
      />
      <RunbookView markdown={markdown} />
    </>
  );
}
