#!/usr/bin/env node
// The `headroom` command. It runs the TypeScript sources directly: nothing to build.
import { register } from "tsx/esm/api";

register();
const { main } = await import("../src/main.ts");
process.exitCode = await main(process.argv.slice(2));
