"use client";
import { type Role, roles } from "@headroom/core/access/permissions";
import { formatInstant } from "@headroom/ui/format/dates";
import { Button } from "@headroom/ui/primitives/Button";
import { Dialog } from "@headroom/ui/primitives/Dialog";
import { Checkbox, Select, TextField } from "@headroom/ui/primitives/Field";
import { Notice } from "@headroom/ui/primitives/Notice";
import { Id } from "@headroom/ui/primitives/Text";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { useTRPC } from "../../trpc/client";
import { publicErrorOf } from "../../trpc/public-error";
import { deliveryFault } from "../runs/words";
import { roleNames } from "../words/access";
import { failureWords } from "../words/errors";

interface Form {
  email: string;
  role: Role;
  mail: boolean;
}

const formId = "invite-form";

/** Makes an invitation and shows its link, this once. */
export function InviteDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const form = useForm<Form>({ defaultValues: { email: "", role: "planner", mail: false } });
  const invite = useMutation(
    trpc.admin.invite.mutationOptions({
      onSuccess: () => client.invalidateQueries({ queryKey: trpc.admin.users.queryKey() }),
    }),
  );
  const close = () => {
    invite.reset();
    form.reset();
    onClose();
  };
  const failure = invite.error ? failureWords(publicErrorOf(invite.error), "The invitation") : null;
  const link = invite.data ? new URL(invite.data.path, window.location.origin).href : null;
  return (
    <Dialog
      open={open}
      onClose={close}
      title={link ? "Send this link" : "Invite somebody"}
      actions={
        link ? (
          <>
            <Button icon="copy" onPress={() => void navigator.clipboard.writeText(link)}>
              Copy the link
            </Button>
            <Button variant="primary" onPress={close}>
              Done
            </Button>
          </>
        ) : (
          <>
            <Button onPress={close}>Cancel</Button>
            <Button variant="primary" type="submit" form={formId} off={invite.isPending ? "One moment" : null}>
              Make the invitation
            </Button>
          </>
        )
      }
    >
      {link && invite.data ? (
        <>
          <p>It is shown this once and works once, until {formatInstant(invite.data.expiresAt)}.</p>
          <p className="invite-link">
            <Id>{link}</Id>
          </p>
          {invite.data.messageKey ? <MailStands messageKey={invite.data.messageKey} /> : null}
        </>
      ) : (
        <form
          id={formId}
          className="form-stack"
          noValidate
          onSubmit={form.handleSubmit((values) => invite.mutate(values))}
        >
          {failure ? <Notice tone="critical" role="alert">{`${failure.title}. ${failure.cause}`}</Notice> : null}
          <TextField
            label="E-mail"
            type="email"
            error={form.formState.errors.email?.message}
            {...form.register("email", { required: "Whom do you invite?" })}
          />
          <Select
            label="Role"
            options={roles.map((role) => ({ value: role, label: roleNames[role] }))}
            {...form.register("role")}
          />
          <Checkbox
            label="Send the link by mail, too"
            help="To this address, from the address that is set up for mails"
            {...form.register("mail")}
          />
        </form>
      )}
    </Dialog>
  );
}

/** What became of the mail with the link, while somebody looks. */
function MailStands({ messageKey }: { messageKey: string }) {
  const trpc = useTRPC();
  const { data } = useQuery(
    trpc.contact.testStands.queryOptions(
      { key: messageKey },
      { staleTime: 0, refetchInterval: ({ state }) => (state.data && state.data.state !== "queued" ? false : 1_000) },
    ),
  );
  if (data?.state === "sent")
    return <Notice icon="within">{`The mail was taken by ${data.sentTo ?? "the server"}.`}</Notice>;
  if (data?.fault)
    return (
      <Notice tone="attention">
        {`The mail was not taken${data.state === "queued" ? " yet" : ""}: ${deliveryFault(data.fault)}. Send the link yourself.`}
      </Notice>
    );
  return <Notice>The mail is on its way…</Notice>;
}
