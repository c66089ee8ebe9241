#!/usr/bin/env node
// The `headroom` command. It runs the TypeScript sources directly: nothing to build.
import { register } from "tsx/esm/api";

register();
const { main } = await import("../src/main.ts");
try {
  process.exitCode = await main(process.argv.slice(2));
} catch (cause) {
  // a defect, not bad input: say what it is and where
  process.stderr.write(`headroom: ${cause instanceof Error ? cause.stack : cause}\n`);
  process.exitCode = 1;
}
