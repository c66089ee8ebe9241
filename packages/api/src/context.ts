import type { Actor } from "@headroom/services/actor";
import type { Ports } from "@headroom/services/ports";

export interface Context {
  readonly ports: Ports;
  /** null: nobody is signed in. */
  readonly actor: Actor | null;
  readonly requestId: string;
  /** Where the call comes from, of the socket or a believed proxy. Absent: not known. */
  readonly address?: string | null;
  /** Called with every failure that is not expected; its text never leaves the server. */
  readonly report: (error: unknown, requestId: string) => void;
  /** Told of every call: its procedure, "ok" or the transport's code, and how long it took; of a stream until it was opened. */
  readonly called?: (procedure: string, outcome: string, seconds: number) => void;
  /** Takes the answer of a packed read (contracts/packed.ts) in the place of the transport. Absent: everything is answered in JSON. */
  readonly pack?: (data: object) => void;
}
