export interface HandoverNoteRecord {
  readonly id: number;
  readonly text: string;
  readonly author: string;
  /** Moment, ISO. */
  readonly writtenAt: string;
}

export interface HandoverRepository {
  /** The latest ones, newest first. */
  list(limit: number): Promise<HandoverNoteRecord[]>;
  /** Id of the latest one, with everybody else who would write kept waiting to the end of the unit of work; null: there is none. */
  lockLatest(): Promise<number | null>;
  insert(note: {
    readonly text: string;
    readonly authorId: string;
    readonly author: string;
    readonly at: number;
  }): Promise<number>;
}
