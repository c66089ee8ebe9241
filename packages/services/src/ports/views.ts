/** A table as somebody keeps it. Columns, filter and sort as addresses have them. */
export interface ViewContent {
  readonly name: string;
  readonly columns: readonly string[];
  readonly filter: string;
  readonly sort: string;
  readonly shared: boolean;
}

export interface ViewRecord extends ViewContent {
  readonly id: number;
  readonly version: number;
  readonly type: string;
  readonly ownerId: string | null;
  readonly ownerName: string | null;
  /** Moment, ISO. */
  readonly updatedAt: string;
}

export interface ViewRepository {
  /** A person's own and those that others share, by name. */
  list(type: string, personId: string | null): Promise<ViewRecord[]>;
  /** Locked to the end of the unit of work. */
  lock(id: number): Promise<ViewRecord | null>;
  /** null: the person has one of the type with this name. */
  insert(view: ViewContent & { readonly type: string; readonly ownerId: string }): Promise<number | null>;
  /** Raises the version; false: the owner has another one with this name. */
  change(id: number, view: ViewContent): Promise<boolean>;
  remove(id: number): Promise<void>;
}
