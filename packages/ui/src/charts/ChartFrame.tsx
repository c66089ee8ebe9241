"use client";
import type { ReactNode } from "react";
import { Button } from "../primitives/Button";
import { SectionHeader } from "../primitives/PageHeader";

export interface ChartFrameProps {
  /** Unique on the page. */
  id: string;
  /** What it shows: "Power in use, eu-north". */
  title: string;
  unit: string;
  /** "as of 12 May 2026, 09:42 UTC". */
  asOf: string;
  /** One sentence that says what is to be seen. */
  summary: ReactNode;
  view: "chart" | "table";
  onView?: (view: "chart" | "table") => void;
  onCsv?: () => void;
  legend?: ReactNode;
  chart: ReactNode;
  table: ReactNode;
}

/** What every chart has: a title that says what it shows, unit, as-of, one sentence, the table, and CSV. */
export function ChartFrame(props: ChartFrameProps) {
  const other = props.view === "chart" ? "table" : "chart";
  return (
    <section className="hr-chart" aria-labelledby={props.id}>
      <SectionHeader
        id={props.id}
        title={props.title}
        note={`${props.unit}, ${props.asOf}`}
        actions={
          <>
            {props.onView ? (
              <Button size="small" icon={other === "table" ? "table" : "report"} onPress={() => props.onView?.(other)}>
                {other === "table" ? "Table" : "Chart"}
              </Button>
            ) : null}
            {props.onCsv ? (
              <Button size="small" icon="download" onPress={props.onCsv}>
                CSV
              </Button>
            ) : null}
          </>
        }
      />
      <p className="hr-chart-say">{props.summary}</p>
      {props.view === "chart" ? (
        <>
          {props.legend ? <div className="hr-legend">{props.legend}</div> : null}
          {props.chart}
        </>
      ) : (
        props.table
      )}
    </section>
  );
}
