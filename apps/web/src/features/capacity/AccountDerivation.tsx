"use client";
import type { ResourceAccountDto } from "@headroom/contracts/capacity";
import { formatInstant } from "@headroom/ui/format/dates";
import { MINUS } from "@headroom/ui/format/numbers";
import { Derivation, type DerivationTerm } from "@headroom/ui/primitives/Derivation";
import type { ReactNode } from "react";
import { type AmountUnit, amountText } from "../words/amounts";
import { strandCauseWords } from "../words/capacity";

export type AccountPart = "supply" | "committed" | "reserved" | "free" | "stranded";

/** A thing that a sum is made of: a room of a floor, a datacenter of a region. */
export interface AccountMember {
  label: string;
  href?: string;
  account: ResourceAccountDto;
}

interface AccountDerivationProps {
  children: ReactNode;
  /** "Power, eu-north". */
  title: string;
  part: AccountPart;
  account: ResourceAccountDto;
  members: readonly AccountMember[];
  asOf: string;
}

const words: Record<AccountPart, string> = {
  supply: "supply",
  committed: "taken",
  reserved: "reserved",
  free: "free",
  stranded: "stranded",
};

const takenOf = (account: ResourceAccountDto) => account.installed + account.committed + account.held;
const partOf = (account: ResourceAccountDto, part: AccountPart): number =>
  part === "committed" ? takenOf(account) : account[part];

/** A number of an account that opens what it is made of: how it was reckoned, then which members have how much of it. */
export function AccountDerivation({ children, title, part, account, members, asOf }: AccountDerivationProps) {
  const unit: AmountUnit = account.resource === "space" ? "positions" : "W";
  const text = (amount: number) => amountText(amount, unit);
  return (
    <Derivation
      title={`${title}, ${words[part]}`}
      terms={[
        ...reckoning(account, part, text),
        ...(members.length > 1
          ? members.map((one) => ({ label: one.label, href: one.href, value: text(partOf(one.account, part)) }))
          : []),
      ]}
      total={text(partOf(account, part))}
      note={noteOf(part, members.length)}
      asOf={`as of ${formatInstant(asOf)}`}
    >
      {children}
    </Derivation>
  );
}

function reckoning(
  account: ResourceAccountDto,
  part: AccountPart,
  text: (amount: number) => string,
): readonly DerivationTerm[] {
  const minus = (label: string, amount: number) => ({
    label,
    value: amount > 0 ? `${MINUS} ${text(amount)}` : text(0),
  });
  if (part === "free")
    return [
      { label: "Supply", value: text(account.supply) },
      minus("Installed", account.installed),
      minus("Committed, not in service", account.committed),
      minus("Held for plans", account.held),
      minus("Reserved", account.reserved),
    ];
  if (part === "committed")
    return [
      { label: "Installed", value: text(account.installed) },
      { label: "Committed, not in service", value: text(account.committed) },
      { label: "Held for plans", value: text(account.held) },
    ];
  if (part === "stranded")
    return Object.entries(account.strandedBy)
      .filter(([, amount]) => amount > 0)
      .sort((a, b) => b[1] - a[1])
      .map(([cause, amount]) => ({ label: `By ${strandCauseWords(cause)}`, value: text(amount) }));
  return [];
}

function noteOf(part: AccountPart, members: number): string | undefined {
  const split = members > 1 ? "The lines with links are the same sum by place." : undefined;
  if (part === "stranded")
    return ["Free by number, but no rack of the usual kind fits there.", split].filter(Boolean).join(" ");
  return part === "supply" ? undefined : split;
}
