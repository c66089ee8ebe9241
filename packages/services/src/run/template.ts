import type {
  TemplateDto,
  TemplateGetInput,
  TemplateListInput,
  TemplateSaveInput,
} from "@headroom/contracts/run-template";
import { runTemplateBody } from "@headroom/contracts/run-template";
import { type RunKind, runKinds, usualTemplates } from "@headroom/core/rollout/usual";
import { type Actor, authorize } from "../actor";
import { instantOf } from "../days";
import { notFound, ServiceError } from "../errors";
import type { Ports } from "../ports";
import type { Repositories } from "../ports/repositories";
import type { TemplateRow } from "../ports/run-records";
import { record } from "../record";
import { pickTemplate } from "./propose";

const usual = (kind: RunKind): TemplateDto => ({
  ...{ id: null, kind, rackType: null, datacenter: null, version: 0, note: "", createdBy: null, createdAt: null },
  body: runTemplateBody.parse(usualTemplates[kind]),
});

const dtoOf = ({
  id,
  kind,
  rackType,
  datacenter,
  version,
  note,
  createdBy,
  createdAt,
  body,
}: TemplateRow): TemplateDto => ({
  ...{ id, kind, rackType, datacenter, version, note, createdBy },
  createdAt: instantOf(createdAt),
  body: runTemplateBody.parse(body),
});

interface Place {
  readonly rackTypeId: number | null;
  readonly datacenterId: number | null;
}

async function placeOf(
  { catalog, freezes }: Pick<Repositories, "catalog" | "freezes">,
  { rackType, datacenter }: { readonly rackType?: string | undefined; readonly datacenter?: string | undefined },
): Promise<Place> {
  const type = rackType === undefined ? null : (await catalog.rackTypes()).find((one) => one.code === rackType);
  if (type === undefined) throw notFound("rack type", rackType!);
  const site = datacenter === undefined ? null : await freezes.places(datacenter);
  if (datacenter !== undefined && site === null) throw notFound("datacenter", datacenter);
  return { rackTypeId: type?.id ?? null, datacenterId: site?.id ?? null };
}

/** The usual ones, which are part of the product, and the latest version of each that people made. Needs run.read. */
export async function listTemplates(
  ports: Ports,
  actor: Actor,
  { kind }: TemplateListInput,
): Promise<{ rows: TemplateDto[] }> {
  authorize(actor, "run.read");
  const rows = await ports.work.read(({ runs }) => runs.templates(kind));
  const kinds = kind === undefined ? runKinds : [kind];
  return { rows: kinds.flatMap((one) => [usual(one), ...rows.filter((row) => row.kind === one).map(dtoOf)]) };
}

/** The one that counts for a kind of run, a rack type and a datacenter: the narrowest. Needs run.read. Throws NOT_FOUND. */
export async function getTemplate(
  ports: Ports,
  actor: Actor,
  { kind, ...where }: TemplateGetInput,
): Promise<TemplateDto> {
  authorize(actor, "run.read");
  return ports.work.read(async (repositories) => {
    const { rackTypeId, datacenterId } = await placeOf(repositories, where);
    const found = pickTemplate(await repositories.runs.templates(kind), kind, rackTypeId ?? 0, datacenterId ?? 0);
    return found ? dtoOf(found) : usual(kind);
  });
}

/**
 * A new version for exactly that kind, rack type and datacenter. Runs that began go on with the version they began with. Needs run.template.
 * Errors: NOT_FOUND, CONFLICT (somebody saved another version since `baseVersion`).
 */
export async function saveTemplate(
  ports: Ports,
  actor: Actor,
  { kind, rackType, datacenter, baseVersion, body, note }: TemplateSaveInput,
): Promise<{ id: number; version: number }> {
  authorize(actor, "run.template");
  return ports.work.write(async (repositories) => {
    const place = await placeOf(repositories, { rackType, datacenter });
    const { rackTypeId, datacenterId } = place;
    const before = (await repositories.runs.templates(kind)).find(
      (one) => one.rackTypeId === rackTypeId && one.datacenterId === datacenterId,
    );
    const version = before?.version ?? 0;
    if (version !== baseVersion)
      throw new ServiceError("CONFLICT", {
        kind: "template",
        id: before?.id ?? 0,
        expectedVersion: baseVersion,
        version,
      });
    const id = await repositories.runs.insertTemplate({
      ...{ kind, rackTypeId, datacenterId, version: version + 1, body, note },
      createdById: actor.id,
      createdAt: ports.clock.now(),
    });
    await record(repositories, actor, {
      action: "template.save",
      entityKind: "template",
      entityId: String(id),
      before: before ? { version, body: before.body } : null,
      after: { kind, rackType: rackType ?? null, datacenter: datacenter ?? null, version: version + 1, body },
      reason: note || null,
    });
    return { id, version: version + 1 };
  });
}
