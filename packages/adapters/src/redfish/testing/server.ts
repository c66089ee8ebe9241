import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo } from "node:net";

type Documents = Record<string, Record<string, unknown>>;

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly headers: IncomingMessage["headers"];
}

/** What the next answer is instead of the right one; `null`: the right one. */
export type Mischief = (asked: Asked) => Trick | null;
export type Trick =
  | {
      readonly kind: "status";
      readonly status: number;
      readonly headers?: Record<string, string>;
      readonly body?: string;
    }
  /** Closes the connection: before it looked at what was asked, or after it did it. */
  | { readonly kind: "drop"; readonly when: "before" | "after" }
  /** Begins the answer and breaks off. */
  | { readonly kind: "cut" }
  | { readonly kind: "silence" }
  | { readonly kind: "body"; readonly body: string };

export interface ServerOptions {
  readonly credentials?: { readonly username: string; readonly password: string };
  /** Without a session service, everybody sends credentials every time. */
  readonly sessions?: boolean;
  readonly tls?: { readonly key: string; readonly cert: string };
  /** Absent: any that is free. */
  readonly port?: number;
  /** Reads of a system that still tell the state before. */
  readonly staleReads?: number;
  /** Questions about a task until it is done. */
  readonly taskQuestions?: number;
  /** How its erasures end. */
  readonly eraseEnds?: "Completed" | "Exception";
  /** Watts that a system draws when it is on, and when it is off. */
  readonly watts?: { readonly on: number; readonly off: number };
}

