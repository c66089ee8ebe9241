export const kindWords: Record<string, string> = { netbox: "NetBox tables", datacenter: "Datacenter file" };
