import { err, ok, type Result } from "@headroom/core/foundation/result";
import type { BmcMessage, HardwareFault } from "@headroom/services/ports/hardware";
import type { Session } from "./session";
import { pathOf } from "./session";
import type { Method, Question, Reply } from "./transport";

/** A Redfish resource as it came. */
export type Document = Readonly<Record<string, unknown>>;

export interface Read {
  readonly document: Document;
  readonly etag: string | null;
}

/** Pages of a collection: more than this is a circle. */
const MOST_PAGES = 200;
const SHOWN = 80;
/** How often something that is no resource is asked for in all. */
const NONSENSE_TRIES = 3;

export const isDocument = (value: unknown): value is Document =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The thing behind a chain of names; undefined where the chain breaks. */
export function at(value: unknown, ...names: readonly (string | number)[]): unknown {
  let here = value;
  for (const name of names) {
    if (typeof here !== "object" || here === null) return undefined;
    here = (here as Record<string | number, unknown>)[name];
  }
  return here;
}

/** Reads resources and gives orders. Keeps what it has read, by path. */
export class Resources {
  readonly documents = new Map<string, Document>();

  constructor(
    private readonly session: Pick<Session, "ask">,
    private readonly base: string,
    private readonly signal: AbortSignal | undefined,
  ) {}

  /** A resource. `unsupported` where it is not there. */
  async get(path: string, tries = 1): Promise<Result<Read, HardwareFault>> {
    const answer = await this.session.ask("GET", path, { signal: this.signal });
    if (!answer.ok) return answer;
    const { status, text, headers } = answer.value;
    // "please wait", in HTML and with a 200: it may have something better to say the next time
    const isNonsense = status >= 200 && status < 300 && !isDocument(parsed(text));
    if (isNonsense && tries < NONSENSE_TRIES) return this.get(path, tries + 1);
    if (status === 404 || status === 410) return err({ kind: "unsupported", at: path, what: "not there" });
    const fault = faultOf(path, answer.value);
    if (fault) return err(fault);
    const document = parsed(text);
    if (!isDocument(document))
      return err({ kind: "unreadable", at: path, expected: "a JSON object", got: shown(text) });
    this.documents.set(path, document);
    const etag = headers.etag ?? document["@odata.etag"];
    return ok({ document, etag: typeof etag === "string" ? etag : null });
  }

  /** What a link leads to; null where there is no link, or not to this controller. */
  async follow(link: unknown): Promise<Result<Read & { readonly path: string }, HardwareFault> | null> {
    const path = this.linkOf(link);
    if (path === null) return null;
    const found = await this.get(path);
    return found.ok ? ok({ ...found.value, path }) : found;
  }

  linkOf(link: unknown): string | null {
    return pathOf(at(link, "@odata.id"), this.base);
  }

  /** Paths of a collection's members, over all its pages. Members that came expanded are kept as read. */
  async members(collection: string): Promise<Result<string[], HardwareFault>> {
    const paths = new Set<string>();
    const seen = new Set<string>();
    let page: string | null = collection;
    while (page !== null) {
      if (seen.has(page) || seen.size >= MOST_PAGES)
        return err({ kind: "unreadable", at: page, expected: "a collection that ends", got: "pages in a circle" });
      seen.add(page);
      const read: Result<Read, HardwareFault> = await this.get(page);
      if (!read.ok) return read;
      const { document } = read.value;
      const members = document.Members ?? [];
      if (!Array.isArray(members))
        return err({
          kind: "unreadable",
          at: page,
          expected: "Members as a list",
          got: shown(JSON.stringify(members)),
        });
      for (const member of members) {
        const path = this.linkOf(member);
        if (path === null) continue;
        paths.add(path);
        if (isDocument(member) && Object.keys(member).length > 1) this.documents.set(path, member);
      }
      page = pathOf(document["Members@odata.nextLink"], this.base);
    }
    return ok([...paths]);
  }

  /** Gives an order. What the controller refuses is a fault, with its words. */
  async order(method: Method, path: string, question: Question): Promise<Result<Reply, HardwareFault>> {
    const answer = await this.session.ask(method, path, { ...question, signal: this.signal });
    if (!answer.ok) return answer;
    const fault = faultOf(path, answer.value);
    return fault ? err(fault) : answer;
  }
}

function faultOf(path: string, { status, text }: Reply): HardwareFault | null {
  if (status >= 200 && status < 300) return null;
  if (status === 401 || status === 403) return { kind: "denied", at: path, status };
  return { kind: "refused", at: path, status, messages: messagesOf(parsed(text)) };
}

export function parsed(text: string | null): unknown {
  if (text === null) return undefined;
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return undefined;
  }
}

export const shown = (text: string | null | undefined): string =>
  text == null || text === "" ? "nothing" : text.length > SHOWN ? `${text.slice(0, SHOWN)}...` : text;

/** What a controller says, in an error's extended information or in a task. */
export function messagesOf(body: unknown): BmcMessage[] {
  const lists = [at(body, "error", "@Message.ExtendedInfo"), at(body, "@Message.ExtendedInfo"), at(body, "Messages")];
  const told = lists.flatMap((list) => (Array.isArray(list) ? list : []));
  const messages = told.flatMap((one) => {
    const [id, text] = [at(one, "MessageId"), at(one, "Message")];
    return typeof id === "string" || typeof text === "string"
      ? [{ id: String(id ?? ""), text: String(text ?? id) }]
      : [];
  });
  const [code, message] = [at(body, "error", "code"), at(body, "error", "message")];
  return messages.length > 0 || typeof message !== "string" ? messages : [{ id: String(code ?? ""), text: message }];
}
