import type { Instant } from "@headroom/core/rollout/types";

export type Channel = "email" | "webhook";

export interface Duty {
  /** Of a stage, as `rack`: what it does. */
  readonly work: string;
  /** Code; null: anywhere. */
  readonly datacenter: string | null;
}

export interface ContactRecord {
  readonly id: number;
  readonly version: number;
  readonly name: string;
  readonly organisation: string;
  readonly channel: Channel;
  /** E-mail address, or URL. */
  readonly address: string;
  /** Sealed; null: a mail needs none. */
  readonly secret: string | null;
  /** It gets nothing any more. */
  readonly retiredAt: Instant | null;
  /** By work, then datacenter. */
  readonly duties: readonly Duty[];
}

export interface ContactWrite {
  readonly name: string;
  readonly organisation: string;
  readonly channel: Channel;
  readonly address: string;
  readonly secret: string | null;
}

/** What became of what was sent to it. */
export interface ContactSends {
  readonly openOrders: number;
  readonly lastSentAt: Instant | null;
  /** Of the latest message that was given up, unless a later one arrived. */
  readonly fault: { readonly kind: string; readonly cause: string } | null;
}

export interface ContactRepository {
  /** By name; those that get nothing any more are left out. */
  list(): Promise<(ContactRecord & ContactSends)[]>;
  get(id: number): Promise<ContactRecord | null>;
  lock(id: number): Promise<ContactRecord | null>;
  /** Another one of that name, that is not retired. */
  named(name: string, except: number | null): Promise<boolean>;
  insert(contact: ContactWrite): Promise<number>;
  change(id: number, contact: ContactWrite): Promise<void>;
  /** It loses its duties; work orders that it has stay its own. */
  retire(id: number, at: Instant): Promise<void>;
  /** Who has these duties now, other than the contact; an unknown datacenter is reported. */
  dutiesTaken(
    duties: readonly Duty[],
    except: number | null,
  ): Promise<{ readonly taken: readonly (Duty & { readonly by: string })[]; readonly unknown: readonly string[] }>;
  setDuties(id: number, duties: readonly Duty[]): Promise<void>;
  /** Who does each work at a datacenter: one of that datacenter before one of anywhere. */
  onDuty(
    datacenterId: number,
    works: readonly string[],
  ): Promise<ReadonlyMap<string, { readonly id: number; readonly name: string }>>;
  /** Sealed ones, for another key. */
  secrets(): Promise<{ readonly id: number; readonly address: string; readonly secret: string }[]>;
  reseal(id: number, secret: string): Promise<void>;
}
