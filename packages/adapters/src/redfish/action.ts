import { at, type Resources } from "./resource";

/** The values that an action or a property allows, said beside it or in a resource of its own; null: it does not say. */
export async function allowedValues(resources: Resources, action: unknown, name: string): Promise<string[] | null> {
  const beside = texts(at(action, `${name}@Redfish.AllowableValues`));
  if (beside) return beside;
  const info = at(action, "@Redfish.ActionInfo");
  const read = await resources.follow(typeof info === "string" ? { "@odata.id": info } : info);
  const parameters = read?.ok ? read.value.document.Parameters : null;
  if (!Array.isArray(parameters)) return null;
  return texts(
    at(
      parameters.find((one) => at(one, "Name") === name),
      "AllowableValues",
    ),
  );
}

const texts = (list: unknown): string[] | null =>
  Array.isArray(list) ? list.filter((one): one is string => typeof one === "string") : null;
