import type { AlertRuleDto } from "@headroom/contracts/alert";
import type { AlertRouteDto } from "@headroom/contracts/alert-route";
import { formatDuration } from "@headroom/ui/format/dates";
import { Button } from "@headroom/ui/primitives/Button";
import type { Column } from "@headroom/ui/primitives/DataTable";
import { StateLabel } from "@headroom/ui/primitives/StateLabel";
import { Muted } from "@headroom/ui/primitives/Text";
import { severityWords } from "../alerts/words";
import { channelWords } from "../contacts/contactColumns";
import { Ago } from "../frame/time";
import { deliveryFault } from "../runs/words";

/** "Critical and warning, of The air is hot, at STO-1". */
export function routeWords(route: AlertRouteDto, rules: readonly AlertRuleDto[]): string {
  const titles = new Map(rules.map(({ id, title }) => [id, title]));
  const which = route.severities.length === 0 ? "Everything" : route.severities.map((s) => severityWords[s]).join(", ");
  const of = route.rules.map((id) => titles.get(id) ?? id).join("; ");
  const place = route.datacenter === null ? "" : ` at ${route.datacenter}`;
  return `${which}${place}${of === "" ? "" : `: ${of}`}`;
}

/** How its latest message stands. */
function Sent({ route: { delivery, enabled } }: { route: AlertRouteDto }) {
  if (!enabled) return <StateLabel state="disabled">Off</StateLabel>;
  if (delivery === null) return <Muted>nothing sent yet</Muted>;
  if (delivery.state === "sent" && delivery.endedAt)
    return (
      <>
        sent <Ago at={delivery.endedAt} />
      </>
    );
  if (delivery.state === "failed")
    return (
      <>
        <StateLabel state="blocked">Not delivered</StateLabel>
        <span className="hr-t-sub">{deliveryFault(delivery.fault ?? {})}</span>
      </>
    );
  return (
    <>
      waits to be sent
      {delivery.fault ? <span className="hr-t-sub">{deliveryFault(delivery.fault)}</span> : null}
    </>
  );
}

interface ColumnParts {
  readonly rules: readonly AlertRuleDto[];
  /** Why the reader may not change one. */
  readonly off: string | null;
  readonly onEdit: (route: AlertRouteDto) => void;
  readonly onTest: (route: AlertRouteDto) => void;
  readonly onRemove: (route: AlertRouteDto) => void;
}

export const routeColumns = (parts: ColumnParts): readonly Column<AlertRouteDto>[] => {
  const { rules, off } = parts;
  return [
    {
      id: "who",
      header: "Route, and who is told",
      wrap: true,
      cell: (route) => (
        <>
          <b>{route.name}</b>
          <span className="hr-t-sub">{`${channelWords[route.receiver.channel]} to ${route.receiver.name}`}</span>
          <span className="hr-phone">
            <span className="hr-t-sub">{routeWords(route, rules)}</span>
            <Sent route={route} />
          </span>
        </>
      ),
    },
    {
      id: "what",
      header: "Of what",
      width: "34%",
      wrap: true,
      priority: 2,
      cell: (route) => (
        <>
          {routeWords(route, rules)}
          <span className="hr-t-sub">
            {`one message in ${formatDuration(route.everyMinutes * 60_000)} at most${route.tellsOver ? ", also of what is over" : ""}`}
          </span>
        </>
      ),
    },
    { id: "sent", header: "Messages", priority: 2, wrap: true, cell: (route) => <Sent route={route} /> },
    {
      id: "do",
      header: <span className="hr-vh">Change</span>,
      align: "end",
      wrap: true,
      cell: (route) => (
        <span className="hr-bt contact-do">
          <Button size="small" off={off} ariaLabel={`Test ${route.name}`} onPress={() => parts.onTest(route)}>
            Test
          </Button>
          <Button size="small" off={off} ariaLabel={`Edit ${route.name}`} onPress={() => parts.onEdit(route)}>
            Edit
          </Button>
          <Button size="small" off={off} ariaLabel={`Remove ${route.name}`} onPress={() => parts.onRemove(route)}>
            Remove
          </Button>
        </span>
      ),
    },
  ];
};
