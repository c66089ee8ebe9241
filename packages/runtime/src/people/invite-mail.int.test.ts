import { createInvite } from "@headroom/services/invite/create";
import { deliverMessages } from "@headroom/services/message/deliver";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sendersOf } from "../senders";
import { type Journey, openJourney } from "../testing/journey";
import { type Mailbox, openMailbox } from "../testing/smtp";
import { failure } from "../testing/steps";

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

const url = "https://headroom.example.org";
const post = () =>
  deliverMessages(
    journey.ports,
    sendersOf({ url, mail: { url: mailbox.url, from: "headroom@example.org" }, webhookNetworks: [] }),
  );
const invite = (email: string) => journey.as("ada").admin.invite({ email, role: "operator", mail: true });
const kept = () => journey.rows<{ about: object }>("SELECT about FROM outbox_message ORDER BY id");

test("an invitation goes by mail, with the link that is shown; the link is kept sealed, and not once it was sent", async () => {
  const { path, messageKey } = await invite("bo@example.org");
  const token = path.split("/").at(-1)!;
  expect(JSON.stringify(await kept())).not.toContain(token);
  expect(await journey.as("ada").contact.testStands({ key: messageKey! })).toMatchObject({ state: "queued" });
  expect(await post()).toMatchObject({ sent: 1 });
  expect(mailbox.mails[0]!.to).toEqual(["bo@example.org"]);
  expect(mailbox.mails[0]!.text).toContain(`${url}${path}`);
  expect(await kept()).toEqual([{ about: {} }]);
  expect(await journey.as("ada").invite.lookup({ token })).toMatchObject({ state: "open", email: "bo@example.org" });
  expect(await journey.as("ada").contact.testStands({ key: messageKey! })).toMatchObject({
    ...{ state: "sent", sentTo: "bo@example.org" },
  });
});

test("one that is taken back before it is sent is not sent; without the wish, or a key, there is no mail", async () => {
  mailbox.mails.length = 0;
  const { id } = await invite("cy@example.org");
  await journey.as("ada").admin.revokeInvite({ id });
  await post();
  expect(mailbox.mails).toEqual([]);
  const silent = await journey.as("ada").admin.invite({ email: "di@example.org", role: "planner" });
  expect(silent.messageKey).toBeNull();
  await post();
  expect(mailbox.mails).toEqual([]);
  const { secrets: _, ...keyless } = journey.ports;
  expect(
    await failure(
      createInvite(keyless, journey.actor("ada"), { email: "ed@example.org", role: "planner", mail: true }).catch(
        (cause) => Promise.reject(new Error("refused", { cause })),
      ),
    ),
  ).toMatchObject({ code: "UNAVAILABLE", details: { part: "secrets" } });
});
