import type { RequestDetail } from "@headroom/contracts/request";
import type { RequestFormValues } from "./RequestFormPage";

const week = 7 * 24 * 3600 * 1000;

/** What the form starts with: the request as it stands, or an empty one needed in a quarter of a year. */
export function formOf(existing: RequestDetail | null): RequestFormValues {
  if (!existing) {
    return {
      title: "",
      service: "",
      rackType: "",
      unit: "racks",
      amount: 1,
      region: "",
      zone: null,
      datacenter: null,
      requiredTags: [],
      splitRule: "all_or_nothing",
      priority: 2,
      neededBy: new Date(Date.now() + 13 * week).toISOString().slice(0, 10),
      note: "",
      rules: { spread: null, antiAffinity: null, affinity: null },
    };
  }
  const { title, service, rackType, unit, amount, region, zone, datacenter } = existing;
  const { requiredTags, splitRule, priority, neededBy, note, rules } = existing;
  return {
    title,
    service,
    rackType,
    unit,
    amount,
    region,
    zone,
    datacenter,
    requiredTags,
    splitRule,
    priority,
    neededBy,
    note,
    rules,
  };
}
