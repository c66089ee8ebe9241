"use client";
import { useToast } from "@headroom/ui/primitives/Toast";
import { useState } from "react";
import { useTRPCClient } from "../../trpc/client";
import { publicErrorOf } from "../../trpc/public-error";
import { downloadCsv } from "../frame/downloadCsv";
import { auditAction, entityLabel, viaWords } from "../words/audit";
import { failureWords } from "../words/errors";
import type { AuditRow } from "./auditRow";
import type { auditInput } from "./useAuditFilter";

const header = ["id", "when_utc", "what", "action", "thing", "who", "through", "why", "request_id", "before", "after"];

const json = (value: unknown): string | null => (value === undefined || value === null ? null : JSON.stringify(value));

const line = (row: AuditRow) => [
  row.id,
  row.at,
  auditAction(row.action),
  row.action,
  entityLabel(row.entityKind, row.entityId),
  row.actorName,
  viaWords[row.via] ?? row.via,
  row.reason,
  row.requestId,
  json(row.before),
  json(row.after),
];

/** Every event of the filter as CSV, page by page, not only the ones on the screen. */
export function useAuditExport(input: ReturnType<typeof auditInput>) {
  const client = useTRPCClient();
  const toast = useToast();
  const [busy, setBusy] = useState(false);
  const run = async () => {
    setBusy(true);
    try {
      const rows: AuditRow[] = [];
      let cursor: string | undefined;
      do {
        const page = await client.audit.list.query({ ...input, cursor });
        rows.push(...page.rows);
        cursor = page.next ?? undefined;
      } while (cursor !== undefined);
      downloadCsv("audit.csv", header, rows.map(line));
    } catch (error) {
      const words = failureWords(publicErrorOf(error), "The export");
      toast({ text: `${words.title}. ${words.cause}`, tone: "critical" });
    } finally {
      setBusy(false);
    }
  };
  return { run, busy };
}
