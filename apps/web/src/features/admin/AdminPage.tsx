"use client";
import { Button } from "@headroom/ui/primitives/Button";
import { PageHeader } from "@headroom/ui/primitives/PageHeader";
import { ShellScope } from "@headroom/ui/primitives/Shell";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "../../trpc/client";
import { QueryFailure } from "../frame/QueryFailure";
import { useMay } from "../frame/useMay";
import { ReasonsSection } from "../overrides/ReasonsSection";
import { InviteDialog } from "./InviteDialog";
import { InvitesSection } from "./InvitesSection";
import { MatrixSection } from "./MatrixSection";
import { PeopleSection } from "./PeopleSection";

/** People, invitations, and who may do what. */
export function AdminPage() {
  const trpc = useTRPC();
  const may = useMay();
  const users = useQuery(trpc.admin.users.queryOptions());
  const [inviting, setInviting] = useState(false);
  const active = users.data?.users.filter((user) => user.disabledAt === null).length;
  return (
    <>
      <ShellScope crumbs={[{ label: "Admin", href: "/admin" }]} />
      <PageHeader
        title="Admin"
        actions={
          may("user.manage") ? (
            <Button variant="primary" icon="plus" onPress={() => setInviting(true)}>
              Invite somebody
            </Button>
          ) : null
        }
      >
        {active === undefined
          ? "People come by invitation; a role says what they may do."
          : `${active} people can sign in. They came by invitation; a role says what each may do.`}
      </PageHeader>
      {users.error ? (
        <QueryFailure error={users.error} what="The list of people" onRetry={() => void users.refetch()} />
      ) : (
        <>
          <PeopleSection users={users.data?.users ?? null} editable={may("user.manage")} />
          <InvitesSection invites={users.data?.invites ?? null} editable={may("user.manage")} />
          <ReasonsSection editable={may("override.reasons")} />
          <MatrixSection />
        </>
      )}
      <InviteDialog open={inviting} onClose={() => setInviting(false)} />
    </>
  );
}
