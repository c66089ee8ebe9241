"use client";
import type { ReactNode } from "react";
import { Dialog as AriaDialog, DialogTrigger, Heading } from "react-aria-components/Dialog";
import { Pressable } from "react-aria-components/Menu";
import { Popover } from "react-aria-components/Popover";
import { Link } from "./Link";

export interface DerivationTerm {
  label: string;
  /** The amount as it is read, with its sign and unit: "− 48.1 MW". */
  value: string;
  href?: string;
}

export interface DerivationProps {
  /** The number as it stands on the page. */
  children: ReactNode;
  /** What it is: "Free power, eu-north". */
  title: string;
  terms: readonly DerivationTerm[];
  /** The result, as it is read. */
  total?: string;
  /** "as of 12 May 2026, 09:42 UTC". */
  asOf: string;
  /** Rule or source in a sentence. */
  note?: ReactNode;
}

/** A number that opens what was added up, from when, with links to the things themselves. */
export function Derivation({ children, title, terms, total, asOf, note }: DerivationProps) {
  return (
    <DialogTrigger>
      <Pressable>
        <button type="button" className="hr-deriv">
          {children}
        </button>
      </Pressable>
      <Popover className="hr-pop" placement="bottom end" offset={6}>
        <AriaDialog className="hr-pop-body">
          <Heading slot="title">{title}</Heading>
          <dl className="hr-kv hr-s12">
            {terms.map((term) => (
              <div key={term.label} style={{ display: "contents" }}>
                <dt>{term.href ? <Link href={term.href}>{term.label}</Link> : term.label}</dt>
                <dd>{term.value}</dd>
              </div>
            ))}
            {total ? (
              <div style={{ display: "contents" }}>
                <dt className="hr-strong">Result</dt>
                <dd className="hr-strong">{total}</dd>
              </div>
            ) : null}
          </dl>
          {note ? <p className="hr-s12 hr-sec">{note}</p> : null}
          <p className="hr-s11 hr-mut">{asOf}</p>
        </AriaDialog>
      </Popover>
    </DialogTrigger>
  );
}
