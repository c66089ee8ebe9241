import { formatInstant } from "@headroom/ui/format/dates";
import { KeyValue } from "@headroom/ui/primitives/PageHeader";
import { PanelBlock, SidePanel } from "@headroom/ui/primitives/SidePanel";
import { Id, Muted } from "@headroom/ui/primitives/Text";
import { auditAction, viaWords } from "../words/audit";
import { Entity } from "./auditColumns";
import type { AuditRow } from "./auditRow";
import { fieldChanges, fieldWords } from "./changes";

interface EventPanelProps {
  event: AuditRow;
  onPrevious: () => void;
  onNext: () => void;
  onClose: () => void;
}

/** One event whole: who, through what, why, and every field before and after. */
export function EventPanel({ event, onPrevious, onNext, onClose }: EventPanelProps) {
  const changes = fieldChanges(event.before ?? null, event.after ?? null);
  return (
    <SidePanel
      label="Selected event"
      noun="event"
      title={auditAction(event.action)}
      onPrevious={onPrevious}
      onNext={onNext}
      onClose={onClose}
      blocks={
        <>
          <PanelBlock>
            <KeyValue
              items={[
                { label: "When", value: formatInstant(event.at) },
                { label: "Who", value: event.actorName },
                { label: "Through", value: viaWords[event.via] ?? event.via },
                { label: "Thing", value: <Entity kind={event.entityKind} id={event.entityId} /> },
                { label: "Why", value: event.reason ?? <Muted>none given</Muted> },
                { label: "Request id", value: <Id>{event.requestId}</Id> },
              ]}
            />
          </PanelBlock>
          <PanelBlock title="Before and after" note={changes.length === 0 ? "no field changed" : undefined}>
            {changes.length > 0 ? (
              <table className="hr-t hr-t-flush audit-changes" aria-label="Fields before and after">
                <thead>
                  <tr>
                    <th scope="col">Field</th>
                    <th scope="col">Before</th>
                    <th scope="col">After</th>
                  </tr>
                </thead>
                <tbody>
                  {changes.map((change) => (
                    <tr key={change.field}>
                      <th scope="row">{fieldWords(change.field)}</th>
                      <td>{change.before === null ? <Muted>none</Muted> : change.before}</td>
                      <td>{change.after === null ? <Muted>none</Muted> : change.after}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            ) : null}
          </PanelBlock>
        </>
      }
    />
  );
}
