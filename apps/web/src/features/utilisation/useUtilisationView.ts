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
      month: parseAsString.withDefault(""),
    },
    { history: "replace" },
  );

type View = Pick<ReturnType<typeof useUtilisationView>[0], "resource" | "region" | "dc" | "family">;

/** As the API takes it. */
export const utilisationInput = (view: View) => ({
  resource: view.resource,
  region: view.region || undefined,
  datacenter: view.dc || undefined,
  family: view.family || undefined,
});
