import type { ComponentType } from "react";
import { createRoot } from "react-dom/client";
import { Frame } from "./Frame";
import { pages, plainPages } from "./pages";

const name = new URLSearchParams(location.search).get("page") ?? "states";
const Page: ComponentType = pages[name as keyof typeof pages] ?? pages.states;
const Plain = plainPages[name];
const root = document.getElementById("root");
if (root) {
  createRoot(root).render(
    Plain ? (
      <Plain />
    ) : (
      <Frame current={name}>
        <Page />
      </Frame>
    ),
  );
}
