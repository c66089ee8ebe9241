import type { FleetMapping, ImportRunDto } from "@headroom/contracts/imports";
import { type Actor, authorize } from "../actor";
import { invalidInput } from "../errors";
import type { Ports } from "../ports";
import type { ImportFile, ImportKind, ImportOptions, ImportReading } from "../ports/imports";
import type { Repositories } from "../ports/repositories";
import { checkFleet } from "./check-fleet";
import { reportOf } from "./report";
import { settle } from "./settled";

export interface CheckInput {
  readonly kind: ImportKind;
  readonly files: readonly ImportFile[];
  readonly options: ImportOptions;
  /** Of the fleet format only. */
  readonly mapping?: FleetMapping;
}

/**
 * The dry run: reads files, compares what they propose with the inventory and keeps the report with the proposal for a commit. Writes
 * nothing else. Faults in the files are in the report, and its state is `rejected` then. Throws INVALID_INPUT for a wrong number of files.
 */
export async function checkImport(ports: Ports, actor: Actor, input: CheckInput): Promise<ImportRunDto> {
  authorize(actor, "fleet.import");
  const { kind } = input;
  if (kind !== "netbox" && kind !== "datacenter") {
    return checkFleet(ports, actor, { kind, files: input.files, mapping: input.mapping ?? {} });
  }
  const now = new Date(ports.clock.now()).toISOString();
  const source = input.files[0]?.name ?? "";
  const today = now.slice(0, 10);
  return ports.work.write(async (repositories) => {
    const { imports } = repositories;
    const reading = await read(ports, imports, input, today);
    const { proposal } = reading;
    const settled = proposal ? await settle(ports, repositories, proposal, today) : null;
    const obstacles = settled ? await imports.obstacles(settled.proposal, { known: settled.known, today }) : [];
    const report = reportOf(reading, settled, obstacles, source);
    const rejected = proposal === null || report.rejected.length > 0;
    const id = await imports.create({
      kind,
      state: rejected ? "rejected" : "checked",
      files: input.files.map(({ name, bytes }) => ({ name, bytes: bytes.length })),
      report,
      proposal: rejected ? null : proposal,
      createdById: actor.id,
      createdAt: now,
    });
    const run = await imports.get(id);
    if (!run) throw new Error(`import run ${id} was written and cannot be read`);
    return run;
  });
}

/** Name of the installation in external references. */
const SOURCE = "netbox";

async function read(
  { importers }: Ports,
  imports: Repositories["imports"],
  { kind, files, options }: CheckInput,
  today: string,
): Promise<ImportReading> {
  if (kind === "netbox") {
    const here = importers.netboxForms(files)
      ? { inventory: await imports.current(SOURCE, null, today), objects: await imports.objects(SOURCE) }
      : null;
    return importers.netbox(files, options, here);
  }
  const [file, ...others] = files;
  if (!file || others.length > 0) throw invalidInput("files", "one placement instance", `${files.length} files`);
  return importers.datacenter(file, options);
}
