import { deliverMessages } from "@headroom/services/message/deliver";
import type { NewNotification } from "@headroom/services/ports/notifications";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { sendersOf } from "../senders";
import { type Journey, openJourney } from "../testing/journey";
import { type Mailbox, openMailbox } from "../testing/smtp";

let journey: Journey;
let mailbox: Mailbox;
beforeAll(async () => {
  journey = await openJourney();
  mailbox = await openMailbox();
});
afterAll(async () => {
  await mailbox.close();
  await journey.close();
});
beforeEach(() => {
  mailbox.mails.length = 0;
});

/** A while after what was written now. */
const post = (seconds: number) => {
  // notifications are written at the database's time
  journey.clock.now = Date.now() + seconds * 1000;
  return deliverMessages(
    journey.ports,
    sendersOf({
      url: "https://headroom.example.org",
      mail: { url: mailbox.url, from: "headroom@example.org" },
      webhookNetworks: [],
    }),
  );
};
const notice = (userId: string, kind: NewNotification["kind"]): NewNotification => ({
  ...{ userId, kind, entityKind: "plan", entityId: "7", params: { title: "Search racks" } },
});
const tell = (...notices: NewNotification[]) =>
  journey.ports.work.write(({ notifications }) => notifications.add(notices));

test("who wishes it hears of a topic by mail, a minute later; nobody else does", async () => {
  expect(await journey.as("ann").notification.topics()).toEqual({ topics: [] });
  await journey.as("ann").notification.setTopics({ topics: ["approvals"] });
  await tell(notice("ann", "plan_submitted"), notice("ann", "plan_failed"), notice("abe", "plan_submitted"));
  expect(await post(30)).toMatchObject({ sent: 0 });
  expect(await post(90)).toMatchObject({ sent: 1 });
  expect(mailbox.mails.map(({ to }) => to)).toEqual([["ann@example.org"]]);
  expect(mailbox.mails[0]!.text).toContain("Subject: PL-7 waits for a signature");
  expect(mailbox.mails[0]!.text).toContain("https://headroom.example.org/inbox/7");
  expect((await journey.as("ann").notification.list()).length).toBe(2);
});

test("what was read meanwhile is not mailed, nor to an account that is disabled, nor after another wish", async () => {
  await tell(notice("ann", "plan_submitted"));
  const ids = (await journey.as("ann").notification.list()).map(({ id }) => id);
  await journey.as("ann").notification.markRead({ ids });
  expect(await post(90)).toEqual({ sent: 0, retried: 0, failed: 0 });
  await journey.as("abe").notification.setTopics({ topics: ["approvals"] });
  await tell(notice("abe", "plan_submitted"));
  await journey.as("ada").admin.setDisabled({ userId: "abe", disabled: true });
  expect(await post(90)).toEqual({ sent: 0, retried: 0, failed: 0 });
  await journey.as("ann").notification.setTopics({ topics: [] });
  await tell(notice("ann", "plan_submitted"));
  await post(90);
  expect(mailbox.mails).toEqual([]);
  const audited = await journey.rows("SELECT 1 FROM audit_event WHERE action = 'notification.topics'");
  expect(audited).toHaveLength(3);
});
