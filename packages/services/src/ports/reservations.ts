import type {
  ReservationKind,
  ReservationListInput,
  ReservationRow,
  ReservationTarget,
} from "@headroom/contracts/reservation";
import type { ReservationConflict } from "@headroom/core/lifecycle/reservation";

export type ReservationRecord = Omit<ReservationRow, "when"> & {
  readonly datacenterId: number;
  /** Of the rows that are it: units of a rack, positions, or the device's. */
  readonly parts: readonly number[];
};

/** What is to be kept, by number. */
export interface ReservationPlace {
  readonly kind: ReservationKind;
  readonly datacenterId: number;
  /** The rack, or the device. */
  readonly id: number | null;
  /** Units, or ids of positions. */
  readonly parts: readonly number[];
  readonly face: "front" | "rear" | "both";
}

export interface ReservationTerms {
  readonly owner: string;
  readonly ticket: string | null;
  readonly reason: string;
  readonly from: string | null;
  readonly to: string | null;
}

export interface ReservationRepository {
  list(filter: ReservationListInput & { readonly today: string; readonly soon: string }): Promise<{
    rows: ReservationRecord[];
    total: number;
  }>;
  find(kind: ReservationKind, id: number): Promise<ReservationRecord | null>;
  /** null: some of it is not there; `missing` says what in words. */
  locate(target: ReservationTarget): Promise<ReservationPlace | { readonly missing: string }>;
  /** What has any of it on those days, by whom and until when; without the reservation itself. */
  conflicts(
    place: ReservationPlace,
    days: { readonly from: string | null; readonly to: string | null },
    except: number | null,
  ): Promise<ReservationConflict[]>;
  /** Those that are not over, end on `until` at the latest, and whose end nobody was told of yet, each noted as told; the earliest end first. */
  noteEnding(today: string, until: string): Promise<readonly ReservationRecord[]>;
  /** Its id. */
  insert(place: ReservationPlace, terms: ReservationTerms): Promise<number>;
  change(of: ReservationRecord, terms: ReservationTerms): Promise<void>;
  remove(of: ReservationRecord): Promise<void>;
}