/** A Redfish service over documents, with the few orders that tests give. Counts what it did, and misbehaves when it is told to. */
export async function serveRedfish(documents: Documents, options: ServerOptions = {}) {
  const { sessions = true, staleReads = 0, taskQuestions = 2, eraseEnds = "Completed", watts, tls } = options;
  const credentials = options.credentials ?? { username: "root", password: "calvin's aunt" };
  const asked: Asked[] = [];
  const effects: string[] = [];
  const tokens = new Set<string>();
  const tasks = new Map<string, { drive: string; left: number; body: unknown }>();
  const stale = new Map<string, { state: unknown; left: number }>();
  let mischief: Mischief = () => null;
  let count = 0;

  const signedIn = ({ headers }: Asked) =>
    tokens.has(String(headers["x-auth-token"])) ||
    headers.authorization ===
      `Basic ${Buffer.from(`${credentials.username}:${credentials.password}`).toString("base64")}`;

  const etagOf = (document: unknown) => `W/"${Buffer.from(JSON.stringify(document)).toString("base64url").slice(-24)}"`;

  /** A read, with what is not true yet put back. */
  const read = (path: string): Record<string, unknown> | null => {
    const document = documents[path] ?? documents[path.replace(/\/$/, "")] ?? documents[`${path}/`];
    if (!document) return null;
    const old = stale.get(path);
    if (!old || old.left <= 0) return document;
    old.left--;
    return { ...document, PowerState: old.state };
  };

  /** The one that holds nothing but the system. */
  const chassisOf = (system: string): string => {
    const isOwn = ({ Links }: Record<string, unknown>) =>
      JSON.stringify((Links as { ComputerSystems?: unknown } | undefined)?.ComputerSystems) ===
      JSON.stringify([{ "@odata.id": system }]);
    return Object.keys(documents).find((path) => isOwn(documents[path]!)) ?? "/redfish/v1/Chassis/1";
  };

  const reset = (system: string, type: string): [number, unknown?] => {
    const document = documents[system];
    if (!document) return [404];
    effects.push(`${type} ${system}`);
    stale.set(system, { state: document.PowerState, left: staleReads });
    document.PowerState = /Off|Shutdown/.test(type) ? "Off" : "On";
    const metrics = documents[`${chassisOf(system)}/EnvironmentMetrics`];
    if (watts && metrics) metrics.PowerWatts = { Reading: document.PowerState === "On" ? watts.on : watts.off };
    return [204];
  };

  const erase = (drive: string, body: unknown): [number, unknown?, Record<string, string>?] => {
    effects.push(`erase ${drive} ${JSON.stringify(body)}`);
    const id = `/redfish/v1/TaskService/Tasks/${++count}`;
    tasks.set(id, { drive, left: taskQuestions, body });
    documents[drive]!.Operations = [{ OperationName: "Sanitize", AssociatedTask: { "@odata.id": id } }];
    return [202, taskOf(id), { location: id }];
  };

  const taskOf = (id: string) => {
    const task = tasks.get(id)!;
    const isOver = task.left-- <= 0;
    if (isOver) delete documents[task.drive]!.Operations;
    return {
      "@odata.type": "#Task.v1_7_0.Task",
      "@odata.id": id,
      TaskState: isOver ? eraseEnds : "Running",
      TaskStatus: isOver && eraseEnds === "Exception" ? "Critical" : "OK",
      Payload: {
        TargetUri: `${task.drive}/Actions/Drive.SecureErase`,
        HttpOperation: "POST",
        JsonBody: JSON.stringify(task.body),
      },
      PercentComplete: isOver ? 100 : 50,
      Messages: isOver && eraseEnds === "Exception" ? [{ MessageId: "Drive.1.0.Failed", Message: "sector 7" }] : [],
    };
  };

  function answer(question: Asked): [number, unknown?, Record<string, string>?] {
    const { method, path, body } = question;
    const isSessions = path === "/redfish/v1/SessionService/Sessions";
    if (method === "POST" && isSessions) {
      if (!sessions) return [405];
      const { UserName, Password } = body as Record<string, string>;
      if (UserName !== credentials.username || Password !== credentials.password) return [401];
      const token = `token-${++count}`;
      tokens.add(token);
      return [201, { Id: token }, { "x-auth-token": token, location: `${path}/${token}` }];
    }
    if (path !== "/redfish/v1/" && !signedIn(question)) return [401];
    if (method === "DELETE") {
      tokens.delete(path.split("/").at(-1)!);
      return [204];
    }
    if (method === "GET") {
      if (tasks.has(path)) return [200, taskOf(path)];
      if (path === "/redfish/v1/TaskService") return [200, { Tasks: { "@odata.id": `${path}/Tasks` } }];
      if (path === "/redfish/v1/TaskService/Tasks")
        return [200, { Members: [...tasks.keys()].map((id) => ({ "@odata.id": id })) }];
      const document = read(path);
      return document ? [200, document, { etag: etagOf(documents[path] ?? document) }] : [404];
    }
    const [target, action] = path.split("/Actions/");
    if (method === "POST" && action === "ComputerSystem.Reset")
      return reset(target!, (body as { ResetType: string }).ResetType);
    if (method === "POST" && action === "Drive.SecureErase") return erase(target!, body);
    const document = documents[path];
    if (method === "PATCH" && document) {
      const expected = question.headers["if-match"];
      if (expected !== undefined && expected !== etagOf(document)) return [412];
      document.Boot = { ...(document.Boot as object), ...(body as { Boot: object }).Boot };
      effects.push(`boot ${JSON.stringify((body as { Boot: object }).Boot)}`);
      return [200, document];
    }
    return [404];
  }

  const send = (response: ServerResponse, [status, body, headers]: [number, unknown?, Record<string, string>?]) => {
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(body === undefined ? undefined : typeof body === "string" ? body : JSON.stringify(body));
  };

  const handle = (request: IncomingMessage, response: ServerResponse) => {
    let text = "";
    request.on("data", (chunk) => (text += chunk));
    request.on("end", () => {
      const question: Asked = {
        method: request.method!,
        path: request.url!,
        body: text === "" ? undefined : JSON.parse(text),
        headers: request.headers,
      };
      asked.push(question);
      const trick = mischief(question);
      if (!trick) return send(response, answer(question));
      if (trick.kind === "status") return send(response, [trick.status, trick.body, trick.headers]);
      if (trick.kind === "body") return send(response, [200, trick.body]);
      if (trick.kind === "silence") return;
      if (trick.kind === "cut") {
        response.writeHead(200, { "content-length": "1000" });
        response.write('{"Half":');
        setImmediate(() => request.socket.destroy());
        return;
      }
      if (trick.when === "after") answer(question);
      request.socket.destroy();
    });
  };

  const server = tls ? createSecureServer(tls, handle) : createServer(handle);
  await new Promise<void>((resolve, reject) =>
    server.once("error", reject).listen(options.port ?? 0, "127.0.0.1", resolve),
  );
  const { port } = server.address() as AddressInfo;
  return {
    url: `${tls ? "https" : "http"}://127.0.0.1:${port}`,
    credentials,
    asked,
    /** What it did to the hardware, in order. */
    effects,
    tokens,
    documents,
    forgetTasks: () => tasks.clear(),
    misbehave: (how: Mischief) => {
      mischief = how;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
