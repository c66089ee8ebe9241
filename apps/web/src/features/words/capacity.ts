const strandCauses: Record<string, string> = {
  space: "space",
  row: "the row",
  device: "power devices",
  power: "power devices",
  failover: "failover",
  cooling: "cooling",
  weight: "weight",
  ports: "network ports",
  rule: "a rule",
};

/** "failover": why free capacity cannot be used, after "by". */
export const strandCauseWords = (cause: string): string => strandCauses[cause] ?? cause;
