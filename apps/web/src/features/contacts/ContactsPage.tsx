"use client";
import type { ContactRow } from "@headroom/contracts/contact";
import { formatCount } from "@headroom/ui/format/numbers";
import { Button } from "@headroom/ui/primitives/Button";
import { DataTable } from "@headroom/ui/primitives/DataTable";
import { EmptyState } from "@headroom/ui/primitives/EmptyState";
import { useHotkeys } from "@headroom/ui/primitives/Hotkeys";
import { PageHeader } from "@headroom/ui/primitives/PageHeader";
import { ShellScope } from "@headroom/ui/primitives/Shell";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "../../trpc/client";
import { QueryFailure } from "../frame/QueryFailure";
import { ReasonDialog } from "../frame/ReasonDialog";
import { useMay } from "../frame/useMay";
import { useRowDialogs } from "../frame/useRowDialogs";
import { ContactDialog } from "./ContactDialog";
import { channelWords, contactColumns } from "./contactColumns";
import { TestDialog } from "./TestDialog";
import { useContactChange } from "./useContactChange";

/** People and programs outside that get work and news: who does what where, and whether their messages arrive. */
export function ContactsPage() {
  const trpc = useTRPC();
  const may = useMay();
  const list = useQuery(trpc.contact.list.queryOptions());
  const { remove, test } = useContactChange();
  const rows = list.data?.rows ?? [];
  const off = may("contact.manage") ? null : "Planners and admins keep contacts";
  const dialogs = useRowDialogs(rows, off === null);
  const { edited, tested, removing, close } = dialogs;
  useHotkeys(off === null ? [{ keys: "n", label: "new contact", run: dialogs.make }] : []);
  const failing = rows.filter((row) => row.fault !== null).length;
  return (
    <>
      <ShellScope crumbs={[{ label: "Contacts", href: "/contacts" }]} />
      <PageHeader
        title="Contacts"
        actions={
          <Button variant="primary" icon="plus" keyHint="N" off={off} onPress={dialogs.make}>
            New contact
          </Button>
        }
      >
        {rows.length > 0 ? (
          <>
            <b>{formatCount(rows.length, "contact")}</b> outside
            {failing > 0 ? <b className="hr-crit">{`, ${failing} not reached`}</b> : ""}. They get tasks of runs by mail
            or webhook, and answer through a link, without an account.
          </>
        ) : (
          "Technicians, vendors and carriers who get tasks of runs by mail or webhook, without an account."
        )}
      </PageHeader>
      <DataTable<ContactRow>
        label="Contacts, by name"
        columns={contactColumns({
          works: list.data?.works ?? [],
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
        loadingRows={list.isPending ? 6 : undefined}
        body={
          list.error ? (
            <QueryFailure error={list.error} what="The contacts" onRetry={() => void list.refetch()} />
          ) : list.data && rows.length === 0 ? (
            <EmptyState
              title="Nobody outside is known"
              actions={
                off === null ? (
                  <Button size="small" onPress={dialogs.make}>
                    New contact
                  </Button>
                ) : undefined
              }
            >
              Tasks of runs stay with people who have an account, until somebody outside has that duty or is sent one.
            </EmptyState>
          ) : undefined
        }
      />
      {dialogs.isEditing ? (
        <ContactDialog key={edited?.id ?? "new"} contact={edited} works={list.data?.works ?? []} onClose={close} />
      ) : null}
      {tested ? (
        <TestDialog
          key={tested.id}
          name={tested.name}
          how={`${channelWords[tested.channel]} to ${tested.address}`}
          test={test}
          onSend={() => test.mutate({ id: tested.id })}
          onClose={() => {
            test.reset();
            close();
          }}
        />
      ) : null}
      <ReasonDialog
        key={removing?.id ?? "none"}
        open={removing !== null}
        title={removing ? `Remove ${removing.name}?` : ""}
        confirmWord="Remove"
        danger
        busy={remove.isPending}
        error={remove.error}
        onClose={close}
        onConfirm={(reason) => {
          if (removing) remove.mutate({ id: removing.id, version: removing.version, reason }, { onSuccess: close });
        }}
      >
        {removing && removing.openOrders > 0
          ? `${formatCount(removing.openOrders, "work order")} stay with them until you take them back in their runs. `
          : ""}
        Their duties end: such tasks wait for people of the product again.
      </ReasonDialog>
    </>
  );
}
