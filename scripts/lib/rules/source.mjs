// What one source file imports and touches, read from its syntax tree. TypeScript 7 has no compiler API, so the parser
// is rolldown's (the one vitest already brings); unlike a transpiled module it still shows `import type`.
import { parseSync } from "rolldown/utils";

/**
 * @typedef {object} Import
 * @property {string} specifier
 * @property {boolean} typeOnly erased when compiled
 * @property {boolean} lazy `import()`: loaded when called
 * @property {boolean} reexport `export ... from`
 * @property {number} line
 *
 * @typedef {object} Source
 * @property {readonly Import[]} imports
 * @property {readonly {name: string, line: number}[]} impure uses of the clock, chance, the environment and the outside
 * @property {boolean} onlyReexports nothing but `export ... from` stands in it
 * @property {boolean} useClient it begins with "use client"
 */

/** @param {string} path for the language, by its ending @param {string} text @returns {Source} */
export function readSource(path, text) {
  const { program, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message}`);
  const lineAt = lineCounter(text);
  /** @type {Import[]} */
  const imports = [];
  /** @type {{name: string, line: number}[]} */
  const impure = [];
  const declared = new Set();
  const add = (/** @type {any} */ node, /** @type {Partial<Import>} */ more) =>
    imports.push({
      specifier: String(node.value),
      typeOnly: false,
      lazy: false,
      reexport: false,
      line: lineAt(node.start),
      ...more,
    });

  walk(program, (node, parent) => {
    switch (node.type) {
      case "ImportDeclaration":
        add(node.source, { typeOnly: isTypeOnly(node, "importKind") });
        break;
      case "ExportNamedDeclaration":
      case "ExportAllDeclaration":
        if (node.source) add(node.source, { typeOnly: isTypeOnly(node, "exportKind"), reexport: true });
        break;
      case "ImportExpression":
        if (node.source.type === "Literal") add(node.source, { lazy: true });
        break;
      case "TSImportType":
        if (node.source?.type === "Literal") add(node.source, { typeOnly: true });
        else if (node.argument?.literal) add(node.argument.literal, { typeOnly: true });
        break;
      case "TSExternalModuleReference":
        add(node.expression, {});
        break;
      case "CallExpression":
        if (
          node.callee.type === "Identifier" &&
          node.callee.name === "require" &&
          node.arguments[0]?.type === "Literal"
        )
          add(node.arguments[0], {});
        break;
    }
    for (const name of bindings(node)) declared.add(name);
    const name = impureUse(node, parent);
    if (name) impure.push({ name, line: lineAt(node.start) });
  });
  const body = /** @type {any[]} */ (program.body);
  return {
    imports,
    impure: impure.filter(({ name }) => !declared.has(name.split(/[.( ]/)[0])),
    onlyReexports:
      body.length > 0 && body.every((node) => /^Export(All|Named)Declaration$/.test(node.type) && node.source),
    useClient: body.some((node) => node.directive === "use client"),
  };
}

/** `import type {...}`, or braces in which every name is a type (the import itself stays only for its side effects). */
const isTypeOnly = (/** @type {any} */ node, /** @type {string} */ kind) =>
  node[kind] === "type" ||
  (node.specifiers?.length > 0 && node.specifiers.every((/** @type {any} */ one) => one[kind] === "type"));

/** Names of the platform that a pure module must not use. */
const globals = new Set(
  "process console performance crypto fetch setTimeout setInterval setImmediate queueMicrotask localStorage sessionStorage document window navigator XMLHttpRequest WebSocket Buffer __dirname globalThis".split(
    " ",
  ),
);
const members = /** @type {Record<string, string>} */ ({ Date: "now", Math: "random" });

/** @param {any} node @param {any} parent @returns {string | undefined} */
function impureUse(node, parent) {
  if (node.type === "NewExpression" && node.callee.name === "Date" && node.arguments.length === 0) return "new Date()";
  if (node.type === "CallExpression" && node.callee.type === "Identifier" && node.callee.name === "Date")
    return "Date()";
  if (node.type === "MemberExpression" && node.object.type === "Identifier") {
    const { name } = node.object;
    if (members[name] !== undefined && (node.property.name ?? node.property.value) === members[name])
      return `${name}.${members[name]}`;
  }
  if (node.type !== "Identifier" || !globals.has(node.name)) return undefined;
  const isName =
    (parent?.type === "MemberExpression" && parent.property === node && !parent.computed) ||
    (parent?.key === node && !parent.computed && !parent.shorthand) ||
    /^TS(?!AsExpression|SatisfiesExpression|NonNullExpression)/.test(parent?.type ?? "");
  return isName ? undefined : node.name;
}

/** The names a node binds: a variable called `process` is not the platform's. @param {any} node @returns {string[]} */
function bindings(node) {
  const patterns = {
    VariableDeclarator: () => [node.id],
    FunctionDeclaration: () => [node.id, ...node.params],
    FunctionExpression: () => node.params,
    ArrowFunctionExpression: () => node.params,
    ImportSpecifier: () => [node.local],
    CatchClause: () => [node.param],
  }[/** @type {string} */ (node.type)];
  return patterns ? patterns().flatMap(namesIn) : [];
}

/** @param {any} pattern @returns {string[]} */
function namesIn(pattern) {
  if (!pattern) return [];
  if (pattern.type === "Identifier") return [pattern.name];
  if (pattern.type === "AssignmentPattern") return namesIn(pattern.left);
  if (pattern.type === "RestElement") return namesIn(pattern.argument);
  if (pattern.type === "ArrayPattern") return pattern.elements.flatMap(namesIn);
  if (pattern.type === "ObjectPattern")
    return pattern.properties.flatMap((/** @type {any} */ one) => namesIn(one.value ?? one.argument));
  return [];
}

/** @param {any} node @param {(node: any, parent: any) => void} visit @param {any} [parent] */
function walk(node, visit, parent) {
  if (typeof node.type === "string") visit(node, parent);
  for (const value of Object.values(node)) {
    if (Array.isArray(value)) {
      for (const one of value) if (one && typeof one === "object") walk(one, visit, node);
    } else if (value && typeof value === "object") walk(value, visit, node);
  }
}

/** @param {string} text */
function lineCounter(text) {
  const starts = [0];
  for (let i = text.indexOf("\n"); i >= 0; i = text.indexOf("\n", i + 1)) starts.push(i + 1);
  return (/** @type {number} */ offset) => {
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (/** @type {number} */ (starts[middle]) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  };
}
