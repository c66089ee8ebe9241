"use client";
import type { ReactNode } from "react";
import { Button } from "./Button";
import { useHotkeys } from "./Hotkeys";
import { Icon } from "./Icon";

/** The hash that is signed, in groups of four. */
export function HashBox({ hash, children }: { hash: string; children?: ReactNode }) {
  const groups = hash.replace(/\s+/g, "").match(/.{1,4}/g) ?? [];
  return (
    <div style={{ padding: "0 var(--gutter) 12px" }}>
      <code className="hr-hash">{groups.join(" ")}</code>
      {children ? (
        <div className="hr-s11 hr-mut" style={{ marginTop: 5 }}>
          {children}
        </div>
      ) : null}
    </div>
  );
}

export interface Signer {
  id: string;
  /** "You" for the reader. */
  name: string;
  /** "facilities power". */
  office?: string;
  state: "signed" | "waiting" | "declined" | "told" | "excluded";
  /** "signed 11 May, 16:20", "due 12:22, in 2 h 40 min", or why this person may not sign. */
  detail: ReactNode;
  me?: boolean;
}

const SIGNER_ICON = {
  signed: "within",
  waiting: "clock",
  declined: "close",
  told: "clock",
  excluded: "blocked",
} as const;
const SIGNER_WORD = {
  signed: "Signed",
  waiting: "Waiting",
  declined: "Declined",
  told: "Told",
  excluded: "May not sign",
} as const;

/** Who signs, who has, and who may not and why. The reader's own line is marked while it waits. */
export function SignerList({ signers }: { signers: readonly Signer[] }) {
  return (
    <ul className="hr-ls">
      {signers.map((signer) => {
        const mine = signer.me && signer.state === "waiting";
        return (
          <li key={signer.id} data-me={mine || undefined}>
            <Icon
              name={SIGNER_ICON[signer.state]}
              size={12}
              label={SIGNER_WORD[signer.state]}
              className={mine ? "hr-att" : "hr-mut"}
            />
            <span>
              <b>{signer.name}</b> {signer.office ? <span className="hr-mut">{signer.office}</span> : null}
            </span>
            <span className={mine ? "hr-att hr-med hr-ls-r" : "hr-sec hr-ls-r"}>{signer.detail}</span>
          </li>
        );
      })}
    </ul>
  );
}

export interface DecisionBarProps {
  onApprove: () => void;
  onRequestChanges: () => void;
  onDecline: () => void;
  onSnooze?: () => void;
  /** Why one may not decide now: own plan, stale, already signed. All three are then off. */
  off?: string | null;
  /** Why only approving is off. */
  approveOff?: string | null;
  busy?: boolean;
}

/** Approve 1, request changes 2, decline 3 (H snooze). On a phone it sticks to the bottom edge. Reasons are asked for by the page's dialog. */
export function DecisionBar(props: DecisionBarProps) {
  const off = props.off ?? (props.busy ? "Working" : null);
  const approveOff = off ?? props.approveOff ?? null;
  const when = (reason: string | null, run: () => void) => () => {
    if (!reason) run();
  };
  useHotkeys([
    { keys: "1", label: "approve", run: when(approveOff, props.onApprove) },
    { keys: "2", label: "request changes", run: when(off, props.onRequestChanges) },
    { keys: "3", label: "decline, with a reason", run: when(off, props.onDecline) },
    ...(props.onSnooze ? [{ keys: "h", label: "snooze", run: props.onSnooze }] : []),
  ]);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a legend and its layout
    <div className="hr-decbar" role="group" aria-label="Your decision">
      <Button variant="primary" icon="within" keyHint="1" off={approveOff} onPress={props.onApprove}>
        Approve
      </Button>
      <Button icon="undo" keyHint="2" off={off} onPress={props.onRequestChanges}>
        <span className="hr-desk">Request changes</span>
        <span className="hr-phone">Changes</span>
      </Button>
      <Button variant="danger" icon="close" keyHint="3" off={off} onPress={props.onDecline}>
        Decline
      </Button>
      {off && off !== "Working" ? <p className="hr-off-why">{off}</p> : null}
    </div>
  );
}
