"use client";
import type { InboxItem } from "@headroom/contracts/approval";
import { notificationDetail, notificationHref, notificationTitle } from "@headroom/core/messaging/notification-words";
import { formatAgo, formatTimeLeft } from "@headroom/ui/format/dates";
import { formatCount, formatPercent, formatPower, limitTone } from "@headroom/ui/format/numbers";
import { Button } from "@headroom/ui/primitives/Button";
import { Clock } from "@headroom/ui/primitives/Clock";
import { type Column, DataTable } from "@headroom/ui/primitives/DataTable";
import { AllDone } from "@headroom/ui/primitives/EmptyState";
import { useHotkeys } from "@headroom/ui/primitives/Hotkeys";
import { Link } from "@headroom/ui/primitives/Link";
import { Columns, PageHeader, Section } from "@headroom/ui/primitives/PageHeader";
import { ShellScope } from "@headroom/ui/primitives/Shell";
import { StateLabel } from "@headroom/ui/primitives/StateLabel";
import { Id, Muted, Num } from "@headroom/ui/primitives/Text";
import { useQuery } from "@tanstack/react-query";
import { parseAsStringLiteral } from "nuqs";
import { useTRPC } from "../../trpc/client";
import { useQueryState } from "../frame/address";
import { QueryFailure } from "../frame/QueryFailure";
import { useNow } from "../frame/time";
import { useCurrentRow } from "../frame/useCurrentRow";
import { MailDialog } from "./MailDialog";
import { useSnooze } from "./useSnooze";
import { cannotSignWords, riskLabels, verdictWords } from "./words";

const day = 24 * 3600 * 1000;

/** What waits for this person: plans to sign by due date and risk, and what happened to their own. */
export function InboxPage() {
  const trpc = useTRPC();
  const { at, choose, open } = useCurrentRow();
  const inbox = useQuery(trpc.approval.inbox.queryOptions(undefined, { refetchInterval: 30_000 }));
  const notifications = useQuery(trpc.notification.list.queryOptions());
  const snooze = useSnooze();
  const me = useQuery(trpc.session.me.queryOptions());
  const [mail, setMail] = useQueryState("mail", parseAsStringLiteral(["yes"]));
  const now = useNow();
  const items = (inbox.data?.items ?? []).filter((item) => !item.snoozedUntil || Date.parse(item.snoozedUntil) <= now);
  const snoozed = (inbox.data?.items.length ?? 0) - items.length;
  const current = items.find((item) => String(item.planId) === at);
  useHotkeys([
    { keys: "h", label: "snooze", run: () => current && snooze.mutate({ planId: current.planId, until: tomorrow() }) },
  ]);
  const mine = items.filter((item) => item.cannotSign === null);
  return (
    <>
      <ShellScope crumbs={[{ label: "Inbox", href: "/inbox" }]} />
      <PageHeader
        title="Inbox"
        actions={
          <Button icon="mail" onPress={() => void setMail("yes")}>
            Mail me, too
          </Button>
        }
      >
        {inbox.data ? (
          mine.length > 0 ? (
            <>
              <b>{formatCount(mine.length, "plan")}</b> {mine.length === 1 ? "waits" : "wait"} for your signature
              {mine[0] ? `, the first has ${formatTimeLeft(mine[0].dueAt, now)}` : ""}.
            </>
          ) : (
            "Nothing waits for your signature."
          )
        ) : (
          "What waits for you, by due date and risk."
        )}
        {snoozed > 0 ? ` ${formatCount(snoozed, "plan")} snoozed.` : ""}
      </PageHeader>
      {mail && me.data ? <MailDialog email={me.data.person.email} onClose={() => void setMail(null)} /> : null}
      <Columns template="minmax(0,1fr) 388px">
        <Section id="sign" title="To sign" note="by time left and risk">
          <DataTable<InboxItem>
            label="Plans waiting for a signature"
            columns={columns(now)}
            rows={items}
            rowKey={(item) => String(item.planId)}
            density="roomy"
            currentKey={at}
            onCurrent={choose}
            onOpen={(item) => open(`/inbox/${item.planId}`)}
            hotkeys
            loadingRows={inbox.isPending ? 4 : undefined}
            body={
              inbox.error ? (
                <QueryFailure error={inbox.error} what="The inbox" onRetry={() => void inbox.refetch()} />
              ) : inbox.data && items.length === 0 ? (
                <AllDone title="Nothing waits for a signature">
                  Plans that are sent for approval will stand here.
                </AllDone>
              ) : undefined
            }
          />
        </Section>
        <div>
          <Section id="told" title="Told to you">
            {notifications.data?.length === 0 ? (
              <AllDone title="Nothing new">What becomes of your requests and plans will stand here.</AllDone>
            ) : (
              <ul className="told-list">
                {(notifications.data ?? []).slice(0, 12).map((one) => (
                  <li key={one.id}>
                    <Link href={notificationHref(one)} className="hr-lnk">
                      {notificationTitle(one)}
                    </Link>
                    <Muted>{formatAgo(one.createdAt, now)}</Muted>
                    <span className="hr-sec">{notificationDetail(one)}</span>
                  </li>
                ))}
              </ul>
            )}
          </Section>
          {inbox.data && inbox.data.decidedLately.length > 0 ? (
            <Section id="decided" title="Decided lately">
              <ul className="told-list">
                {inbox.data.decidedLately.map((one) => (
                  <li key={`${one.planId}-${one.at}`}>
                    <Link href={`/plans/${one.planId}`} className="hr-lnk">
                      <Id>PL-{one.planId}</Id> {one.title}
                    </Link>
                    <Muted>{formatAgo(one.at, now)}</Muted>
                    <span className="hr-sec">
                      {verdictWords[one.verdict] ?? one.verdict} by {one.by}
                    </span>
                  </li>
                ))}
              </ul>
            </Section>
          ) : null}
        </div>
      </Columns>
    </>
  );
}

