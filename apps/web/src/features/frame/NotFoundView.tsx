"use client";
import { Button } from "@headroom/ui/primitives/Button";
import { ErrorState } from "@headroom/ui/primitives/ErrorState";
import { PageHeader } from "@headroom/ui/primitives/PageHeader";

/** An address that leads nowhere, inside the frame. */
export function NotFoundView() {
  return (
    <>
      <PageHeader title="Nothing here">This address leads nowhere.</PageHeader>
      <ErrorState
        title="There is nothing at this address"
        cause="It may be mistyped, or what stood here was removed."
        actions={
          <Button size="small" href="/">
            Go to the overview
          </Button>
        }
      />
    </>
  );
}
