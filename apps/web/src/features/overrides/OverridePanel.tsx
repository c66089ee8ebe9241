"use client";
import type { OverrideEffect, OverrideRow, OverrideRows } from "@headroom/contracts/override";
import { formatCount } from "@headroom/ui/format/numbers";
import { Button } from "@headroom/ui/primitives/Button";
import { ComboBox } from "@headroom/ui/primitives/ComboBox";
import { Select, TextArea } from "@headroom/ui/primitives/Field";
import { Notice } from "@headroom/ui/primitives/Notice";
import { PanelBlock, SidePanel } from "@headroom/ui/primitives/SidePanel";
import { SkeletonBlock } from "@headroom/ui/primitives/Skeleton";
import { useToast } from "@headroom/ui/primitives/Toast";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useId, useRef, useState } from "react";
import { useTRPC } from "../../trpc/client";
import { publicErrorOf } from "../../trpc/public-error";
import { ApartWords } from "../explanation/CertificateView";
import { QueryFailure } from "../frame/QueryFailure";
import { useMay } from "../frame/useMay";
import { failureWords } from "../words/errors";
import { EffectView } from "./EffectView";
import type { Picked } from "./picked";
import { SplitFields } from "./SplitFields";
import { useOverride } from "./useOverride";
import { placeName, targetDetail } from "./words";

interface OverridePanelProps {
  plan: { readonly id: number; readonly version: number };
  picked: Picked;
  /** Code of the datacenter that is looked at. */
  home: string;
  /** Row aimed at; null: none yet. */
  rowId: string | null;
  /** Id of the reason's field, so that a key can go there. */
  reasonFieldId: string;
  onRow: (rowId: string, datacenter: string) => void;
  onKept: () => void;
  onClose: () => void;
}

/** A placement, or a request without one, picked up: where it may go, what that would do, and why it is done. */
export function OverridePanel(props: OverridePanelProps) {
  const trpc = useTRPC();
  const { plan, picked, rowId, home } = props;
  const [racks, setRacks] = useState<Readonly<Record<string, number>> | null>(null);
  // another row has other groups
  useEffect(() => setRacks(null), [rowId]);
  const targets = useQuery(trpc.override.targets.queryOptions({ planId: plan.id, ...picked }));
  const rows = targets.data?.rows;
  const from = targets.data?.from;
  const aimed = rows?.find((row) => String(row.rowId) === rowId);
  const isWhole = racks === null || Object.values(racks).reduce((sum, count) => sum + count, 0) === targets.data?.racks;
  const preview = useQuery(
    trpc.override.preview.queryOptions(
      { planId: plan.id, ...picked, rowId: aimed?.rowId ?? 1, ...(racks && isWhole ? { racks } : {}) },
      { enabled: aimed !== undefined, placeholderData: keepPreviousData },
    ),
  );
  const effect = aimed && String(preview.data?.to.rowId) === rowId ? preview.data : undefined;
  useAim(from === null && rowId === null ? rows : undefined, home, props.onRow);
  const what = "requestId" in picked ? "Place a request" : "Move a placement";
  if (targets.error) {
    return (
      <SidePanel
        label={what}
        title={what}
        onClose={props.onClose}
        blocks={<QueryFailure error={targets.error} what="This placement" onRetry={() => void targets.refetch()} />}
      />
    );
  }
  return (
    <SidePanel
      label={what}
      title={targets.data ? `${from ? "Move" : "Place"} RQ-${targets.data.requestId}` : what}
      onClose={props.onClose}
      blocks={
        targets.data?.apart ? (
          <ApartWords apart={targets.data.apart} />
        ) : targets.data ? (
          <>
            <PanelBlock>
              <ComboBox
                key={rows?.length}
                label="To row"
                help={`Best first. On the floor: drag it, or ${from ? "M" : "W"} and the arrow keys.`}
                value={rowId}
                onChange={(value) => {
                  const row = rows?.find((one) => String(one.rowId) === value);
                  if (row) props.onRow(String(row.rowId), row.datacenter);
                }}
                options={(rows ?? []).map((row) => ({
                  value: String(row.rowId),
                  label: placeName(row, home),
                  detail: targetDetail(row),
                }))}
                none="No row of that name"
              />
              {effect ? <SplitFields effect={effect} racks={racks} onRacks={setRacks} /> : null}
            </PanelBlock>
            {preview.error && aimed ? (
              <QueryFailure error={preview.error} what="Its effect" onRetry={() => void preview.refetch()} />
            ) : effect ? (
              <>
                <EffectView effect={effect} id={`${props.reasonFieldId}-effect`} />
                <Keep {...props} effect={effect} racks={racks} isWhole={isWhole} />
              </>
            ) : aimed ? (
              <SkeletonBlock heightPx={320} label="Working out what it does" />
            ) : (
              <PanelBlock>
                <p className="hr-sec">{chooseWords(targets.data)}</p>
              </PanelBlock>
            )}
          </>
        ) : (
          <SkeletonBlock heightPx={360} label="Looking where it may go" />
        )
      }
    >
      {targets.data ? (
        <>
          {targets.data.title}. {formatCount(targets.data.racks, "rack")} of {targets.data.rackType},{" "}
          {from ? `in row ${placeName(from)} of ${from.datacenter}` : "without a place in this draft"}.
        </>
      ) : null}
    </SidePanel>
  );
}

