import { notFound } from "next/navigation";

/** The number in an address; anything else is a page that does not exist. */
export function numberParam(text: string): number {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (value < 1) notFound();
  return value;
}
