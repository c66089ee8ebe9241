"use client";
import type { Permission } from "@headroom/core/access/permissions";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "../../trpc/client";

/** What the signed-in person may do, to say so beforehand; the server decides again. */
export function useMay(): (permission: Permission) => boolean {
  const trpc = useTRPC();
  const me = useQuery(trpc.session.me.queryOptions());
  return (permission) => me.data?.permissions.includes(permission) ?? false;
}