const tomorrow = () => new Date(Date.now() + day).toISOString();

const columns = (now: number): readonly Column<InboxItem>[] => [
  {
    id: "due",
    header: "Time left",
    noWrap: true,
    cell: (item) => {
      const whole = Date.parse(item.dueAt) - Date.parse(item.requestedAt);
      return (
        <Clock share={Math.min(1, Math.max(0, (Date.parse(item.dueAt) - now) / Math.max(1, whole)))}>
          {formatTimeLeft(item.dueAt, now)}
        </Clock>
      );
    },
  },
  {
    id: "plan",
    header: "Plan",
    wrap: true,
    cell: (item) => (
      <>
        <Link href={`/inbox/${item.planId}`}>
          <Id>PL-{item.planId}</Id> {item.title}
        </Link>
        <span className="hr-t-sub">
          {formatCount(item.racks, "rack")} in {item.datacenters.join(", ")}, asked by {item.author.name}
          {item.cannotSign ? `. ${cannotSignWords[item.cannotSign]}` : ""}
        </span>
      </>
    ),
  },
  {
    id: "power",
    header: "Power",
    align: "end",
    priority: 2,
    cell: (item) => <Num of={formatPower(item.powerW, { signed: true })} />,
  },
  {
    id: "failure",
    header: "Worst single failure",
    align: "end",
    priority: 3,
    cell: (item) =>
      item.worstFailurePercent === null ? (
        <Muted>none</Muted>
      ) : (
        <span className={limitTone(item.worstFailurePercent / 100) !== "within" ? "hr-att" : undefined}>
          {formatPercent(item.worstFailurePercent / 100).text} <Muted>{item.worstFailureDevice}</Muted>
        </span>
      ),
  },
  {
    id: "risk",
    header: "Risk",
    priority: 2,
    cell: (item) => <StateLabel state={riskLabels[item.risk].state}>{riskLabels[item.risk].word}</StateLabel>,
  },
];
