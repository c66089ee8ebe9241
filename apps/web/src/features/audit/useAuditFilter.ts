"use client";
import { parseAsString } from "nuqs";
import { useQueryStates } from "../frame/address";

/** The filter of the audit page, kept in the address. */
export function useAuditFilter() {
  const [filter, setFilter] = useQueryStates({
    kind: parseAsString.withDefault(""),
    entity: parseAsString.withDefault(""),
    action: parseAsString.withDefault(""),
    actor: parseAsString.withDefault(""),
    from: parseAsString.withDefault(""),
    to: parseAsString.withDefault(""),
    q: parseAsString.withDefault(""),
    event: parseAsString,
  });
  return { filter, setFilter };
}

type Filter = ReturnType<typeof useAuditFilter>["filter"];

/** As the API takes it: an empty field is no filter. */
export const auditInput = (filter: Omit<Filter, "event">) => ({
  entityKind: filter.kind || undefined,
  entityId: filter.entity || undefined,
  action: filter.action || undefined,
  actorId: filter.actor || undefined,
  from: filter.from || undefined,
  to: filter.to || undefined,
  search: filter.q || undefined,
  limit: 100,
});

export const isFiltered = (filter: Omit<Filter, "event">): boolean =>
  [filter.kind, filter.entity, filter.action, filter.actor, filter.from, filter.to, filter.q].some(
    (value) => value !== "",
  );
