"use client";
import { parseAsInteger, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";

/** What of the facts is shown, kept in the address. */
export const useUtilisationView = () =>
  useQueryStates(
    {
      resource: parseAsStringLiteral(["power", "space", "cooling"]).withDefault("power"),
      region: parseAsString.withDefault(""),
      dc: parseAsString.withDefault(""),
      family: parseAsString.withDefault(""),
      months: parseAsInteger.withDefault(36),
      view: parseAsStringLiteral(["chart", "table"]).withDefault("chart"),
      /** Month whose members and families are shown, "2026-04"; empty: the last one. */
      month: parseAsString.withDefault(""),
    },
    { history: "replace" },
  );

type View = Pick<ReturnType<typeof useUtilisationView>[0], "resource" | "region" | "dc" | "family" | "month">;

const monthPattern = /^\d{4}-(0[1-9]|1[0-2])$/;

/** As the API takes it. */
export const utilisationInput = (view: View) => ({
  resource: view.resource,
  region: view.region || undefined,
  datacenter: view.dc || undefined,
  family: view.family || undefined,
  month: monthPattern.test(view.month) ? view.month : undefined,
});

type Shown = ReturnType<typeof useUtilisationView>[0];

/** The page as it would be looked at with these values; what is as usual stays out of the address. */
export function viewHref({ resource, region, dc, family, months, view, month }: Shown): string {
  const values = {
    resource: resource === "power" ? "" : resource,
    ...{ region, dc, family, month },
    months: months === 36 ? "" : String(months),
    view: view === "chart" ? "" : view,
  };
  const query = new URLSearchParams(Object.entries(values).filter(([, value]) => value !== ""));
  return query.size === 0 ? "/utilisation" : `/utilisation?${query}`;
}
