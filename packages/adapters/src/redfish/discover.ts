import { err, ok, type Result } from "@headroom/core/foundation/result";
import type {
  EraseMethod,
  FoundChassis,
  FoundDrive,
  FoundMemory,
  FoundProcessor,
  FoundSupply,
  FoundSystem,
  HardwareFault,
  HardwareInventory,
} from "@headroom/services/ports/hardware";
import { at, type Document, type Resources } from "./resource";
import { systemsIn } from "./systems";
import { amountOf, eraseWords, mediaOf, powerStateOf, textOf } from "./values";

const ROOT = "/redfish/v1/";

/** A place that holds nothing is said to be there, too. */
const isThere = (document: Document): boolean => textOf(at(document, "Status", "State"))?.toLowerCase() !== "absent";

type Missing = { path: string; fault: HardwareFault }[];
/** After these nothing else will answer either. */
const isFinal = ({ kind }: HardwareFault) => kind === "denied" || kind === "untrusted" || kind === "cancelled";

/**
 * Everything a controller tells about what it manages. A part that cannot be read is listed as missing, and the rest is there; without root or
 * collection of systems there is nothing to tell.
 */
export async function discover(resources: Resources): Promise<Result<HardwareInventory, HardwareFault>> {
  const root = await resources.get(ROOT);
  if (!root.ok) return root;
  const finder = new Finder(resources);
  const systems: FoundSystem[] = [];
  const paths = await resources.members(resources.linkOf(root.value.document.Systems) ?? `${ROOT}Systems`);
  if (!paths.ok) return paths;
  const chassis: FoundChassis[] = [];
  for (const path of await finder.collection(resources.linkOf(root.value.document.Chassis) ?? `${ROOT}Chassis`)) {
    const document = await finder.read(path);
    if (document && isThere(document)) chassis.push(await finder.chassis(path, document));
  }
  for (const path of paths.value) {
    const document = await finder.read(path);
    if (document && isThere(document)) systems.push(await finder.system(path, document));
  }
  const final = finder.missing.find((one) => isFinal(one.fault));
  if (final) return err(final.fault);
  return ok({
    redfishVersion: textOf(root.value.document.RedfishVersion),
    systems,
    chassis,
    documents: Object.fromEntries([...resources.documents].sort(([a], [b]) => (a < b ? -1 : 1))),
    missing: finder.missing,
  });
}

class Finder {
  readonly missing: Missing = [];

  constructor(private readonly resources: Resources) {}

  /** Null: it could not be read, and that is noted. */
  async read(path: string): Promise<Document | null> {
    const known = this.resources.documents.get(path);
    if (known) return known;
    const read = await this.resources.get(path);
    if (read.ok) return read.value.document;
    this.missing.push({ path, fault: read.error });
    return null;
  }

  async collection(path: string): Promise<readonly string[]> {
    const members = await this.resources.members(path);
    if (members.ok) return members.value;
    this.missing.push({ path, fault: members.error });
    return [];
  }

  /** Members of a linked collection that are there. No link: nobody offers one. */
  async linked(link: unknown): Promise<{ path: string; document: Document }[]> {
    const collection = this.resources.linkOf(link);
    return collection === null ? [] : this.all(await this.collection(collection));
  }

  async all(paths: readonly string[]): Promise<{ path: string; document: Document }[]> {
    const read = await Promise.all(paths.map(async (path) => ({ path, document: await this.read(path) })));
    return read.flatMap(({ path, document }) => (document && isThere(document) ? [{ path, document }] : []));
  }

  links(list: unknown): string[] {
    return Array.isArray(list) ? list.flatMap((one) => this.resources.linkOf(one) ?? []) : [];
  }

  async system(path: string, document: Document): Promise<FoundSystem> {
    const processors = await this.linked(document.Processors);
    const memory = await this.linked(document.Memory);
    return {
      path,
      id: textOf(document.Id) ?? path,
      ...identity(document),
      sku: textOf(document.SKU),
      uuid: textOf(document.UUID),
      hostName: textOf(document.HostName),
      power: powerStateOf(document.PowerState),
      health: textOf(at(document, "Status", "HealthRollup")) ?? textOf(at(document, "Status", "Health")),
      biosVersion: textOf(document.BiosVersion),
      memoryGib: amountOf(at(document, "MemorySummary", "TotalSystemMemoryGiB")),
      processors: processors.map((one) => processorOf(one.path, one.document)),
      memory: memory.map((one) => memoryOf(one.path, one.document)),
      drives: await this.drives(document),
    };
  }

