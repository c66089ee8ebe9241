"use client";
import { Button } from "@headroom/ui/primitives/Button";
import { ErrorState } from "@headroom/ui/primitives/ErrorState";
import { NoPermission } from "@headroom/ui/primitives/NoPermission";
import { publicErrorOf } from "../../trpc/public-error";
import { failureWords, roleWords } from "../words/errors";

interface QueryFailureProps {
  error: unknown;
  /** What could not be read, as the start of a sentence: "The floor of NRD-2". */
  what: string;
  onRetry?: () => void;
}

/** The failed state of anything that was asked: not allowed, not there, or broken, told apart. */
export function QueryFailure({ error, what, onRetry }: QueryFailureProps) {
  const failure = publicErrorOf(error);
  const words = failureWords(failure, what);
  if (failure.code === "FORBIDDEN") {
    return (
      <NoPermission title={`No permission: ${what.charAt(0).toLowerCase()}${what.slice(1)}`} grantedBy="an admin">
        It is for {roleWords(failure.details.rolesWith)}.
      </NoPermission>
    );
  }
  if (failure.code === "UNAUTHENTICATED") {
    const next = typeof window === "undefined" ? "/" : window.location.pathname + window.location.search;
    return (
      <ErrorState
        title={words.title}
        cause={words.cause}
        actions={
          <Button size="small" href={`/sign-in?next=${encodeURIComponent(next)}`}>
            Sign in
          </Button>
        }
      />
    );
  }
  const title = failure.code === "INTERNAL" ? `${what} could not be read` : words.title;
  return <ErrorState title={title} cause={words.cause} traceId={failure.traceId} onRetry={onRetry} />;
}
