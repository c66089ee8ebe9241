"use client";
import { Button } from "@headroom/ui/primitives/Button";
import { TextField } from "@headroom/ui/primitives/Field";
import { Notice } from "@headroom/ui/primitives/Notice";
import { useEffect, useState } from "react";
import { useForm } from "react-hook-form";
import { type Credentials, signIn } from "../../trpc/auth-client";
import type { ShownError } from "../../trpc/public-error";
import { type FailureWords, failureWords } from "../words/errors";

/** Sign-in with e-mail and password. `next` is a path of this site; where to go afterwards. */
export function SignInPage({ next }: { next: string }) {
  const form = useForm<Credentials>({ defaultValues: { email: "", password: "" } });
  const [refusal, setRefusal] = useState<FailureWords | null>(null);
  const [ready, setReady] = useState(false);
  useEffect(() => setReady(true), []);

  const submit = form.handleSubmit(async (credentials) => {
    setRefusal(null);
    const failure = await signIn(credentials);
    if (failure === null) return window.location.assign(next);
    form.resetField("password");
    form.setFocus("password");
    setRefusal(refusalWords(failure));
  });

  const { errors, isSubmitting } = form.formState;
  return (
    // method: a press before the page is live must never put the password into the address
    <form className="gate-form" method="post" onSubmit={submit} noValidate aria-labelledby="gate-title">
      <h1 id="gate-title">Sign in to Headroom</h1>
      {refusal ? (
        <Notice tone="critical" role="alert">
          <b>{refusal.title}.</b> {refusal.cause}
        </Notice>
      ) : null}
      <TextField
        label="E-mail"
        type="email"
        autoComplete="username"
        error={errors.email?.message}
        {...form.register("email", { required: "Type the e-mail address of your account" })}
      />
      <TextField
        label="Password"
        type="password"
        autoComplete="current-password"
        error={errors.password?.message}
        {...form.register("password", { required: "Type your password" })}
      />
      <Button variant="primary" type="submit" off={!ready || isSubmitting ? "One moment" : null}>
        {isSubmitting ? "Signing in…" : "Sign in"}
      </Button>
      <p className="gate-note">Accounts are by invitation. If you have none, ask an admin of your installation.</p>
    </form>
  );
}

/** The same words for a wrong password, an unknown address and a disabled account: none of them is told apart. */
function refusalWords(failure: ShownError): FailureWords {
  if (failure.code !== "UNAUTHENTICATED") return failureWords(failure, "Sign-in");
  return {
    title: "E-mail and password do not belong together",
    cause: "Check both; an account may also have been disabled.",
  };
}
