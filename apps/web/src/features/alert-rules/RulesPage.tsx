"use client";
import type { AlertRuleDto } from "@headroom/contracts/alert";
import { formatCount } from "@headroom/ui/format/numbers";
import { Button } from "@headroom/ui/primitives/Button";
import { type Column, DataTable } from "@headroom/ui/primitives/DataTable";
import { Dialog } from "@headroom/ui/primitives/Dialog";
import { useHotkeys } from "@headroom/ui/primitives/Hotkeys";
import { Link } from "@headroom/ui/primitives/Link";
import { Notice } from "@headroom/ui/primitives/Notice";
import { PageHeader } from "@headroom/ui/primitives/PageHeader";
import { ShellScope } from "@headroom/ui/primitives/Shell";
import { StateLabel } from "@headroom/ui/primitives/StateLabel";
import { useQuery } from "@tanstack/react-query";
import { parseAsString, parseAsStringLiteral } from "nuqs";
import { useTRPC } from "../../trpc/client";
import { publicErrorOf } from "../../trpc/public-error";
import { severityWords, testText } from "../alerts/words";
import { useQueryStates } from "../frame/address";
import { QueryFailure } from "../frame/QueryFailure";
import { useMay } from "../frame/useMay";
import { failureWords } from "../words/errors";
import { RuleDialog } from "./RuleDialog";
import { useRuleChange } from "./useRuleChange";

/** What is looked for: every rule with its threshold, changed, switched off and made here. */
export function RulesPage() {
  const trpc = useTRPC();
  const may = useMay();
  const [view, setView] = useQueryStates({
    at: parseAsString,
    new: parseAsStringLiteral(["yes"]),
    edit: parseAsString,
    remove: parseAsString,
  });
  const list = useQuery(trpc.alert.rules.queryOptions());
  const change = useRuleChange();
  const rows = list.data ?? [];
  const off = may("alert.rules") ? null : "Admins change rules";
  const close = () => void setView({ new: null, edit: null, remove: null });
  const edited = rows.find(({ id }) => id === view.edit);
  const edit = ({ id }: AlertRuleDto) => {
    if (off === null) void setView({ edit: id });
  };
  const turn = ({ usual: _, own: __, ...rule }: AlertRuleDto) =>
    change.save.mutate({ ...rule, enabled: !rule.enabled });
  const current = rows.find(({ id }) => id === view.at);
  useHotkeys(
    off === null
      ? [
          { keys: "n", label: "new rule", run: () => void setView({ new: "yes" }) },
          ...(current
            ? [{ keys: "o", label: current.enabled ? "switch off" : "switch on", run: () => turn(current) }]
            : []),
        ]
      : [],
  );
  const removing = rows.find(({ id, usual }) => id === view.remove && !usual);
  const failed = change.save.error ?? change.remove.error;
  const failure = failed ? failureWords(publicErrorOf(failed), "The rule") : null;
  const isOff = rows.filter(({ enabled }) => !enabled).length;
  return (
    <>
      <ShellScope
        crumbs={[
          { label: "Alerts", href: "/alerts" },
          { label: "Rules", href: "/alerts/rules" },
        ]}
      />
      <PageHeader
        title="Rules of alerts"
        actions={
          <Button variant="primary" icon="plus" keyHint="N" off={off} onPress={() => void setView({ new: "yes" })}>
            New rule
          </Button>
        }
      >
        {rows.length > 0 ? (
          <>
            <b>{formatCount(rows.length, "rule")}</b>
            {isOff > 0 ? `, ${isOff} switched off` : ""}. Every quarter of a minute a worker looks for what they say.
          </>
        ) : (
          "What workers look for every quarter of a minute."
        )}
      </PageHeader>
      {failure ? <Notice tone="critical" role="alert">{`${failure.title}. ${failure.cause}`}</Notice> : null}
      <DataTable<AlertRuleDto>
        label="Rules of alerts"
        columns={columns({ off, onEdit: edit, onTurn: turn, onRemove: ({ id }) => void setView({ remove: id }) })}
        rows={rows}
        rowKey={({ id }) => id}
        currentKey={view.at}
        onCurrent={(at) => void setView({ at })}
        onOpen={edit}
        hotkeys
        loadingRows={list.isPending ? 10 : undefined}
        body={
          list.error ? (
            <QueryFailure error={list.error} what="The rules" onRetry={() => void list.refetch()} />
          ) : undefined
        }
      />
      {off === null && (view.new || edited) ? (
        <RuleDialog key={edited?.id ?? "new"} rule={edited ?? null} rules={rows} onClose={close} />
      ) : null}
      {off === null && removing ? (
        <Dialog
          open
          onClose={close}
          title={removing.own ? `Remove “${removing.title}”?` : `Take back what was changed of “${removing.title}”?`}
          actions={
            <>
              <Button onPress={close}>Cancel</Button>
              <Button
                variant="danger"
                off={change.remove.isPending ? "One moment" : null}
                onPress={() => change.remove.mutate({ id: removing.id }, { onSuccess: close })}
              >
                {removing.own ? "Remove" : "Take it back"}
              </Button>
            </>
          }
        >
          {change.remove.error && failure ? (
            <Notice tone="critical" role="alert">{`${failure.title}. ${failure.cause}`}</Notice>
          ) : null}
          <p>
            {removing.own
              ? "Its open alerts end within minutes. What it found stays in the list of what is over."
              : "It holds again as the product comes with it: threshold, severity and title."}
          </p>
        </Dialog>
      ) : null}
    </>
  );
}

