import type { ReactNode } from "react";
import { BrandMark } from "./BrandMark";

export interface PlainPageProps {
  title: ReactNode;
  /** One sentence under the title. */
  lead?: ReactNode;
  children?: ReactNode;
  /** Small print at the foot. */
  foot?: ReactNode;
}

/** A page without the shell: sign-in, a link that has expired, nothing found. One narrow column. */
export function PlainPage({ title, lead, children, foot }: PlainPageProps) {
  return (
    <main className="hr-plain" id="main">
      <div className="hr-plain-in">
        <div className="hr-brand">
          <BrandMark />
          Headroom
        </div>
        <h1>{title}</h1>
        {lead ? <p className="hr-sec">{lead}</p> : null}
        {children}
        {foot ? <p className="hr-s11 hr-mut">{foot}</p> : null}
      </div>
    </main>
  );
}
