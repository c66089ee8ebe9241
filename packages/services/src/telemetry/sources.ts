import type { SourceDto, SourceInput, SourceNamesInput } from "@headroom/contracts/telemetry-source";
import { type Actor, authorize } from "../actor";
import { invalidInput, notFound, ServiceError } from "../errors";
import type { Ports } from "../ports";
import { record } from "../record";

/** Every source with how its last poll ended. Needs fleet.read. */
export async function listSources(ports: Ports, actor: Actor): Promise<SourceDto[]> {
  authorize(actor, "fleet.read");
  const found = await ports.work.read(({ telemetrySources }) => telemetrySources.list());
  return found.map((source) => ({
    ...source,
    labels: [...source.labels],
    outcome: source.outcome && { ...source.outcome },
  }));
}

const about = (name: string) => ({ entityKind: "telemetry_source", entityId: name });

/** Makes one, or changes the one of that name. Needs telemetry.manage. CONFLICT where somebody made it meanwhile. */
export async function saveSource(ports: Ports, actor: Actor, input: SourceInput): Promise<{ made: boolean }> {
  authorize(actor, "telemetry.manage");
  const nowMs = ports.clock.now();
  return ports.work.write(async (repositories) => {
    const before = await repositories.telemetrySources.lock(input.name);
    if (before) await repositories.telemetrySources.change(before.id, input, nowMs);
    else if (!(await repositories.telemetrySources.insert(input, nowMs)))
      throw new ServiceError("CONFLICT", { kind: "telemetry_source", id: input.name });
    const action = before ? "telemetry_source.update" : "telemetry_source.create";
    const shown = before && (({ readTo: _, nextAt: __, failures: ___, outcome: ____, ...fields }) => fields)(before);
    await record(repositories, actor, {
      action,
      ...about(input.name),
      before: shown ?? undefined,
      after: { ...input },
    });
    return { made: before === null };
  });
}

/** What was read stays. Needs telemetry.manage. Throws NOT_FOUND. */
export async function removeSource(ports: Ports, actor: Actor, input: { readonly name: string }): Promise<void> {
  authorize(actor, "telemetry.manage");
  await ports.work.write(async (repositories) => {
    const before = await repositories.telemetrySources.lock(input.name);
    if (!before) throw notFound("telemetry_source", input.name);
    await repositories.telemetrySources.remove(before.id);
    await record(repositories, actor, {
      action: "telemetry_source.remove",
      ...about(input.name),
      before: { ...before },
    });
  });
}

/** What the source calls things that are called otherwise here: all of them. Needs telemetry.manage. Throws NOT_FOUND, INVALID_INPUT. */
export async function nameSeries(ports: Ports, actor: Actor, input: SourceNamesInput): Promise<{ names: number }> {
  authorize(actor, "telemetry.manage");
  const seen = new Set<string>();
  for (const { said } of input.names) {
    if (seen.has(said)) throw invalidInput("names", "each name once", said);
    seen.add(said);
  }
  return ports.work.write(async (repositories) => {
    const source = await repositories.telemetrySources.lock(input.name);
    if (!source) throw notFound("telemetry_source", input.name);
    await repositories.telemetrySources.setNames(source.id, input.names);
    const after = { names: input.names.length };
    await record(repositories, actor, {
      action: "telemetry_source.name",
      ...about(input.name),
      before: { names: source.names },
      after,
    });
    return after;
  });
}
