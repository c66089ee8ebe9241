import type { CSSProperties, ReactNode } from "react";
import { cx } from "./cx";
import { Id } from "./Text";

export interface PageHeaderProps {
  title: ReactNode;
  /** Stands before the title, in monospace: "PL-2318". */
  id?: string;
  /** The state of the thing, boxed: <StateLabel box/>. */
  state?: ReactNode;
  /** One sentence that answers the page's question. <b> for the figures in it. */
  children?: ReactNode;
  /** The sentence in 15 px instead of 13. */
  say?: boolean;
  /** At most three buttons, one of them primary. */
  actions?: ReactNode;
}

/** Title, sentence, buttons. The only h1 of a page. */
export function PageHeader({ title, id, state, children, say, actions }: PageHeaderProps) {
  return (
    <div className={cx("hr-ph", say && "hr-ph-say")}>
      <div>
        <h1>
          {id ? <Id>{id}</Id> : null}
          <span>{title}</span>
          {state}
        </h1>
        {children ? <p>{children}</p> : null}
      </div>
      {actions ? <div className="hr-acts">{actions}</div> : null}
    </div>
  );
}

/** The one tool row under the header: metric, time, filters, legend. */
export function ToolRow({ children }: { children: ReactNode }) {
  return <div className="hr-tools">{children}</div>;
}

/** Pushes what follows to the right end of a row. */
export function Fill() {
  return <span className="hr-fill" />;
}

export interface SectionProps {
  /** Unique on the page; the heading gets it. */
  id: string;
  title: ReactNode;
  /** Small print beside the title: unit, as-of, counts. */
  note?: ReactNode;
  /** Links and small buttons at the right end. */
  actions?: ReactNode;
  level?: 2 | 3;
  className?: string;
  children?: ReactNode;
}

/** A part of the sheet: heading, then content from edge to edge. Sections are parted by hairlines, not boxed. */
export function Section({ id, title, note, actions, level = 2, className, children }: SectionProps) {
  return (
    <section className={cx("hr-sect", className)} aria-labelledby={id}>
      <SectionHeader id={id} title={title} note={note} actions={actions} level={level} />
      {children}
    </section>
  );
}

/** The heading of a section on its own. */
export function SectionHeader({ id, title, note, actions, level = 2 }: Omit<SectionProps, "children" | "className">) {
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <div className="hr-sh">
      <Heading id={id}>{title}</Heading>
      {note ? <span className="hr-mut">{note}</span> : null}
      {actions ? <span className="hr-sh-acts">{actions}</span> : null}
    </div>
  );
}

export interface ColumnsProps {
  /** CSS grid columns on the desk ("minmax(0,1fr) 452px"); one column below 1200 px. */
  template: string;
  children: ReactNode;
  className?: string;
}

/** Two or three columns parted by a hairline; below 1200 px they stand under each other. */
export function Columns({ template, children, className }: ColumnsProps) {
  return (
    <div className={cx("hr-cols", className)} style={{ "--hr-cols": template } as CSSProperties}>
      {children}
    </div>
  );
}

/** Four or five facts in a row under the header. */
export function SummaryStrip({
  items,
}: {
  items: readonly { label: string; value: ReactNode; tone?: "attention" | "critical" }[];
}) {
  return (
    <dl className="hr-sum">
      {items.map((item) => (
        <div key={item.label}>
          <dt>{item.label}</dt>
          <dd className={item.tone === "attention" ? "hr-att" : item.tone === "critical" ? "hr-crit" : undefined}>
            {item.value}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Label and value, value to the right. */
export function KeyValue({ items, small }: { items: readonly { label: string; value: ReactNode }[]; small?: boolean }) {
  return (
    <dl className={cx("hr-kv", small && "hr-s12")}>
      {items.map((item) => (
        <div key={item.label} style={{ display: "contents" }}>
          <dt>{item.label}</dt>
          <dd>{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}
