// pnpm rules: the import rules of AGENTS.md, as errors.
import { resolve } from "node:path";
import { root } from "./lib/paths.mjs";
import { violationsIn } from "./lib/rules/rules.mjs";
import { readWorkspace } from "./lib/rules/workspace.mjs";

const begin = Date.now();
const workspace = readWorkspace(resolve(process.argv[2] ?? root));
const violations = violationsIn(workspace);
for (const { path, line, rule, message } of violations) process.stdout.write(`${path}:${line}  ${rule}: ${message}\n`);
process.stdout.write(
  `${workspace.files.size} files, ${violations.length} broken import rules, ${Date.now() - begin} ms\n`,
);
process.exitCode = violations.length > 0 ? 1 : 0;
