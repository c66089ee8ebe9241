import type { RunDetail } from "@headroom/contracts/run";
import type { ReactNode } from "react";
import { formatDateTime, formatDuration, formatTimeLeft } from "../format/dates";
import { formatCount } from "../format/numbers";
import { Button } from "../primitives/Button";
import { againstOf, criterionWords, type Gate, gateName } from "./words";

export interface GateCardProps {
  template: RunDetail["template"];
  wave: RunDetail["waves"][number];
  gate: Gate;
  now: number;
  /** Opening it and holding it: absent where the gate opens itself and nobody is asked. */
  onOpen?: () => void;
  onHold?: () => void;
  /** Why this person may not. */
  off: string | null;
  /** The key that opens it, where it is the first on the page. */
  keyHint?: string;
  /** Who may: "approvers, operators and admins". */
  whoMay: string;
  busy?: boolean;
}

const Mark = () => (
  <svg className="hr-gate-mark" viewBox="0 0 22 22" width="22" height="22" aria-hidden="true">
    <path d="M11 1l10 10-10 10L1 11z" />
    <path d="M11 6v6M11 15v.5" className="hr-gate-cut" />
  </svg>
);

/** A gate that a person is asked about, or keeps shut: what it wants to see, what was measured, since when, who may open it. */
export function GateCard(props: GateCardProps) {
  const { template, wave, gate, now } = props;
  const id = `gate-${wave.number}-${gate.after}`;
  const against = againstOf(
    gate.measured,
    (subject) => wave.subjects.find((one) => String(one.id) === subject)?.rack ?? subject,
  );
  const name = gateName(template, wave.number, gate.after);
  const off = props.busy ? "One moment" : props.off;
  return (
    <section className="hr-gate" aria-labelledby={id} data-held={gate.state === "held" || undefined}>
      <Mark />
      <div>
        <h2 id={id}>{name}</h2>
        <p>
          Criterion: {criterionWords(gate.criterion)}. <b>{metWords(gate.met, wave.subjects.length, against.length)}</b>{" "}
          {gate.state === "held" ? <Held gate={gate} now={now} /> : <Since gate={gate} now={now} />}
          {props.off === null ? `You may open it, as ${props.whoMay} may.` : `Open to ${props.whoMay}.`}
        </p>
        {against.length > 0 ? (
          <ul className="hr-gate-against">
            {against.slice(0, 5).map(({ rack, words }) => (
              <li key={rack}>
                <span className="hr-id">{rack}</span> {words}
              </li>
            ))}
            {against.length > 5 ? <li>and {formatCount(against.length - 5, "other")}</li> : null}
          </ul>
        ) : null}
      </div>
      {props.onOpen ? (
        <div className="hr-acts">
          {props.onHold && gate.state !== "held" ? (
            <Button off={off} onPress={props.onHold}>
              Hold
            </Button>
          ) : null}
          <Button variant="primary" off={off} onPress={props.onOpen} keyHint={props.keyHint}>
            Open gate {wave.number + 1}
          </Button>
        </div>
      ) : null}
    </section>
  );
}

function metWords(met: boolean | null, racks: number, against: number): ReactNode {
  if (met === true) return `Met: ${racks} of ${racks}.`;
  if (met === false) return `Not met: ${against} of ${racks} against it.`;
  return against > 0 ? `Not known: ${against} of ${racks} silent.` : "Not known yet.";
}

const Since = ({ gate, now }: { gate: Gate; now: number }) => {
  if (gate.askedAt)
    return (
      <>
        Waiting since {formatDateTime(gate.askedAt, now)}, {formatDuration(Math.max(0, now - Date.parse(gate.askedAt)))}
        .{" "}
      </>
    );
  if (gate.bakedAt && Date.parse(gate.bakedAt) > now)
    return <>Believed in {formatTimeLeft(gate.bakedAt, now).replace(" left", "")}. </>;
  return null;
};

const Held = ({ gate, now }: { gate: Gate; now: number }) => (
  <>
    Held{gate.openedBy ? ` by ${gate.openedBy.name}` : ""}
    {gate.askedAt ? ` since ${formatDateTime(gate.askedAt, now)}` : ""}
    {gate.reason ? `: “${gate.reason}”` : ""}.{" "}
  </>
);
