"use client";
import type { RequestInput } from "@headroom/contracts/request";
import { NotAskedYet } from "@headroom/ui/primitives/EmptyState";
import { Section } from "@headroom/ui/primitives/PageHeader";
import { SkeletonBlock } from "@headroom/ui/primitives/Skeleton";
import { LiveText } from "@headroom/ui/primitives/Toast";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { type Control, useWatch } from "react-hook-form";
import { useTRPC } from "../../trpc/client";
import { QueryFailure } from "../frame/QueryFailure";
import { FeasibilityAnswer, verdictWords } from "./FeasibilityAnswer";
import { namedRules } from "./keyRules";
import type { RequestFormValues } from "./RequestFormPage";

const pauseMs = 250;

/** What fits now, as it is typed: asked when typing pauses, of facts as they are. It promises nothing. */
export function FeasibilityPanel({ control }: { control: Control<RequestFormValues, unknown, RequestInput> }) {
  const trpc = useTRPC();
  const values = useWatch({ control });
  const asked = useAsked(JSON.stringify({ ...values, rules: namedRules(values.rules) }));
  const answer = useQuery(
    trpc.request.feasibility.queryOptions(asked === null ? neverAsked : JSON.parse(asked), {
      enabled: asked !== null,
      placeholderData: keepPreviousData,
      staleTime: 5_000,
    }),
  );
  return (
    <Section id="feasibility" title="Does it fit?" note="facts as they are now; nothing is held">
      {asked === null ? (
        <NotAskedYet title="Choose a rack type, an amount and a region">
          What fits, and what stops it, will stand here.
        </NotAskedYet>
      ) : answer.error ? (
        <QueryFailure error={answer.error} what="What fits" onRetry={() => void answer.refetch()} />
      ) : answer.data ? (
        <div aria-busy={answer.isPlaceholderData}>
          <LiveText>{verdictWords(answer.data)}</LiveText>
          <FeasibilityAnswer answer={answer.data} splitRule={values.splitRule} />
        </div>
      ) : (
        <SkeletonBlock heightPx={220} />
      )}
    </Section>
  );
}

const neverAsked = { rackType: "-", unit: "racks" as const, amount: 1, region: "-" };

/** The demand in what is typed, once typing has paused; null: it is not whole yet. What checks it is fetched with the first check. */
function useAsked(typed: string): string | null {
  const [asked, setAsked] = useState<string | null>(null);
  useEffect(() => {
    let isCurrent = true;
    const timer = setTimeout(async () => {
      const { demandInput } = await import("@headroom/contracts/request");
      const { data } = demandInput.safeParse(JSON.parse(typed));
      if (isCurrent) setAsked(data ? JSON.stringify(data) : null);
    }, pauseMs);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [typed]);
  return asked;
}
