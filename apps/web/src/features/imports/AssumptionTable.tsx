import { formatNumber } from "@headroom/ui/format/numbers";
import { Button } from "@headroom/ui/primitives/Button";
import { SectionHeader } from "@headroom/ui/primitives/PageHeader";
import type { AssumptionGroup } from "./assumptionGroups";

interface AssumptionTableProps {
  group: AssumptionGroup;
  confirmed: ReadonlySet<string>;
  /** null: nothing can be confirmed any more. */
  onConfirm: ((ids: readonly string[], on: boolean) => void) | null;
}

/** One group of assumptions: what is taken for what, why, and of how many things. Confirmed one by one or all at once. */
export function AssumptionTable({ group, confirmed, onConfirm }: AssumptionTableProps) {
  const ids = group.assumptions.map((one) => one.id);
  const done = ids.filter((id) => confirmed.has(id)).length;
  const all = done === ids.length;
  return (
    <section aria-labelledby={`group-${group.id}`}>
      <SectionHeader
        level={3}
        id={`group-${group.id}`}
        title={group.title}
        note={onConfirm ? `${done} of ${ids.length} confirmed` : formatNumber(ids.length)}
        actions={
          onConfirm ? (
            <Button
              size="small"
              ariaLabel={`${all ? "Take back" : "Confirm all of"} ${group.title}`}
              onPress={() => onConfirm(ids, !all)}
            >
              {all ? "Take back" : "Confirm group"}
            </Button>
          ) : null
        }
      />
      <table className="hr-t assumed" data-density="compact" aria-labelledby={`group-${group.id}`}>
        <thead>
          <tr>
            {onConfirm ? (
              <th scope="col">
                <span className="hr-vh">Confirmed</span>
              </th>
            ) : null}
            <th scope="col">What</th>
            <th scope="col">Taken as</th>
            <th scope="col" className="hr-p2">
              Why
            </th>
            <th scope="col" className="hr-n">
              Things
            </th>
          </tr>
        </thead>
        <tbody>
          {group.assumptions.map((one) => (
            <tr key={one.id}>
              {onConfirm ? (
                <td>
                  <label className="hr-check">
                    <input
                      type="checkbox"
                      aria-label={`${one.subject}: ${one.what}`}
                      checked={confirmed.has(one.id)}
                      onChange={(event) => onConfirm([one.id], event.target.checked)}
                    />
                  </label>
                </td>
              ) : null}
              <th scope="row">
                {one.subject}
                <span className="hr-t-sub">{one.what}</span>
              </th>
              <td>{one.value}</td>
              <td className="hr-sec hr-p2">{one.why}</td>
              <td className="hr-n">{formatNumber(one.count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
