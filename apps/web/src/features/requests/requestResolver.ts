import type { RequestInput } from "@headroom/contracts/request";
import type { Resolver } from "react-hook-form";
import type { RequestFormValues } from "./RequestFormPage";

/** Checks the form by the border's own shape. Its rules are fetched with the first check: the page stands, and listens, without them. */
export const requestResolver: Resolver<RequestFormValues, unknown, RequestInput> = async (values, context, options) => {
  const { checkRequest } = await import("./requestRules");
  return checkRequest(values, context, options);
};
