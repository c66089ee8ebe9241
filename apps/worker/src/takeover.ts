import type { DBOSClient } from "@dbos-inc/dbos-sdk";
import { durable } from "@headroom/runtime/jobs";
import type { Logger } from "@headroom/runtime/log";
import type { WorkerIdentity } from "@headroom/runtime/worker-identity";

/** Puts what dead workers left unfinished back into the queue. A worker's own leftovers are taken up by DBOS when it starts. */
export async function takeOver(client: DBOSClient, identity: WorkerIdentity, log: Logger): Promise<void> {
  const pending = await client.listWorkflows({
    status: "PENDING",
    queueName: durable.queue,
    loadInput: false,
    loadOutput: false,
  });
  const owners = new Set(pending.map((run) => run.executorId).filter((id) => id !== undefined && id !== identity.id));
  for (const owner of owners as Set<string>) {
    await identity.unlessAlive(owner, async () => {
      // Asked again under the lock: its owner may have finished them since.
      const left = await client.listWorkflows({
        status: "PENDING",
        queueName: durable.queue,
        executorId: owner,
        loadInput: false,
        loadOutput: false,
      });
      for (const { workflowID } of left) {
        await client.resumeWorkflow(workflowID, { queueName: durable.queue });
        log.info({ run: workflowID, from: owner }, "took over from a worker that is gone");
      }
    });
  }
}
