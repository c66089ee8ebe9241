"use client";
import type { AdminUsers } from "@headroom/contracts/admin";
import { type Role, roles } from "@headroom/core/access/permissions";
import { formatAgo, formatDate } from "@headroom/ui/format/dates";
import { Button } from "@headroom/ui/primitives/Button";
import { type Column, DataTable } from "@headroom/ui/primitives/DataTable";
import { ConfirmDialog } from "@headroom/ui/primitives/Dialog";
import { SelectBox } from "@headroom/ui/primitives/Field";
import { Section } from "@headroom/ui/primitives/PageHeader";
import { StateLabel } from "@headroom/ui/primitives/StateLabel";
import { Muted } from "@headroom/ui/primitives/Text";
import { useState } from "react";
import { useNow } from "../frame/time";
import { roleNames } from "../words/access";
import { useAdminChange } from "./useAdminChange";

type User = AdminUsers["users"][number];

/** Everybody with an account. Disabling ends their sessions at once; what they did stays in the record. */
export function PeopleSection({ users, editable }: { users: readonly User[] | null; editable: boolean }) {
  const change = useAdminChange();
  const [asked, setAsked] = useState<User | null>(null);
  const now = useNow();
  const admins = (users ?? []).filter((user) => user.role === "admin" && user.disabledAt === null);
  const isLastAdmin = (user: User) => admins.length === 1 && admins[0]?.id === user.id;
  const columns: Column<User>[] = [
    { id: "name", header: "Name", cell: (user) => user.name },
    { id: "email", header: "E-mail", cell: (user) => user.email, priority: 2 },
    {
      id: "role",
      header: "Role",
      cell: (user) =>
        editable ? (
          <SelectBox
            aria-label={`Role of ${user.name}`}
            value={user.role}
            onChange={(event) => change.setRole.mutate({ userId: user.id, role: event.target.value as Role })}
            options={roles.map((role) => ({
              value: role,
              label: roleNames[role],
              disabled: isLastAdmin(user) && role !== "admin",
            }))}
          />
        ) : (
          roleNames[user.role]
        ),
    },
    { id: "since", header: "Since", cell: (user) => formatDate(user.createdAt, now), priority: 3 },
    {
      id: "seen",
      header: "Last seen",
      cell: (user) => (user.lastSeenAt ? formatAgo(user.lastSeenAt, now) : <Muted>never</Muted>),
      priority: 3,
    },
    {
      id: "state",
      header: "Sign-in",
      cell: (user) => (user.disabledAt ? <StateLabel state="disabled" /> : <StateLabel state="within">On</StateLabel>),
      priority: 2,
    },
    {
      id: "act",
      header: <span className="hr-vh">Actions</span>,
      align: "end",
      cell: (user) =>
        !editable ? null : user.disabledAt ? (
          <Button
            size="small"
            ariaLabel={`Enable ${user.name}`}
            onPress={() => change.setDisabled.mutate({ userId: user.id, disabled: false })}
          >
            Enable
          </Button>
        ) : (
          <Button
            size="small"
            ariaLabel={`Disable ${user.name}`}
            off={isLastAdmin(user) ? "The last admin stays" : null}
            onPress={() => setAsked(user)}
          >
            Disable
          </Button>
        ),
    },
  ];
  return (
    <Section id="people" title="People" note={users ? `${users.length}` : undefined}>
      <DataTable<User>
        label="People"
        columns={columns}
        rows={users ?? []}
        rowKey={(user) => user.id}
        density="roomy"
        loadingRows={users ? undefined : 6}
      />
      <ConfirmDialog
        open={asked !== null}
        title={`Disable ${asked?.name ?? ""}?`}
        confirmWord="Disable"
        onClose={() => setAsked(null)}
        onConfirm={() => {
          if (asked) change.setDisabled.mutate({ userId: asked.id, disabled: true });
          setAsked(null);
        }}
      >
        All their sessions end now and they cannot sign in. Their requests, plans and signatures stay as they are. An
        admin can enable them again.
      </ConfirmDialog>
    </Section>
  );
}
