"use client";
import { parseAsInteger, parseAsString, parseAsStringLiteral } from "nuqs";
import { useQueryStates } from "../frame/address";

/** What of the facts is shown, kept in the address. */
export const useUtilisationView = () =>
  useQueryStates({
    resource: parseAsStringLiteral(["power", "space", "cooling"]).withDefault("power"),
    region: parseAsString.withDefault(""),
    dc: parseAsString.withDefault(""),
    family: parseAsString.withDefault(""),
    months: parseAsInteger.withDefault(36),
    view: parseAsStringLiteral(["chart", "table"]).withDefault("chart"),
    /** Month whose members and families are shown, "2026-04"; empty: the last one. */
    month: parseAsString.withDefault(""),
  });

export type UtilisationView = ReturnType<typeof useUtilisationView>[0];
