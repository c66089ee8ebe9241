"use client";
import type { AdminUsers } from "@headroom/contracts/admin";
import { formatDateTime } from "@headroom/ui/format/dates";
import { Button } from "@headroom/ui/primitives/Button";
import { type Column, DataTable } from "@headroom/ui/primitives/DataTable";
import { EmptyState } from "@headroom/ui/primitives/EmptyState";
import { Section } from "@headroom/ui/primitives/PageHeader";
import { StateLabel } from "@headroom/ui/primitives/StateLabel";
import { Muted } from "@headroom/ui/primitives/Text";
import { useNow } from "../frame/time";
import { roleNames } from "../words/access";
import { useAdminChange } from "./useAdminChange";

type Invite = AdminUsers["invites"][number];

const stateOf = (invite: Invite, now: number): "used" | "revoked" | "expired" | "open" => {
  if (invite.usedAt) return "used";
  if (invite.revokedAt) return "revoked";
  return Date.parse(invite.expiresAt) < now ? "expired" : "open";
};

const labels = {
  used: <StateLabel state="within">Used</StateLabel>,
  revoked: <StateLabel state="cancelled">Taken back</StateLabel>,
  expired: <StateLabel state="expired" tone="plain" />,
  open: <StateLabel state="invited" />,
};

/** Invitations that were sent. The link itself is shown once, when it is made, and never kept. */
export function InvitesSection({ invites, editable }: { invites: readonly Invite[] | null; editable: boolean }) {
  const { revoke } = useAdminChange();
  const now = useNow();
  const columns: Column<Invite>[] = [
    { id: "email", header: "For", wrap: true, cell: (invite) => invite.email ?? <Muted>whoever has the link</Muted> },
    { id: "role", header: "Role", cell: (invite) => roleNames[invite.role], priority: 2 },
    { id: "state", header: "State", cell: (invite) => labels[stateOf(invite, now)] },
    { id: "expires", header: "Until, UTC", cell: (invite) => formatDateTime(invite.expiresAt, now), priority: 2 },
    { id: "by", header: "By", cell: (invite) => invite.createdBy ?? <Muted>the installation</Muted>, priority: 3 },
    {
      id: "act",
      header: <span className="hr-vh">Actions</span>,
      align: "end",
      cell: (invite) =>
        editable && stateOf(invite, now) === "open" ? (
          <Button
            size="small"
            ariaLabel={`Take back the invitation for ${invite.email ?? "anybody"}`}
            onPress={() => revoke.mutate({ id: invite.id })}
          >
            Take back
          </Button>
        ) : null,
    },
  ];
  return (
    <Section id="invites" title="Invitations">
      <DataTable<Invite>
        label="Invitations"
        columns={columns}
        rows={invites ?? []}
        rowKey={(invite) => String(invite.id)}
        density="roomy"
        loadingRows={invites ? undefined : 2}
        body={invites?.length === 0 ? <EmptyState title="Nobody has been invited yet" /> : undefined}
      />
    </Section>
  );
}
