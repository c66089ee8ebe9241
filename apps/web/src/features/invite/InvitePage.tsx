"use client";
import { Button } from "@headroom/ui/primitives/Button";
import { TextField } from "@headroom/ui/primitives/Field";
import { Notice } from "@headroom/ui/primitives/Notice";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { useTRPC } from "../../trpc/client";
import { publicErrorOf } from "../../trpc/public-error";
import { failureWords } from "../words/errors";

interface Form {
  name: string;
  email: string;
  password: string;
  again: string;
}

/** An invitation becomes an account: name, e-mail (fixed when the invitation names one) and a password. */
export function InvitePage({ token }: { token: string }) {
  const trpc = useTRPC();
  const invitation = useQuery(trpc.invite.lookup.queryOptions({ token }));
  if (invitation.isPending) return <p className="gate-note">Looking at the invitation…</p>;
  if (invitation.error) {
    const words = failureWords(publicErrorOf(invitation.error), "The invitation");
    return <Notice tone="critical">{`${words.title}. ${words.cause}`}</Notice>;
  }
  const { state, email, role } = invitation.data;
  if (state !== "open") {
    return (
      <div className="gate-form">
        <h1>This invitation cannot be used</h1>
        <p>{closedWords[state]}</p>
        <Button href="/sign-in">Go to sign-in</Button>
      </div>
    );
  }
  return <AcceptForm token={token} email={email} role={role} />;
}

const closedWords = {
  used: "It has been used already: sign in with the account it made.",
  expired: "It has expired or was taken back. Ask the admin who sent it for a new one.",
  unknown: "The link is incomplete or not from this installation.",
} as const;

function AcceptForm({ token, email, role }: { token: string; email: string | null; role: string | null }) {
  const trpc = useTRPC();
  const form = useForm<Form>({ defaultValues: { name: "", email: email ?? "", password: "", again: "" } });
  const accept = useMutation(
    trpc.invite.accept.mutationOptions({ onSuccess: () => window.location.assign("/sign-in?welcome=1") }),
  );
  const { errors } = form.formState;
  const failure = accept.error ? failureWords(publicErrorOf(accept.error), "The account") : null;
  return (
    <form
      className="gate-form"
      method="post"
      noValidate
      aria-labelledby="gate-title"
      onSubmit={form.handleSubmit(({ name, email, password }) => accept.mutate({ token, name, email, password }))}
    >
      <h1 id="gate-title">Join Headroom{role ? ` as ${role}` : ""}</h1>
      {failure ? <Notice tone="critical" role="alert">{`${failure.title}. ${failure.cause}`}</Notice> : null}
      <TextField
        label="Your name"
        autoComplete="name"
        error={errors.name?.message}
        {...form.register("name", { required: "Type the name others will see" })}
      />
      <TextField
        label="E-mail"
        type="email"
        autoComplete="username"
        readOnly={email !== null}
        error={errors.email?.message}
        {...form.register("email", { required: "Type your e-mail address" })}
      />
      <TextField
        label="Password"
        type="password"
        help="10 characters or more"
        autoComplete="new-password"
        error={errors.password?.message}
        {...form.register("password", {
          minLength: { value: 10, message: "10 characters or more" },
          required: "Choose a password",
        })}
      />
      <TextField
        label="Password again"
        type="password"
        autoComplete="new-password"
        error={errors.again?.message}
        {...form.register("again", { validate: (value, all) => value === all.password || "The two passwords differ" })}
      />
      <Button variant="primary" type="submit" off={accept.isPending ? "One moment" : null}>
        Create the account
      </Button>
    </form>
  );
}
