import type { DatacenterAccount, DeviceAccount, ResourceAccounts } from "@headroom/core/capacity/types";

/** The account of a datacenter as it was last computed, in the transaction that changed its facts. */
export interface StoredAccount {
  readonly datacenterId: number;
  /** Of the datacenter when it was computed. */
  readonly version: number;
  /** Moment, `2026-11-23T14:00:00.000Z`. */
  readonly asOf: string;
  readonly account: DatacenterAccount;
}

/** What lists of datacenters and regions need of an account. */
export interface AccountTotals {
  readonly datacenterId: number;
  readonly version: number;
  readonly asOf: string;
  readonly total: ResourceAccounts;
  /** With the codes of the devices in place of their ids. */
  readonly worstFailure: {
    readonly device: string;
    readonly failed: string;
    readonly loadW: number;
    readonly limitW: number;
  } | null;
}

export interface CapacityRepository {
  store(accounts: readonly StoredAccount[]): Promise<void>;
  /** All datacenters, or those of the list; in id order, without those that have no account yet. */
  totals(datacenterIds?: readonly number[]): Promise<AccountTotals[]>;
  /** When the newest account was computed; null: there is none. */
  asOf(): Promise<string | null>;
  account(datacenterId: number): Promise<StoredAccount | null>;
  /** Datacenters whose account is of another month than `today` (ISO day), or where something that stood then has ended. */
  due(today: string): Promise<number[]>;
  /** Racks and servers of a datacenter that are not retired, counted one by one. */
  counts(datacenterId: number): Promise<{ readonly racks: number; readonly servers: number }>;
  /** Accounts of single devices, by device id. */
  devices(datacenterId: number, deviceIds: readonly number[]): Promise<ReadonlyMap<number, DeviceAccount>>;
}
