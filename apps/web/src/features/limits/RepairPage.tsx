"use client";
import type { Repair } from "@headroom/contracts/repair";
import { formatCount } from "@headroom/ui/format/numbers";
import { Button } from "@headroom/ui/primitives/Button";
import { type Column, DataTable } from "@headroom/ui/primitives/DataTable";
import { EmptyState } from "@headroom/ui/primitives/EmptyState";
import { useHotkeys } from "@headroom/ui/primitives/Hotkeys";
import { Icon } from "@headroom/ui/primitives/Icon";
import { Link } from "@headroom/ui/primitives/Link";
import { Columns, PageHeader, Section } from "@headroom/ui/primitives/PageHeader";
import { ShellScope } from "@headroom/ui/primitives/Shell";
import { SkeletonBlock } from "@headroom/ui/primitives/Skeleton";
import { stateByName } from "@headroom/ui/primitives/states";
import { Muted } from "@headroom/ui/primitives/Text";
import { useToast } from "@headroom/ui/primitives/Toast";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "../../trpc/client";
import { publicErrorOf } from "../../trpc/public-error";
import { amountWords } from "../explanation/words";
import { useRouter } from "../frame/address";
import { downloadCsv } from "../frame/downloadCsv";
import { QueryFailure } from "../frame/QueryFailure";
import { useMay } from "../frame/useMay";
import { failureWords } from "../words/errors";
import { MoveList } from "./MoveList";
import { repairCsv } from "./repairCsv";
import { brokenName, leftWords, overWords } from "./words";

/** The broken limits of a datacenter, and the moves that mend them. */
export function RepairPage({ code }: { code: string }) {
  const trpc = useTRPC();
  const repair = useQuery(trpc.repair.get.queryOptions({ datacenter: code }));
  return (
    <>
      <ShellScope
        crumbs={[
          { label: "Broken limits", href: "/limits" },
          { label: code, href: `/limits/${encodeURIComponent(code)}` },
        ]}
      />
      {repair.error ? (
        <QueryFailure error={repair.error} what={`The limits of ${code}`} onRetry={() => void repair.refetch()} />
      ) : repair.data ? (
        <RepairView repair={repair.data} />
      ) : (
        <SkeletonBlock heightPx={480} label={`Loading the limits of ${code}`} />
      )}
    </>
  );
}

type Broken = Repair["broken"][number];

const columns: readonly Column<Broken>[] = [
  {
    id: "limit",
    header: "Limit",
    width: "52%",
    wrap: true,
    cell: (row) => (
      <span className={row.overThen > 0 ? "hr-crit" : undefined}>
        <Icon name={row.overThen > 0 ? "over" : "near"} size={13} label="Broken:" /> {brokenName(row)}
      </span>
    ),
  },
  {
    id: "load",
    header: "Load",
    align: "end",
    noWrap: true,
    priority: 2,
    cell: (row) => amountWords(row.load, row.unit),
  },
  {
    id: "capacity",
    header: "At most",
    align: "end",
    noWrap: true,
    priority: 2,
    cell: (row) => (row.limit === "affinity" ? <Muted>together</Muted> : amountWords(row.capacity, row.unit)),
  },
  {
    id: "over",
    header: "Over by",
    align: "end",
    cell: (row) => (
      <>
        <b>{overWords(row.over, row)}</b>
        <span className="hr-t-sub">
          {row.overThen === 0 ? "kept, by moves under way" : `after the moves ${leftWords(row.left, row)}`}
        </span>
      </>
    ),
  },
];

function RepairView({ repair }: { repair: Repair }) {
  const { datacenter, broken, moves, plans } = repair;
  const { plan, off } = usePlanRepair(repair);
  const racks = moves.reduce((sum, move) => sum + move.racks, 0);
  const left = broken.filter((row) => row.left > 0).length;
  useHotkeys(off === null ? [{ keys: "p", label: "make a plan", run: plan }] : []);
  const csv = () => {
    const file = repairCsv(repair);
    downloadCsv(`repair-${datacenter}.csv`, file.header, file.rows);
  };
  return (
    <>
      <PageHeader
        title={`Limits of ${datacenter}`}
        actions={
          <>
            <Button href={`/floors/${encodeURIComponent(datacenter)}`}>Floor</Button>
            {moves.length > 0 ? (
              <>
                <Button icon="download" onPress={csv}>
                  CSV
                </Button>
                <Button variant="primary" keyHint="P" off={off} onPress={plan}>
                  Make a plan of it
                </Button>
              </>
            ) : null}
          </>
        }
      >
        {broken.length === 0 ? (
          "Every limit is kept, by what stands and by what is promised."
        ) : (
          <>
            <b>{formatCount(broken.length, "limit is", "limits are")} broken.</b>{" "}
            {moves.length === 0
              ? "No move of racks that stand mends more of it."
              : `Moving ${formatCount(racks, "rack")} ${left === 0 ? "mends all of it" : `leaves ${formatCount(left, "limit")} broken`}.`}{" "}
            What is broken takes nothing more until then.
          </>
        )}
      </PageHeader>
      <Columns template="minmax(0,1fr) 452px">
        <Section id="broken" title="Broken limits" note={broken.length > 0 ? "as things stand" : undefined}>
          <DataTable<Broken>
            label={`Broken limits of ${datacenter}`}
            columns={columns}
            rows={broken}
            rowKey={(row) => `${row.limit} ${row.of} ${row.subject} ${row.failed} ${row.key}`}
            density="normal"
            body={
              broken.length === 0 ? (
                <EmptyState title="No limit is broken">
                  Should a device lose capacity, or a rule be broken by what comes, it stands here.
                </EmptyState>
              ) : undefined
            }
          />
        </Section>
        <div>
          <Section
            id="moves"
            title="Proposed moves"
            note={moves.length > 0 ? "smallest first, in this order; none breaks a limit" : undefined}
          >
            {moves.length > 0 ? (
              <MoveList moves={moves} label="Proposed moves, in order" />
            ) : (
              <p className="pad hr-sec">
                {broken.length === 0 ? "Nothing to mend." : "No single move of racks that stand helps."}
              </p>
            )}
          </Section>
          {plans.length > 0 ? (
            <Section id="plans" title="Plans that move racks here">
              <ul className="pad plain-list">
                {plans.map((one) => (
                  <li key={one.id}>
                    <Link href={`/plans/${one.id}`}>PL-{one.id}</Link> {one.title},{" "}
                    {stateByName(one.state).word.toLowerCase()} <Muted>{formatCount(one.racks, "rack")}</Muted>
                  </li>
                ))}
              </ul>
            </Section>
          ) : null}
        </div>
      </Columns>
    </>
  );
}

/** Makes a draft of the moves and goes to it; it is signed like any other plan. */
function usePlanRepair({ datacenter, plans }: Repair) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const toast = useToast();
  const may = useMay();
  const make = useMutation(
    trpc.repair.plan.mutationOptions({
      onSuccess: async (made) => {
        await queries.invalidateQueries({ queryKey: trpc.repair.pathKey() });
        router.push(`/plans/${made.id}`);
      },
      onError: (error) => {
        const words = failureWords(publicErrorOf(error), "The plan");
        toast({ text: `${words.title}. ${words.cause}`, tone: "critical" });
      },
    }),
  );
  const draft = plans.find((one) => one.state === "queued" || one.state === "running" || one.state === "draft");
  const off = !may("plan.create")
    ? "Planners make plans"
    : draft
      ? `PL-${draft.id} is one already`
      : make.isPending
        ? "Making it"
        : null;
  return { off, plan: () => make.mutate({ datacenter }) };
}