/** Aims one that stands nowhere at the best row of the datacenter, so that what it would do is seen at once. */
function useAim(
  rows: readonly OverrideRow[] | undefined,
  home: string,
  onRow: (rowId: string, datacenter: string) => void,
): void {
  const best = rows?.find((row) => row.datacenter === home && row.state !== "broken");
  const aim = useRef(onRow);
  aim.current = onRow;
  useEffect(() => {
    if (best) aim.current(String(best.rowId), best.datacenter);
  }, [best]);
}

/** Before a row is aimed at. */
function chooseWords({ from, rows }: OverrideRows): string {
  const takes = rows.some((row) => row.state === "fits" || row.state === "displaces");
  return from || takes
    ? `Choose a row to see what ${from ? "moving" : "placing it"} there would do. Nothing changes before you keep it.`
    : "No row takes it, not even where the planner's placements give way. Choose one to see by how much its limits are missed.";
}

interface KeepProps extends OverridePanelProps {
  effect: OverrideEffect;
  racks: Readonly<Record<string, number>> | null;
  /** The split typed has all of the racks. */
  isWhole: boolean;
}

/** The reason, asked for whenever the planner's own place is not taken. */
function Keep({ plan, picked, effect, racks, isWhole, reasonFieldId, onKept }: KeepProps) {
  const trpc = useTRPC();
  const may = useMay();
  const toast = useToast();
  const noteId = useId();
  const { keep } = useOverride();
  const reasons = useQuery(trpc.override.reasons.queryOptions());
  const [reason, setReason] = useState("");
  const [note, setNote] = useState("");
  const [missing, setMissing] = useState(false);
  if (!effect.fits || effect.unchanged) return null;
  const failure = keep.error ? failureWords(publicErrorOf(keep.error), "Moving it") : null;
  const off = !may("override.keep")
    ? "Planners move placements"
    : !isWhole
      ? "The split has other racks than the placement"
      : keep.isPending
        ? "Being kept"
        : null;
  const submit = () => {
    setMissing(reason === "");
    if (reason === "" || off) return;
    keep.mutate(
      {
        ...{ planId: plan.id, version: plan.version, ...picked, rowId: effect.to.rowId },
        ...{ reasonId: Number(reason), note: note.trim(), ...(racks ? { racks } : {}) },
      },
      {
        onSuccess: () => {
          toast({ text: `RQ-${effect.requestId} stands in row ${placeName(effect.to)} now.` });
          onKept();
        },
      },
    );
  };
  return (
    <PanelBlock title="Why there">
      <form
        className="form-stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Select
          id={reasonFieldId}
          label="Reason"
          placeholder="Choose a reason"
          error={missing && reason === "" ? "Choose why it goes there" : undefined}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          options={(reasons.data ?? [])
            .filter((one) => one.active)
            .map((one) => ({ value: String(one.id), label: one.label }))}
        />
        <TextArea
          id={noteId}
          label="More about it"
          optional
          rows={2}
          maxLength={2000}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
        {failure ? (
          <Notice tone="critical" role="alert">
            <b>{failure.title}.</b> {failure.cause}
          </Notice>
        ) : null}
        <p className="panel-act">
          <Button variant="primary" type="submit" off={off} offBeside>
            {effect.displaced.length > 0
              ? "Keep it, and what gives way"
              : effect.from
                ? "Keep it there"
                : "Place it there"}
          </Button>
        </p>
      </form>
    </PanelBlock>
  );
}
