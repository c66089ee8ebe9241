import { PageHeader } from "@headroom/ui/primitives/PageHeader";
import type { ReactNode } from "react";

type Block =
  | { readonly kind: "heading" | "text" | "code"; readonly text: string }
  | { readonly kind: "list"; readonly items: readonly string[] };

/** As much Markdown as runbooks use: a title, headings, paragraphs, lists and code. */
export function blocksOf(markdown: string): { title: string; blocks: Block[] } {
  let title = "";
  const blocks: Block[] = [];
  for (const part of markdown.trim().split(/\n{2,}/)) {
    if (part.startsWith("# ")) title = part.slice(2);
    else if (part.startsWith("## ")) blocks.push({ kind: "heading", text: part.slice(3) });
    else if (part.startsWith("```")) blocks.push({ kind: "code", text: part.replace(/^```.*\n|\n?```$/g, "") });
    else if (/^(\d+\.|-) /.test(part))
      blocks.push({
        kind: "list",
        items: part.split(/\n(?=(?:\d+\.|-) )/).map((item) => item.replace(/^(\d+\.|-) /, "").replace(/\n\s*/g, " ")),
      });
    else blocks.push({ kind: "text", text: part.replace(/\n/g, " ") });
  }
  return { title, blocks };
}

const inline = (text: string): ReactNode[] =>
  text.split(/(`[^`]+`)/).map((part, i) => (part.startsWith("`") ? <code key={i}>{part.slice(1, -1)}</code> : part));

/** What to do about an alert. */
export function RunbookView({ markdown }: { markdown: string }) {
  const { title, blocks } = blocksOf(markdown);
  return (
    <>
      <PageHeader title={title} />
      <div className="runbook">
        {blocks.map((block, i) => {
          if (block.kind === "heading") return <h2 key={i}>{block.text}</h2>;
          if (block.kind === "code") return <pre key={i}>{block.text}</pre>;
          if (block.kind === "list")
            return (
              <ol key={i}>
                {block.items.map((item) => (
                  <li key={item}>{inline(item)}</li>
                ))}
              </ol>
            );
          return <p key={i}>{inline(block.text)}</p>;
        })}
      </div>
    </>
  );
}
