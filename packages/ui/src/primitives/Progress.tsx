"use client";
import type { ReactNode } from "react";
import { formatNumber } from "../format/numbers";
import { Button } from "./Button";
import { Message } from "./Message";

export interface ProgressProps {
  /** "Importing 1,440 racks". */
  title: string;
  done: number;
  /** null while it is not known. */
  total: number | null;
  /** What is being done now: "Now room 2, row 10". */
  now?: ReactNode;
  /** "about 40 s left". */
  timeLeft?: string | null;
  /** Anything set aside on the way. */
  note?: ReactNode;
  onCancel?: () => void;
  /** Why it cannot be cancelled just now. */
  cancelOff?: string | null;
  /** Leave it running and go on; it is found again under this. */
  onBackground?: () => void;
}

/** Long work: done of total, what now, time left; it can be left and found again, and cancelled. */
export function Progress(props: ProgressProps) {
  const { done, total, now, timeLeft } = props;
  const share = total ? Math.round((done / total) * 100) : undefined;
  return (
    <Message
      icon="running"
      title={`${props.title}, ${total === null ? `${formatNumber(done)} done` : `${formatNumber(done)} of ${formatNumber(total)} done`}`}
      actions={
        <>
          {props.onBackground ? (
            <Button size="small" onPress={props.onBackground}>
              Run in background
            </Button>
          ) : null}
          {props.onCancel ? (
            <Button size="small" onPress={props.onCancel} off={props.cancelOff}>
              Cancel
            </Button>
          ) : null}
        </>
      }
    >
      {now ? <>{now}. </> : null}
      {timeLeft ? `${timeLeft[0]?.toUpperCase()}${timeLeft.slice(1)}. ` : null}
      {props.note}
      <span
        role="progressbar"
        aria-label={props.title}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={share}
        className="hr-prog"
        style={{ display: "block", marginTop: 8 }}
      >
        <span className="hr-lim" aria-hidden="true">
          <i className="hr-lim-track" style={{ width: "100%" }} />
          <i className="hr-lim-used" style={{ width: `${share ?? 0}%` }} />
        </span>
      </span>
    </Message>
  );
}