interface ColumnParts {
  readonly off: string | null;
  readonly onEdit: (rule: AlertRuleDto) => void;
  readonly onTurn: (rule: AlertRuleDto) => void;
  readonly onRemove: (rule: AlertRuleDto) => void;
}

const columns = ({ off, onEdit, onTurn, onRemove }: ColumnParts): readonly Column<AlertRuleDto>[] => [
  {
    id: "what",
    header: "Rule, and when it fires",
    wrap: true,
    cell: (rule) => (
      <>
        <b>{rule.title}</b>
        <span className="hr-t-sub">{testText(rule.test)}</span>
        <span className="hr-phone">
          <span className="hr-t-sub">{`${severityWords[rule.severity]}${rule.enabled ? "" : ", switched off"}`}</span>
        </span>
      </>
    ),
  },
  { id: "severity", header: "Severity", priority: 2, cell: (rule) => severityWords[rule.severity] },
  {
    id: "state",
    header: "State",
    priority: 2,
    cell: (rule) =>
      rule.enabled ? (
        <StateLabel state="free" icon="within">
          On
        </StateLabel>
      ) : (
        <StateLabel state="disabled">Off</StateLabel>
      ),
  },
  {
    id: "whose",
    header: "Whose",
    priority: 3,
    cell: (rule) =>
      rule.usual ? (
        "usual"
      ) : (
        <Link href={`/audit?kind=alert_rule&entity=${encodeURIComponent(rule.id)}`}>
          {rule.own ? "your own, see who" : "changed, see who"}
        </Link>
      ),
  },
  {
    id: "do",
    header: <span className="hr-vh">Change</span>,
    align: "end",
    wrap: true,
    cell: (rule) => (
      <span className="hr-bt contact-do">
        <Button size="small" off={off} ariaLabel={`Edit ${rule.title}`} onPress={() => onEdit(rule)}>
          Edit
        </Button>
        <Button
          size="small"
          off={off}
          ariaLabel={`Switch ${rule.title} ${rule.enabled ? "off" : "on"}`}
          onPress={() => onTurn(rule)}
        >
          {rule.enabled ? "Switch off" : "Switch on"}
        </Button>
        {rule.usual ? null : (
          <Button
            size="small"
            off={off}
            ariaLabel={rule.own ? `Remove ${rule.title}` : `Take back what was changed of ${rule.title}`}
            onPress={() => onRemove(rule)}
          >
            {rule.own ? "Remove" : "As usual"}
          </Button>
        )}
      </span>
    ),
  },
];
