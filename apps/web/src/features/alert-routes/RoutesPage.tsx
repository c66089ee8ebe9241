"use client";
import type { AlertRouteDto } from "@headroom/contracts/alert-route";
import { formatCount } from "@headroom/ui/format/numbers";
import { Button } from "@headroom/ui/primitives/Button";
import { DataTable } from "@headroom/ui/primitives/DataTable";
import { Dialog } from "@headroom/ui/primitives/Dialog";
import { EmptyState } from "@headroom/ui/primitives/EmptyState";
import { useHotkeys } from "@headroom/ui/primitives/Hotkeys";
import { Notice } from "@headroom/ui/primitives/Notice";
import { PageHeader } from "@headroom/ui/primitives/PageHeader";
import { ShellScope } from "@headroom/ui/primitives/Shell";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "../../trpc/client";
import { publicErrorOf } from "../../trpc/public-error";
import { channelWords } from "../contacts/contactColumns";
import { TestDialog } from "../contacts/TestDialog";
import { QueryFailure } from "../frame/QueryFailure";
import { useMay } from "../frame/useMay";
import { useRowDialogs } from "../frame/useRowDialogs";
import { failureWords } from "../words/errors";
import { RouteDialog } from "./RouteDialog";
import { routeColumns } from "./routeColumns";
import { useRouteChange } from "./useRouteChange";

/** Who outside the app is told of which alerts. */
export function RoutesPage() {
  const trpc = useTRPC();
  const may = useMay();
  const list = useQuery(trpc.alert.routes.queryOptions());
  const rules = useQuery(trpc.alert.rules.queryOptions());
  const { remove, test } = useRouteChange();
  const rows = list.data ?? [];
  const off = may("alert.routes") ? null : "Operators and admins say who is told";
  const dialogs = useRowDialogs(rows, off === null);
  const { edited, tested, removing, close } = dialogs;
  useHotkeys(off === null ? [{ keys: "n", label: "new route", run: dialogs.make }] : []);
  return (
    <>
      <ShellScope
        crumbs={[
          { label: "Alerts", href: "/alerts" },
          { label: "Who is told", href: "/alerts/routes" },
        ]}
      />
      <PageHeader
        title="Who is told of alerts"
        actions={
          <Button variant="primary" icon="plus" keyHint="N" off={off} onPress={dialogs.make}>
            New route
          </Button>
        }
      >
        {rows.length > 0 ? (
          <>
            <b>{formatCount(rows.length, "route")}</b>.{" "}
          </>
        ) : null}
        Operators and admins always see alerts in the app; routes tell others, and by mail or webhook. What somebody has
        acknowledged or silenced is not told.
      </PageHeader>
      <DataTable<AlertRouteDto>
        label="Routes of alerts, by name"
        columns={routeColumns({
          rules: rules.data ?? [],
          off,
          onEdit: dialogs.edit,
          onTest: dialogs.test,
          onRemove: dialogs.remove,
        })}
        rows={rows}
        rowKey={(row) => String(row.id)}
        currentKey={dialogs.at}
        onCurrent={dialogs.setAt}
        onOpen={dialogs.edit}
        hotkeys
        loadingRows={list.isPending ? 4 : undefined}
        body={
          list.error ? (
            <QueryFailure error={list.error} what="The routes" onRetry={() => void list.refetch()} />
          ) : list.data && rows.length === 0 ? (
            <EmptyState
              title="Nobody is told outside the app"
              actions={
                off === null ? (
                  <Button size="small" onPress={dialogs.make}>
                    New route
                  </Button>
                ) : undefined
              }
            >
              A route sends alerts of some severity, rule or datacenter to a person or a contact. A storm is one
              message.
            </EmptyState>
          ) : undefined
        }
      />
      {dialogs.isEditing ? (
        <RouteDialog key={edited?.id ?? "new"} route={edited} rules={rules.data ?? []} onClose={close} />
      ) : null}
      {tested ? (
        <TestDialog
          key={tested.id}
          name={tested.receiver.name}
          how={`${channelWords[tested.receiver.channel]}, as the route “${tested.name}” sends it`}
          test={test}
          onSend={() => test.mutate({ id: tested.id })}
          onClose={() => {
            test.reset();
            close();
          }}
        />
      ) : null}
      {removing ? (
        <Dialog
          open
          onClose={close}
          title={`Remove the route “${removing.name}”?`}
          actions={
            <>
              <Button onPress={close}>Cancel</Button>
              <Button
                variant="danger"
                off={remove.isPending ? "Removing" : null}
                onPress={() => remove.mutate({ id: removing.id, version: removing.version }, { onSuccess: close })}
              >
                Remove
              </Button>
            </>
          }
        >
          {remove.error ? (
            <Notice tone="critical" role="alert">
              {failureWords(publicErrorOf(remove.error), "The route").title}
            </Notice>
          ) : null}
          <p>{`${removing.receiver.name} is no longer told by it, nor of what waits to be sent.`}</p>
        </Dialog>
      ) : null}
    </>
  );
}
