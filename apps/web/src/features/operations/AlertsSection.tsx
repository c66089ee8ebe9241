"use client";
import type { AlertDto } from "@headroom/contracts/alert";
import { AllDone } from "@headroom/ui/primitives/EmptyState";
import { Link } from "@headroom/ui/primitives/Link";
import { Section } from "@headroom/ui/primitives/PageHeader";
import { SkeletonBlock } from "@headroom/ui/primitives/Skeleton";
import { StateLabel } from "@headroom/ui/primitives/StateLabel";
import { Muted } from "@headroom/ui/primitives/Text";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "../../trpc/client";
import { alertStateWords, severityWords, subjectText } from "../alerts/words";
import { QueryFailure } from "../frame/QueryFailure";
import { Ago } from "../frame/time";

const EVERY_MS = 15_000;
const SHOWN = 6;

/** The alerts that are open, the most severe first: the first few, and the way to all of them. */
export function AlertsSection() {
  const trpc = useTRPC();
  const alerts = useQuery(trpc.alert.list.queryOptions({}, { refetchInterval: EVERY_MS }));
  const { data } = alerts;
  return (
    <Section
      id="alerts"
      title="Alerts"
      note={data && data.open > 0 ? `${data.open} open, ${data.firing} that nobody has taken` : undefined}
      actions={<Link href="/alerts">All alerts</Link>}
    >
      {alerts.error && !data ? (
        <QueryFailure error={alerts.error} what="The alerts" onRetry={() => void alerts.refetch()} />
      ) : data === undefined ? (
        <SkeletonBlock heightPx={60} label="Loading the alerts" />
      ) : data.rows.length === 0 ? (
        <AllDone title="No alert is open" />
      ) : (
        <ul className="pad plain-list">
          {data.rows.slice(0, SHOWN).map((alert) => (
            <li key={alert.id}>
              <Link href={`/alerts/${alert.id}`}>{alert.title}</Link> {subjectText(alert.subject)}{" "}
              <StateLabel state={labelOf(alert)}>{severityWords[alert.severity]}</StateLabel>{" "}
              <Muted>
                {alertStateWords[alert.state].toLowerCase()}, <Ago at={alert.firstAt} />
              </Muted>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

const labelOf = ({ severity }: AlertDto) =>
  severity === "critical" ? "over" : severity === "warning" ? "near" : "within";
