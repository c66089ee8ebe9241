import { requestInput } from "@headroom/contracts/request";
import { zodResolver } from "@hookform/resolvers/zod";

/** Loaded on demand (requestResolver.ts): with zod it weighs as much as the form. */
export const checkRequest = zodResolver(requestInput);
