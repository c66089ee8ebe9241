import { noticeOf } from "@headroom/core/alerting/route";
import { severities, usualRules } from "@headroom/core/alerting/rule";
import { instantOf } from "../days";
import { type Composition, lineOf } from "../message/composed";
import type { NoticedAlert } from "../ports/alert-routes";
import type { TakenMessage } from "../ports/outbox";
import type { Repositories } from "../ports/repositories";
import { seenWords } from "./seen-words";

/** More are counted, not listed: a message is read on a phone at night. */
const LISTED = 40;

/** What a route's message says now. Over where nobody has to hear of any of it any more. */
export async function composeAlerts(
  { alertRoutes }: Pick<Repositories, "alertRoutes">,
  { id, madeAt }: TakenMessage,
  url: string,
): Promise<Composition> {
  const found = await alertRoutes.noticed(id);
  if (!found?.route.enabled) return { kind: "over" };
  const { route, alerts } = found;
  const said = (what: "firing" | "over") => alerts.filter((alert) => noticeOf(alert, route.tellsOver) === what);
  const [firing, over] = [said("firing"), said("over")];
  if (firing.length + over.length === 0) return { kind: "over" };
  const list = (title: string, all: readonly NoticedAlert[]) =>
    all.length === 0
      ? []
      : [
          `${title}:`,
          ...all.slice(0, LISTED).map((alert) => `- ${lineFor(alert)}`),
          ...(all.length > LISTED ? [`- and ${all.length - LISTED} more`] : []),
          "",
        ];
  // rules of one's own have no runbook
  const rules = usualRules.map(({ id }) => id).filter((id) => firing.some(({ rule }) => rule === id));
  const text = [
    ...list("Firing", firing),
    ...list("Over", over),
    `All alerts: ${url}/alerts`,
    ...rules.map((rule) => `What to do: ${url}/alerts/runbooks/${rule}`),
    "",
    `You are told of them by the route “${route.name}”.`,
    "",
  ].join("\n");
  const shown = (alert: NoticedAlert) => ({
    ...{
      id: alert.id,
      rule: alert.rule,
      title: alert.title,
      severity: alert.severity,
      link: `${url}/alerts/${alert.id}`,
    },
    ...{ subject: { ...alert.subject }, seen: { ...alert.seen }, firstAt: alert.firstAt, resolvedAt: alert.resolvedAt },
  });
  return {
    ...{ kind: "composed", type: "com.headroom.alerts", text, subject: lineOf(subjectOf(firing, over)) },
    data: {
      ...{ route: route.name, gatheredFrom: instantOf(madeAt), firing: firing.slice(0, 500).map(shown) },
      ...{
        over: over.slice(0, 500).map(shown),
        firingInAll: firing.length,
        overInAll: over.length,
        link: `${url}/alerts`,
      },
    },
  };
}

/** "Critical: The air is hot, R1 (STO-1)" of one; "2 critical, 7 warning: The air is hot (STO-1)" of many; "Over: ..." where nothing fires. */
function subjectOf(firing: readonly NoticedAlert[], over: readonly NoticedAlert[]): string {
  const told = firing.length > 0 ? firing : over;
  const [first] = told as [NoticedAlert];
  const end = firing.length > 0 ? "" : "Over: ";
  const place = first.subject.datacenter === null ? "" : ` (${first.subject.datacenter})`;
  if (told.length === 1) {
    const severity = firing.length > 0 ? `${first.severity[0]!.toUpperCase()}${first.severity.slice(1)}: ` : "";
    return `${end}${severity}${first.title}, ${first.subject.name}${place}`;
  }
  const counts = severities.flatMap((severity) => {
    const count = told.filter((alert) => alert.severity === severity).length;
    return count === 0 ? [] : [`${count} ${severity}`];
  });
  const titles = new Set(told.map(({ title }) => title));
  const places = new Set(told.map(({ subject }) => subject.datacenter));
  return `${end}${counts.join(", ")}: ${first.title}${titles.size > 1 ? " and more" : ""}${places.size > 1 ? "" : place}`;
}

function lineFor(alert: NoticedAlert): string {
  const { severity, title, subject, firstAt, resolvedAt } = alert;
  const place = subject.datacenter === null ? "" : ` at ${subject.datacenter}`;
  const when = resolvedAt === null ? `since ${firstAt.slice(0, 16)}Z` : `over since ${resolvedAt.slice(0, 16)}Z`;
  const seen = seenWords(alert);
  return `${severity}: ${title}, ${subject.name}${place}, ${when}${seen === "" ? "" : `, ${seen}`}`;
}
