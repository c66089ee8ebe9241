import type { ContactList, ContactRow } from "@headroom/contracts/contact";
import { Button } from "@headroom/ui/primitives/Button";
import type { Column } from "@headroom/ui/primitives/DataTable";
import { StateLabel } from "@headroom/ui/primitives/StateLabel";
import { Muted } from "@headroom/ui/primitives/Text";
import { Ago } from "../frame/time";
import { deliveryFault } from "../runs/words";

export const channelWords = { email: "Mail", webhook: "Webhook" } as const;

/** "Rack and stack at STO-1; Cable anywhere". */
export function dutyWords({ duties }: Pick<ContactRow, "duties">, works: ContactList["works"]): string {
  const titles = new Map(works.map(({ work, title }) => [work, title]));
  const places = new Map<string, string[]>();
  for (const { work, datacenter } of duties) places.set(work, [...(places.get(work) ?? []), datacenter ?? "anywhere"]);
  return [...places]
    .map(([work, where]) => {
      const words = where.includes("anywhere") ? "anywhere" : `at ${where.join(", ")}`;
      return `${titles.get(work) ?? work} ${words}`;
    })
    .join("; ");
}

function Reached({ contact }: { contact: ContactRow }) {
  if (contact.fault)
    return (
      <>
        <StateLabel state="blocked">Not reached</StateLabel>
        <span className="hr-t-sub">{deliveryFault(contact.fault)}</span>
      </>
    );
  if (contact.lastSentAt === null) return <Muted>nothing sent yet</Muted>;
  return (
    <>
      reached <Ago at={contact.lastSentAt} />
    </>
  );
}

interface ColumnParts {
  readonly works: ContactList["works"];
  /** Why the reader may not change one. */
  readonly off: string | null;
  readonly onEdit: (contact: ContactRow) => void;
  readonly onTest: (contact: ContactRow) => void;
  readonly onRemove: (contact: ContactRow) => void;
}

export const contactColumns = ({
  works,
  off,
  onEdit,
  onTest,
  onRemove,
}: ColumnParts): readonly Column<ContactRow>[] => [
  {
    id: "who",
    header: "Who, and how they are reached",
    wrap: true,
    cell: (contact) => (
      <>
        <b>{contact.name}</b>
        {contact.organisation ? <Muted>{`, ${contact.organisation}`}</Muted> : null}
        <span className="hr-t-sub">{`${channelWords[contact.channel]}: ${contact.address}`}</span>
        <span className="hr-phone">
          <span className="hr-t-sub">{dutyWords(contact, works) || "no tasks by itself"}</span>
          {contact.fault ? <Reached contact={contact} /> : null}
        </span>
      </>
    ),
  },
  {
    id: "duties",
    header: "Gets the tasks",
    width: "30%",
    wrap: true,
    priority: 2,
    cell: (contact) => dutyWords(contact, works) || <Muted>none by itself</Muted>,
  },
  { id: "reached", header: "Messages", priority: 2, wrap: true, cell: (contact) => <Reached contact={contact} /> },
  {
    id: "open",
    header: "Open orders",
    align: "end",
    priority: 3,
    cell: (contact) => (contact.openOrders === 0 ? <Muted>0</Muted> : contact.openOrders),
  },
  {
    id: "do",
    header: <span className="hr-vh">Change</span>,
    align: "end",
    wrap: true,
    cell: (contact) => (
      <span className="hr-bt contact-do">
        <Button
          size="small"
          off={off}
          ariaLabel={`Send ${contact.name} a test message`}
          onPress={() => onTest(contact)}
        >
          Test
        </Button>
        <Button size="small" off={off} ariaLabel={`Edit ${contact.name}`} onPress={() => onEdit(contact)}>
          Edit
        </Button>
        <Button size="small" off={off} ariaLabel={`Remove ${contact.name}`} onPress={() => onRemove(contact)}>
          Remove
        </Button>
      </span>
    ),
  },
];
