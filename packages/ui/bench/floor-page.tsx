import { useState } from "react";
import { createRoot } from "react-dom/client";
import { contentsOf, floorScene } from "../gallery/pages/floorData";
import { type CellRef, FloorCanvas } from "../src/floor/FloorCanvas";
import { FloorLegend } from "../src/floor/HeatLegend";
import { HotkeysProvider } from "../src/primitives/Hotkeys";

/** What the benchmark drives, in the browser: a floor of 500 rows by 20 positions on a page of its own. */

const scene = floorScene(50, 10);
const contents = contentsOf(scene);

function Page() {
  const [selected, setSelected] = useState<CellRef | null>(null);
  return (
    <HotkeysProvider>
      <main style={{ height: "100vh", overflow: "auto" }}>
        <FloorCanvas
          scene={scene}
          label="A floor of 10,000 positions"
          selected={selected}
          onSelect={setSelected}
          contents={contents}
          legend={<FloorLegend planned held committed reserved stranded={["P", "F", "C", "W", "S"]} />}
        />
      </main>
    </HotkeysProvider>
  );
}

declare global {
  interface Window {
    showFloor: () => Promise<number>;
    floorFrames: (ms: number) => Promise<number[]>;
  }
}

/** Time from the data in hand to the picture on the screen, ms: React, layout, drawing and the browser's own painting. */
window.showFloor = () =>
  new Promise((done) => {
    const start = performance.now();
    createRoot(document.getElementById("root") as HTMLElement).render(<Page />);
    const next = () => {
      if (performance.getEntriesByName("headroom:floor-drawn").length === 0) return requestAnimationFrame(next);
      // a message sent from a frame arrives once that frame is on the screen
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => done(performance.now() - start);
      port2.postMessage(null);
    };
    requestAnimationFrame(next);
  });

/** The time between frames while something goes on for so long, ms each. */
window.floorFrames = (ms) =>
  new Promise((done) => {
    const gaps: number[] = [];
    const begin = performance.now();
    let last = begin;
    const next = (now: number) => {
      if (now > begin) gaps.push(now - last);
      last = now;
      if (now - begin < ms) requestAnimationFrame(next);
      else done(gaps);
    };
    requestAnimationFrame((now) => {
      last = now;
      requestAnimationFrame(next);
    });
  });
