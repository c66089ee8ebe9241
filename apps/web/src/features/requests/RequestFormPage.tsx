"use client";
import type { RequestDetail, RequestInput, requestInput } from "@headroom/contracts/request";
import { Button } from "@headroom/ui/primitives/Button";
import { ErrorSummary } from "@headroom/ui/primitives/Field";
import { useHotkeys } from "@headroom/ui/primitives/Hotkeys";
import { Notice } from "@headroom/ui/primitives/Notice";
import { Columns, PageHeader } from "@headroom/ui/primitives/PageHeader";
import { ShellScope } from "@headroom/ui/primitives/Shell";
import { SkeletonBlock } from "@headroom/ui/primitives/Skeleton";
import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useForm } from "react-hook-form";
import type { z } from "zod";
import { useTRPC } from "../../trpc/client";
import { publicErrorOf } from "../../trpc/public-error";
import { useRouter } from "../frame/address";
import { QueryFailure } from "../frame/QueryFailure";
import { failureWords } from "../words/errors";
import { errorsInOrder, RequestFields } from "./RequestFields";
import { formOf } from "./requestForm";
import { requestResolver } from "./requestResolver";
import { useRequestDraft } from "./useRequestDraft";
import { useSaveRequest } from "./useSaveRequest";

export type RequestFormValues = z.input<typeof requestInput>;

/** Comes a moment after the form, which can be typed in without it. */
const FeasibilityPanel = dynamic(() => import("./FeasibilityPanel").then((module) => module.FeasibilityPanel), {
  ssr: false,
  loading: () => <SkeletonBlock heightPx={220} />,
});

/** A new request, or an open one changed. What is typed survives a reload until it is sent. */
export function RequestFormPage({ id }: { id: number | null }) {
  const trpc = useTRPC();
  const existing = useQuery(trpc.request.get.queryOptions({ id: id ?? 0 }, { enabled: id !== null }));
  const crumbs = [
    { label: "Requests", href: "/requests" },
    id === null ? { label: "New", href: "/requests/new" } : { label: `RQ-${id}`, href: `/requests/${id}` },
  ];
  return (
    <>
      <ShellScope crumbs={crumbs} />
      {existing.error ? (
        <QueryFailure error={existing.error} what={`Request RQ-${id}`} onRetry={() => void existing.refetch()} />
      ) : id !== null && !existing.data ? (
        <SkeletonBlock heightPx={480} />
      ) : (
        <RequestForm existing={existing.data ?? null} />
      )}
    </>
  );
}

function RequestForm({ existing }: { existing: RequestDetail | null }) {
  const router = useRouter();
  const form = useForm<RequestFormValues, unknown, RequestInput>({
    resolver: requestResolver,
    defaultValues: formOf(existing),
    mode: "onTouched",
  });
  const draft = useRequestDraft(form, existing?.id ?? null);
  const save = useSaveRequest(existing, (id) => {
    draft.forget();
    router.push(`/requests/${id}`);
  });
  const send = (asDraft: boolean) => form.handleSubmit((request) => save.mutate({ ...request, asDraft }))();
  const failure = save.error ? failureWords(publicErrorOf(save.error), "The request") : null;
  const off = save.isPending ? "Saving" : null;
  useHotkeys([{ keys: "Mod+Enter", label: "send", caps: "Ctrl ↵", run: () => void send(false) }]);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send(false);
      }}
    >
      <PageHeader
        id={existing ? `RQ-${existing.id}` : undefined}
        title={existing ? existing.title : "New request"}
        actions={
          <>
            <Button href={existing ? `/requests/${existing.id}` : "/requests"}>Cancel</Button>
            {existing === null || existing.state === "draft" ? (
              <Button off={off} onPress={() => void send(true)}>
                Keep as draft
              </Button>
            ) : null}
            <Button variant="primary" type="submit" off={off}>
              {existing && existing.state !== "draft" ? "Save changes" : "Send request"}
            </Button>
          </>
        }
      >
        Say what the service needs, where and by when. Beside it stands what fits now, as you type.
      </PageHeader>
      {draft.restored ? (
        <Notice
          actions={
            <Button size="small" onPress={draft.startOver}>
              Start over
            </Button>
          }
        >
          What you typed here before was kept in this browser.
        </Notice>
      ) : null}
      {failure ? <Notice tone="critical" role="alert">{`${failure.title}. ${failure.cause}`}</Notice> : null}
      <Columns template="minmax(0,1fr) 452px">
        <div className="request-form">
          {form.formState.submitCount > 0 ? <ErrorSummary errors={errorsInOrder(form.formState.errors)} /> : null}
          <RequestFields form={form} />
        </div>
        <FeasibilityPanel control={form.control} />
      </Columns>
    </form>
  );
}
