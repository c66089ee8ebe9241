// Which tests failed, and the first line of why: repeated at the very end, where whoever reads a long log begins.

/** Colours of a terminal. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character is what is looked for
const colours = /\u001b\[[0-9;]*m/g;

/** @param {string | undefined} text */
const firstLines = (text) =>
  (text ?? "")
    .replace(colours, "")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line && !line.startsWith("at "))
    .slice(0, 6)
    .join(" | ")
    .slice(0, 600);

/** @param {any} report vitest's JSON report @returns {string[]} */
export function failuresOfVitest(report) {
  return (report?.testResults ?? []).flatMap((/** @type {any} */ file) => {
    const tests = file.assertionResults
      .filter((/** @type {any} */ test) => test.status === "failed")
      .map((/** @type {any} */ test) => `${file.name}: ${test.fullName}: ${firstLines(test.failureMessages?.[0])}`);
    return tests.length === 0 && file.status === "failed" ? [`${file.name}: ${firstLines(file.message)}`] : tests;
  });
}

/** @param {any} suite @returns {any[]} */
const specsOf = (suite) => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsOf)];

/** @param {any} report Playwright's JSON report @returns {string[]} */
export function failuresOfPlaywright(report) {
  const specs = (report?.suites ?? []).flatMap(specsOf);
  return [
    ...specs.filter((/** @type {any} */ spec) => !spec.ok).map(named),
    ...(report?.errors ?? []).map((/** @type {any} */ error) => firstLines(error.message)),
  ];
}

/** Tests that passed only at the second try, and why the first one failed. @param {any} report Playwright's JSON report @returns {string[]} */
export function secondTriesOfPlaywright(report) {
  const flaky = (/** @type {any} */ spec) => spec.tests.some((/** @type {any} */ test) => test.status === "flaky");
  return (report?.suites ?? []).flatMap(specsOf).filter(flaky).map(named);
}

/** @param {any} spec */
function named(spec) {
  const results = spec.tests.flatMap((/** @type {any} */ test) => test.results);
  const errors = results.flatMap((/** @type {any} */ result) => result.errors ?? []);
  return `${spec.file}:${spec.line}: ${spec.title}: ${errors.map((/** @type {any} */ e) => firstLines(e.message)).join(" || ")}`;
}