  /** Of its storage, of the chassis it is in, and of simple storage where nothing better tells of them. */
  private async drives(system: Document): Promise<FoundDrive[]> {
    const paths = new Set<string>();
    for (const { document } of await this.linked(system.Storage))
      for (const drive of this.links(document.Drives)) paths.add(drive);
    for (const path of this.links(at(system, "Links", "Chassis"))) {
      const chassis = await this.read(path);
      const collection = this.resources.linkOf(chassis?.Drives);
      if (collection !== null) for (const drive of await this.collection(collection)) paths.add(drive);
    }
    const drives = (await this.all([...paths])).map(({ path, document }) => driveOf(path, document));
    if (drives.length > 0) return drives;
    return (await this.linked(system.SimpleStorage)).flatMap(({ path, document }) =>
      (Array.isArray(document.Devices) ? document.Devices : []).flatMap((device, index) =>
        isThere(device) ? [driveOf(`${path}#/Devices/${index}`, device)] : [],
      ),
    );
  }

  async chassis(path: string, document: Document): Promise<FoundChassis> {
    const placement = at(document, "Location", "Placement");
    return {
      path,
      id: textOf(document.Id) ?? path,
      kind: textOf(document.ChassisType),
      ...identity(document),
      heightMm: amountOf(document.HeightMm),
      weightKg: amountOf(document.WeightKg),
      rack: textOf(at(placement, "Rack")),
      unit: unitOf(placement),
      systems: systemsIn(this.resources, document),
      supplies: await this.supplies(document),
    };
  }

  private async supplies(chassis: Document): Promise<FoundSupply[]> {
    const subsystem = this.resources.linkOf(chassis.PowerSubsystem);
    const newer = subsystem === null ? null : await this.read(subsystem);
    if (newer) return (await this.linked(newer.PowerSupplies)).map(({ path, document }) => supplyOf(path, document));
    const power = this.resources.linkOf(chassis.Power);
    const older = power === null ? null : await this.read(power);
    const supplies = Array.isArray(older?.PowerSupplies) ? older.PowerSupplies : [];
    return supplies.flatMap((one, index) => (isThere(one) ? [supplyOf(`${power}#/PowerSupplies/${index}`, one)] : []));
  }
}

const identity = (document: Document) => ({
  manufacturer: textOf(document.Manufacturer),
  model: textOf(document.Model),
  serial: textOf(document.SerialNumber),
  assetTag: textOf(document.AssetTag),
});

const idOf = (path: string, document: Document): string => textOf(document.Id) ?? textOf(document.MemberId) ?? path;

const processorOf = (path: string, document: Document): FoundProcessor => ({
  id: idOf(path, document),
  kind: textOf(document.ProcessorType) ?? "CPU",
  model: textOf(document.Model),
  cores: amountOf(document.TotalCores),
  threads: amountOf(document.TotalThreads),
});

const memoryOf = (path: string, document: Document): FoundMemory => ({
  id: idOf(path, document),
  capacityMib: amountOf(document.CapacityMiB),
  serial: textOf(document.SerialNumber),
  partNumber: textOf(document.PartNumber),
});

const supplyOf = (path: string, document: Document): FoundSupply => ({
  id: idOf(path, document),
  model: textOf(document.Model),
  serial: textOf(document.SerialNumber),
  capacityW: amountOf(document.PowerCapacityWatts),
});

const driveOf = (path: string, document: Document): FoundDrive => ({
  path,
  name: textOf(document.Name) ?? path,
  serial: textOf(document.SerialNumber),
  manufacturer: textOf(document.Manufacturer),
  model: textOf(document.Model),
  media: mediaOf(document.MediaType, document.Protocol),
  capacityBytes: amountOf(document.CapacityBytes),
  encrypts: textOf(document.EncryptionAbility)?.toLowerCase() === "selfencryptingdrive",
  eraseMethods: eraseMethodsOf(document),
});

/** `own` wherever there is the action; others where it names them. */
export function eraseMethodsOf(drive: Document): EraseMethod[] {
  const action = at(drive, "Actions", "#Drive.SecureErase");
  if (typeof at(action, "target") !== "string") return [];
  const offered = at(action, "SanitizationType@Redfish.AllowableValues");
  const named = Object.entries(eraseWords) as [Exclude<EraseMethod, "own">, string][];
  return [
    "own",
    ...named.flatMap(([method, word]) => (Array.isArray(offered) && offered.includes(word) ? [method] : [])),
  ];
}

/** The lowest unit, where its offset is given in units of a rack. */
function unitOf(placement: unknown): number | null {
  const offset = amountOf(at(placement, "RackOffset"));
  return offset !== null && textOf(at(placement, "RackOffsetUnits")) === "EIA_310" ? offset : null;
}
