// The habits of the browser scripts and their tests, checked by "npm run check". Rules that find faults; layout is
// left to the eye.
"use strict";

const BROWSER = ["window", "document", "location", "history", "navigator", "console", "localStorage", "sessionStorage", "setTimeout",
  "clearTimeout", "addEventListener", "innerHeight", "innerWidth", "scrollX", "scrollY", "isSecureContext", "requestAnimationFrame", "matchMedia", "getComputedStyle", "getSelection", "fetch", "performance", "CSS", "URL",
  "URLSearchParams", "TextEncoder", "IntersectionObserver", "ResizeObserver", "MutationObserver", "Event", "CustomEvent", "KeyboardEvent",
  "Node", "Element", "HTMLElement", "HTMLInputElement", "HTMLFormElement", "HTMLScriptElement", "HTMLSelectElement", "DOMParser", "Range",
  "atob", "Blob", "DecompressionStream", "Response"];
const NODE = ["require", "module", "process", "__dirname", "console", "performance", "setTimeout"];

/** Names that exist without being declared. */
const known = (names) => Object.fromEntries(names.map((name) => [name, "readonly"]));

const RULES = {
  "no-undef": "error",
  "no-unused-vars": ["error", { caughtErrors: "none" }],
  "no-redeclare": "error",
  "no-shadow": "error",
  "no-var": "error",
  "prefer-const": "error",
  "eqeqeq": "error",
  "no-implicit-coercion": ["error", { boolean: false }],
  "no-implicit-globals": "error",
  "no-unreachable": "error",
  "no-fallthrough": "error",
  "no-dupe-keys": "error",
  "no-dupe-else-if": "error",
  "no-duplicate-case": "error",
  "no-self-assign": "error",
  "no-self-compare": "error",
  "no-sparse-arrays": "error",
  "no-unsafe-negation": "error",
  "no-unsafe-optional-chaining": "error",
  "no-unused-expressions": ["error", { allowShortCircuit: true }],
  "no-constant-condition": "error",
  "no-constant-binary-expression": "error",
  "no-empty": "error",
  "no-useless-escape": "error",
  "no-useless-return": "error",
  "no-eval": "error",
  "no-implied-eval": "error",
  "no-new-func": "error",
  "no-script-url": "error",
  "array-callback-return": "error",
  "consistent-return": "error",
  "valid-typeof": "error",
  "use-isnan": "error",
  "max-lines": ["error", 300],
  "max-lines-per-function": ["error", { max: 60, IIFEs: false, skipComments: true }],
  "max-depth": ["error", 4],
};

/** What documents and readers write reaches a page as text, never as markup. */
const NO_MARKUP = {
  "no-restricted-properties": ["error",
    ...["innerHTML", "outerHTML", "insertAdjacentHTML", "createContextualFragment"].map((property) =>
      ({ property, message: "Use text nodes: what a document says is never markup." })),
    { object: "document", property: "write", message: "Use text nodes." }],
};

module.exports = [
  { ignores: ["site/**", "node_modules/**", "docs/du-lieu/**", ".venv/**", "overrides/**", "docs/assets/javascripts/search/vendor/**"] },
  {
    files: ["docs/assets/javascripts/**/*.js"],
    languageOptions: { ecmaVersion: 2022, sourceType: "script", globals: known(BROWSER) },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: { ...RULES, ...NO_MARKUP },
  },
  {
    // They run on every page, in browsers too old for the search.
    files: ["docs/assets/javascripts/*.js"],
    rules: { "no-var": "off", "prefer-const": "off", "no-shadow": "off" },
  },
  {
    files: ["tests/js/**/*.js", "benchmarks/**/*.js", "eslint.config.js"],
    languageOptions: { ecmaVersion: 2022, sourceType: "commonjs", globals: known(NODE) },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: RULES,
  },
];
