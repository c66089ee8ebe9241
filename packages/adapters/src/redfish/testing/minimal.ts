/** A small server of the tests' own: two drives behind a storage controller, one of them erased in a few ways. Written by hand after the schema. */
export function minimalServer(): Record<string, Record<string, unknown>> {
  const link = (path: string) => ({ "@odata.id": path });
  const members = (paths: string[]) => ({ "Members@odata.count": paths.length, Members: paths.map(link) });
  const system = "/redfish/v1/Systems/1";
  const drive = (bay: number) => `${system}/Storage/A/Drives/${bay}`;
  return {
    "/redfish/v1/": {
      RedfishVersion: "1.18.0",
      Systems: link("/redfish/v1/Systems"),
      Chassis: link("/redfish/v1/Chassis"),
      UpdateService: link("/redfish/v1/UpdateService"),
      Links: { Sessions: link("/redfish/v1/SessionService/Sessions") },
    },
    "/redfish/v1/Systems": members([system]),
    [system]: {
      "@odata.id": system,
      Id: "1",
      Manufacturer: "Example",
      Model: "E-1 ",
      SerialNumber: "EX-0001",
      UUID: "11111111-2222-3333-4444-555555555555",
      PowerState: "Off",
      MemorySummary: { TotalSystemMemoryGiB: "64" },
      Processors: link(`${system}/Processors`),
      Memory: link(`${system}/Memory`),
      Storage: link(`${system}/Storage`),
      Links: { Chassis: [link("/redfish/v1/Chassis/1")] },
      Boot: {
        BootSourceOverrideEnabled: "Disabled",
        BootSourceOverrideTarget: "None",
        "BootSourceOverrideTarget@Redfish.AllowableValues": ["None", "Pxe", "Hdd"],
      },
      Actions: {
        "#ComputerSystem.Reset": {
          target: `${system}/Actions/ComputerSystem.Reset`,
          "ResetType@Redfish.AllowableValues": ["On", "ForceOff", "GracefulShutdown", "ForceRestart"],
        },
      },
      Oem: { Example: { Unheard: ["of", { any: "shape" }] } },
    },
    [`${system}/Processors`]: members([`${system}/Processors/1`, `${system}/Processors/2`]),
    [`${system}/Processors/1`]: { Id: "1", ProcessorType: "CPU", Model: "Quick", TotalCores: 32, TotalThreads: 64 },
    [`${system}/Processors/2`]: { Id: "2", Status: { State: "Absent" } },
    // on two pages
    [`${system}/Memory`]: {
      ...members([`${system}/Memory/1`]),
      "Members@odata.nextLink": `${system}/Memory?$skip=1`,
    },
    [`${system}/Memory?$skip=1`]: members([`${system}/Memory/2`]),
    [`${system}/Memory/1`]: { Id: "1", CapacityMiB: 32768, SerialNumber: "M-1" },
    [`${system}/Memory/2`]: { Id: "2", CapacityMiB: 32768, SerialNumber: "N/A" },
    [`${system}/Storage`]: members([`${system}/Storage/A`]),
    [`${system}/Storage/A`]: { Id: "A", Drives: [link(drive(1)), link(drive(2))] },
    [drive(1)]: {
      "@odata.id": drive(1),
      Name: "Bay 1",
      SerialNumber: "D-1",
      Protocol: "NVMe",
      MediaType: "SSD",
      CapacityBytes: 4_000_000_000_000,
      Actions: {
        "#Drive.SecureErase": {
          target: `${drive(1)}/Actions/Drive.SecureErase`,
          "SanitizationType@Redfish.AllowableValues": ["CryptographicErase", "BlockErase"],
        },
      },
    },
    [drive(2)]: { "@odata.id": drive(2), Name: "Bay 2", SerialNumber: "D-2", MediaType: "HDD" },
    "/redfish/v1/Chassis": members(["/redfish/v1/Chassis/1"]),
    "/redfish/v1/Chassis/1": {
      Id: "1",
      ChassisType: "RackMount",
      SerialNumber: "EX-0001",
      EnvironmentMetrics: link("/redfish/v1/Chassis/1/EnvironmentMetrics"),
      ThermalSubsystem: link("/redfish/v1/Chassis/1/ThermalSubsystem"),
      Links: { ComputerSystems: [link(system)] },
    },
    "/redfish/v1/Chassis/1/EnvironmentMetrics": { PowerWatts: { Reading: 12 } },
    "/redfish/v1/Chassis/1/ThermalSubsystem": {
      ThermalMetrics: link("/redfish/v1/Chassis/1/ThermalSubsystem/ThermalMetrics"),
    },
    "/redfish/v1/Chassis/1/ThermalSubsystem/ThermalMetrics": {
      TemperatureSummaryCelsius: { Intake: { Reading: "22.5" }, Exhaust: { Reading: 38 } },
    },
    "/redfish/v1/UpdateService": { FirmwareInventory: link("/redfish/v1/UpdateService/FirmwareInventory") },
    "/redfish/v1/UpdateService/FirmwareInventory": members(["/redfish/v1/UpdateService/FirmwareInventory/BMC"]),
    "/redfish/v1/UpdateService/FirmwareInventory/BMC": {
      Id: "BMC",
      Name: "Controller",
      Version: "2.1",
      Updateable: true,
    },
  };
}
