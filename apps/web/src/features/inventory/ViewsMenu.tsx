"use client";
import type { TableView } from "@headroom/contracts/table";
import type { RecordType } from "@headroom/core/topology/records/types";
import { Button } from "@headroom/ui/primitives/Button";
import { Dialog } from "@headroom/ui/primitives/Dialog";
import { Checkbox, TextField } from "@headroom/ui/primitives/Field";
import { Menu } from "@headroom/ui/primitives/Menu";
import { useToast } from "@headroom/ui/primitives/Toast";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "../../trpc/client";
import { publicErrorOf } from "../../trpc/public-error";
import { useMay } from "../frame/useMay";
import { failureWords } from "../words/errors";
import type { TableState } from "./useTableState";

/** Tables as people keep them: one's own and those that others share. */
export function ViewsMenu({ type, table }: { type: RecordType; table: TableState }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const toast = useToast();
  const views = useQuery(trpc.view.list.queryOptions({ type: type.name }));
  const [saving, setSaving] = useState(false);
  const current = views.data?.find((view) => view.id === table.view) ?? null;
  const again = () => queries.invalidateQueries({ queryKey: trpc.view.pathKey() });
  const remove = useMutation(
    trpc.view.remove.mutationOptions({
      onSuccess: async () => {
        toast({ text: "The view is removed" });
        table.setView(null);
        await again();
      },
      onError: (error) => {
        const words = failureWords(publicErrorOf(error), "The view");
        toast({ text: `${words.title}. ${words.cause}`, tone: "critical" });
      },
    }),
  );
  const entry = (view: TableView) => ({
    id: String(view.id),
    label: view.name,
    detail: view.mine ? undefined : `shared by ${view.owner ?? "somebody who left"}`,
    selected: view.id === table.view,
    onAction: () => table.show(view),
  });
  const all = views.data ?? [];
  return (
    <>
      <Menu
        label="Views"
        placement="bottom end"
        trigger={
          <button type="button" className="hr-b">
            {current ? current.name : "Views"}
          </button>
        }
        groups={[
          { id: "mine", label: "Yours", items: all.filter((view) => view.mine).map(entry) },
          { id: "shared", label: "Shared", items: all.filter((view) => !view.mine).map(entry) },
          {
            id: "do",
            items: [
              { id: "save", label: "Save this view…", icon: "plus" as const, onAction: () => setSaving(true) },
              ...(current?.mine
                ? [
                    {
                      id: "remove",
                      label: `Remove “${current.name}”`,
                      icon: "close" as const,
                      onAction: () => remove.mutate({ id: current.id, version: current.version }),
                    },
                  ]
                : []),
              { id: "reset", label: "As at first", icon: "undo" as const, onAction: table.reset },
            ],
          },
        ].filter((group) => group.items.length > 0)}
      />
      {saving ? (
        <SaveDialog
          table={table}
          over={current?.mine ? current : null}
          onClose={() => setSaving(false)}
          onSaved={async (id) => {
            table.setView(id);
            await again();
          }}
        />
      ) : null}
    </>
  );
}

interface SaveDialogProps {
  table: TableState;
  /** The view in hand, where it may be written over. */
  over: TableView | null;
  onClose: () => void;
  onSaved: (id: number) => Promise<void>;
}

function SaveDialog({ table, over, onClose, onSaved }: SaveDialogProps) {
  const trpc = useTRPC();
  const toast = useToast();
  const may = useMay();
  const [name, setName] = useState(over?.name ?? "");
  const [shared, setShared] = useState(over?.shared ?? false);
  const isSame = over !== null && name.trim() === over.name;
  const save = useMutation(
    trpc.view.save.mutationOptions({
      onSuccess: async ({ id }) => {
        toast({ text: isSame ? "The view is changed" : "The view is kept" });
        onClose();
        await onSaved(id);
      },
    }),
  );
  const failure = save.error ? publicErrorOf(save.error) : null;
  const taken = failure?.code === "CONFLICT" && failure.details.taken === true;
  return (
    <Dialog
      open
      onClose={onClose}
      title="Save this view"
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form="save-view" off={save.isPending ? "Being saved" : null}>
            {isSame ? "Save over" : "Save"}
          </Button>
        </>
      }
    >
      <form
        id="save-view"
        className="form-stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== "")
            save.mutate({ ...table.input, name, shared, ...(isSame ? { id: over.id, version: over.version } : {}) });
        }}
      >
        <TextField
          label="Name"
          autoFocus
          required
          maxLength={80}
          value={name}
          onChange={(event) => setName(event.target.value)}
          help="It keeps the columns, the filter and the order"
          error={taken ? "You have a view of this name" : failure ? failureWords(failure, "The view").cause : null}
        />
        <Checkbox
          label="Share it with everybody"
          help={may("view.share") ? undefined : "Planners, managers and admins share views"}
          disabled={!may("view.share")}
          checked={shared}
          onChange={(event) => setShared(event.target.checked)}
        />
      </form>
    </Dialog>
  );
}
