import { minimalServer } from "@headroom/adapters/redfish/testing/minimal";

/** The documents of a server with a serial of its own, as have its drives; both can be erased by their key. `stubborn`: the second offers no way. */
export function labServer(serial: string, stubborn = false): ReturnType<typeof minimalServer> {
  const text = JSON.stringify(minimalServer()).replaceAll('"EX-0001"', JSON.stringify(serial));
  const documents = JSON.parse(
    text.replaceAll('"D-1"', JSON.stringify(`${serial}-D1`)).replaceAll('"D-2"', JSON.stringify(`${serial}-D2`)),
  ) as ReturnType<typeof minimalServer>;
  if (stubborn) return documents;
  const drives = "/redfish/v1/Systems/1/Storage/A/Drives";
  const target = `${drives}/2/Actions/Drive.SecureErase`;
  documents[`${drives}/2`]!.Actions = {
    "#Drive.SecureErase": { target, "SanitizationType@Redfish.AllowableValues": ["Overwrite", "CryptographicErase"] },
  };
  return documents;
}
