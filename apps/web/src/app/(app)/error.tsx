"use client";
import { ErrorState } from "@headroom/ui/primitives/ErrorState";

interface Props {
  error: Error & { digest?: string };
  reset: () => void;
}

/** A page that broke while it was drawn. The rest of the frame goes on working. */
export default function PageError({ error, reset }: Props) {
  return (
    <ErrorState
      title="This page could not be shown"
      cause="Something went wrong while it was drawn. Nothing was changed."
      traceId={error.digest ?? null}
      onRetry={reset}
    />
  );
}
