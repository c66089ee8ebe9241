import { type UtilisationInput, utilisationInput } from "@headroom/contracts/utilisation";
import type { UtilisationView } from "./useUtilisationView";

const monthPattern = /^\d{4}-(0[1-9]|1[0-2])$/;

/** What is shown, as the API takes it. */
export const utilisationQuery = (
  view: Pick<UtilisationView, "resource" | "region" | "dc" | "family" | "month">,
): UtilisationInput => ({
  resource: view.resource,
  region: view.region || undefined,
  datacenter: view.dc || undefined,
  family: view.family || undefined,
  month: monthPattern.test(view.month) ? view.month : undefined,
});

/** The same of an address that has not been looked at yet; null: it asks for nothing that could be answered. */
export function utilisationQueryOf(
  address: Readonly<Record<string, string | string[] | undefined>>,
): UtilisationInput | null {
  const text = (key: string) => (typeof address[key] === "string" ? address[key] : "");
  const parsed = utilisationInput.safeParse({
    resource: text("resource") || undefined,
    region: text("region") || undefined,
    datacenter: text("dc") || undefined,
    family: text("family") || undefined,
  });
  if (!parsed.success) return null;
  const { resource, region = "", datacenter = "", family = "" } = parsed.data;
  return utilisationQuery({ resource, region, dc: datacenter, family, month: text("month") });
}

/** The page as it would be looked at with these values; what is as usual stays out of the address. */
export function viewHref({ resource, region, dc, family, months, view, month }: UtilisationView): string {
  const values = {
    resource: resource === "power" ? "" : resource,
    ...{ region, dc, family, month },
    months: months === 36 ? "" : String(months),
    view: view === "chart" ? "" : view,
  };
  const query = new URLSearchParams(Object.entries(values).filter(([, value]) => value !== ""));
  return query.size === 0 ? "/utilisation" : `/utilisation?${query}`;
}
