import { minimalServer } from "./minimal";

type Documents = ReturnType<typeof minimalServer>;
const link = (path: string) => ({ "@odata.id": path });
const members = (paths: readonly string[]) => ({
  "Members@odata.count": paths.length,
  Members: paths.map(link),
});

/** The same server as another one behind the same controller: number, serials, UUID and drives of its own. */
function node(number: number): Documents {
  const text = JSON.stringify(minimalServer())
    .replaceAll("/Systems/1", `/Systems/${number}`)
    .replaceAll("/Chassis/1", `/Chassis/${number}`)
    .replaceAll("11111111-", `${String(number).repeat(8)}-`)
    .replaceAll('"EX-0001"', `"EX-N${number}"`);
  return JSON.parse(text.replaceAll('"D-1"', `"D-N${number}-1"`).replaceAll('"D-2"', `"D-N${number}-2"`)) as Documents;
}

/**
 * Several servers in one enclosure, behind one controller: each in a sled of its own that measures what it draws, all of them in an enclosure that measures
 * the sum and the air at its inlet. Firmware of each, and of the controller itself.
 */
export function nodesOf(count: number): Documents {
  const numbers = Array.from({ length: count }, (_, i) => i + 1);
  const systems = numbers.map((n) => `/redfish/v1/Systems/${n}`);
  const enclosure = "/redfish/v1/Chassis/Enclosure";
  const firmware = "/redfish/v1/UpdateService/FirmwareInventory";
  const documents: Documents = Object.assign({}, ...numbers.map(node));
  for (const n of numbers) {
    // a sled measures no air: it is the enclosure's
    delete documents[`/redfish/v1/Chassis/${n}`]!.ThermalSubsystem;
    documents[`${firmware}/BIOS${n}`] = {
      ...{
        Id: `BIOS${n}`,
        Name: "BIOS",
        Version: `1.${n}`,
        Updateable: true,
        RelatedItem: [link(`${systems[n - 1]}/Bios`)],
      },
    };
  }
  return {
    ...documents,
    "/redfish/v1/Systems": members(systems),
    "/redfish/v1/Chassis": members([...numbers.map((n) => `/redfish/v1/Chassis/${n}`), enclosure]),
    [enclosure]: {
      ...{ Id: "Enclosure", ChassisType: "Enclosure", Links: { ComputerSystems: systems.map(link) } },
      ...{ EnvironmentMetrics: link(`${enclosure}/EnvironmentMetrics`), Power: link(`${enclosure}/Power`) },
      ThermalSubsystem: link("/redfish/v1/Chassis/1/ThermalSubsystem"),
    },
    [`${enclosure}/EnvironmentMetrics`]: { PowerWatts: { Reading: 12 * count + 40 } },
    [firmware]: members([`${firmware}/BMC`, ...numbers.map((n) => `${firmware}/BIOS${n}`)]),
  };
}
