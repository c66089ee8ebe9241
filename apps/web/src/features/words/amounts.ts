import { formatNumber, formatPower, type PowerUnit, powerUnit } from "@headroom/ui/format/numbers";

/** Digits that tell 1.20 from 1.33 MW, and none where there are many kW. */
const digitsOf = (limitW: number, unit: PowerUnit): number => {
  if (unit === "MW") return limitW < 10e6 ? 2 : 1;
  return unit === "kW" && limitW < 100e3 ? 1 : 0;
};

/** "1.20 of 1.33 MW": both in the unit of the whole, so that they can be held against each other. */
export function powerOf(usedW: number, limitW: number): string {
  const unit = powerUnit(limitW);
  const digits = digitsOf(limitW, unit);
  return `${formatPower(usedW, { unit, digits }).value} of ${formatPower(limitW, { unit, digits }).text}`;
}

export type AmountUnit = "W" | "positions";

/** An amount of an account on its own: "87 kW", "12 positions". */
export const amountText = (amount: number, unit: AmountUnit): string =>
  unit === "W" ? formatPower(amount).text : `${formatNumber(amount)} ${amount === 1 ? "position" : "positions"}`;
