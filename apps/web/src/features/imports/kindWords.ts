export const kindWords: Record<string, string> = {
  netbox: "NetBox tables",
  datacenter: "Datacenter file",
  fleet: "Fleet files",
  devicetypes: "Device types",
  regions: "Cloud regions",
};
