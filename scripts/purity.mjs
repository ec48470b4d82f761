// What a linter cannot say of src: who reads the clock, randomness, the environment or the terminal, who holds SQL, how
// a module may be asked for, and how many files a folder holds. Who may import whom is Biome's (biome.json).

import { posix } from 'node:path';
import { parseSync } from '@swc/core';

/** A reader finds a file by its topic: above this a folder has more than one. */
const MOST_FILES = 30;

/** The folders that src consists of: for each there is a rule in biome.json. */
const LAYERS = ['domain', 'store', 'documents', 'notify', 'cli', 'services', 'commands'];

/** The files beside them put everything together, and hand clock, environment and terminal to the others. */
const ROOT_FILES = ['main.ts', 'context.ts', 'ledger-place.ts'];

/** Files of cli that talk with the terminal itself. */
const TERMINAL_FILES = [
  'cli/screen/terminal.ts',
  'cli/screen/full-screen.ts',
  'cli/screen/pager.ts',
  'cli/questions/prompts.ts',
  'cli/questions/keyboard.ts',
  'cli/questions/editor.ts',
];

/** What an engine of a database would do unseen: salts of chance, passwords from where the server's own programs take them. */
const ENGINE_FILES = ['store/postgres/salt.ts', 'store/postgres/passwords.ts'];

/** Here a builtin is asked for when it is needed, because to load it takes longer than the rest of a command. */
const LATE_BUILTINS = ['store/journal.ts', 'store/files/attachment-files.ts'];

/** One word the clerk types is one file: as many files as words. */
const FOLDER_OF_WORDS = 'commands';

/**
 * Everything that the file at `file` (from src, with forward slashes) does and may not, one sentence each; empty where
 * there is nothing.
 * @param {string} file
 * @param {string} source
 * @returns {string[]}
 */
export function violations(file, source) {
  const { imports, surroundings, strings } = read(source);
  return [
    ...(standsInALayer(file)
      ? []
      : ['stands in no layer: add it to biome.json and scripts/check-purity.mjs']),
    ...imports.map((found) => badImport(file, found)).filter((what) => what !== undefined),
    ...(mayReadSurroundings(file) ? [] : surroundings.map((what) => `reads ${what}`)),
    ...(file.startsWith('store/') ? [] : strings.filter(isSql).map((text) => `holds SQL: ${brief(text)}`)),
  ].map((what) => `src/${file} ${what}`);
}

/**
 * The folders that hold too many files themselves, one sentence each.
 * @param {readonly string[]} files from src, with forward slashes
 * @returns {string[]}
 */
export function crowdedFolders(files) {
  const byFolder = Map.groupBy(files, (file) => posix.dirname(file));
  return [...byFolder]
    .filter(([folder, { length }]) => folder !== FOLDER_OF_WORDS && length > MOST_FILES)
    .map(
      ([folder, { length }]) => `src/${folder} holds ${length} files: above ${MOST_FILES} it has two topics`,
    );
}

/** The layer that a file stands in; undefined for one at the root of src. */
const layerOf = (file) => (file.includes('/') ? file.split('/')[0] : undefined);

const standsInALayer = (file) => LAYERS.includes(layerOf(file)) || ROOT_FILES.includes(file);

const mayReadSurroundings = (file) => [...ROOT_FILES, ...TERMINAL_FILES, ...ENGINE_FILES].includes(file);

function badImport(file, { how, specifier, typeOnly }) {
  if (how === 'type expression')
    return `names import('${specifier}'): import the type, so that the linter sees it`;
  if (specifier === undefined) return 'imports a path that is computed';
  if (how === 'call' && !(LATE_BUILTINS.includes(file) && specifier.startsWith('node:')))
    return `asks for ${specifier} past the linter: import it`;
  const target = posix.join(posix.dirname(file), specifier);
  // Biome sees the path, but does not tell a type that is gone at run time from a value.
  return layerOf(file) === 'cli' && target === 'context.ts' && !typeOnly
    ? `imports ${specifier}: cli knows the context by its type alone`
    : undefined;
}

const SQL =
  /^\s*(SELECT\s.+\sFROM\s|SELECT\s+[\d*]|INSERT\s+(OR\s+\w+\s+)?INTO\s|UPDATE\s+\w+\s+SET\s|DELETE\s+FROM\s|WITH\s+\w+\s+AS\s*\(|(CREATE|DROP|ALTER)\s+(TABLE|INDEX|VIEW|TRIGGER|UNIQUE)\s|PRAGMA\s|BEGIN\s+IMMEDIATE)/is;

const isSql = (text) => SQL.test(text);

const brief = (text) => text.trim().replaceAll(/\s+/g, ' ').slice(0, 60);

const SURROUNDINGS = {
  process: ['env', 'hrtime', 'argv', 'execPath', 'stdin', 'stdout', 'stderr'],
  Date: ['now'],
  Math: ['random'],
  performance: ['now'],
};
const RANDOM = /^(randomBytes|randomUUID|randomInt|randomFillSync|getRandomValues)$/;

/** Walks the syntax tree rather than the text, so that comments and strings cannot pass for code. */
function read(source) {
  const facts = { imports: [], surroundings: [], strings: [] };
  visit(parseSync(source, { syntax: 'typescript', target: 'es2024' }), (node) => look(node, facts));
  return facts;
}

function look(node, { imports, surroundings, strings }) {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration': {
      const specifier = text(node.source);
      if (specifier === undefined) return;
      imports.push({ how: 'statement', specifier, typeOnly: node.typeOnly === true });
      if (!/^(node:)?process$/.test(specifier)) return;
      for (const { local, imported } of node.specifiers ?? [])
        surroundings.push(...surroundingOf('process', identifier(imported) ?? identifier(local)));
      return;
    }
    case 'TsImportType':
      imports.push({ how: 'type expression', specifier: text(node.argument), typeOnly: true });
      return;
    case 'CallExpression':
      lookAtCall(node, imports, surroundings);
      return;
    case 'NewExpression':
      if (identifier(node.callee) === 'Date' && (node.arguments ?? []).length === 0)
        surroundings.push('new Date()');
      return;
    case 'MemberExpression': {
      const owner = identifier(node.object) ?? identifier(node.object.property);
      const name = identifier(node.property) ?? text(node.property.expression);
      surroundings.push(...surroundingOf(owner, name));
      return;
    }
    case 'VariableDeclarator': {
      // const { env } = process: a way around the name.
      const owner = identifier(node.init);
      for (const { key } of node.id.type === 'ObjectPattern' ? node.id.properties : [])
        surroundings.push(...surroundingOf(owner, identifier(key)));
      return;
    }
    case 'StringLiteral':
      strings.push(node.value);
      return;
    case 'TemplateLiteral':
      strings.push(node.quasis.map(({ cooked, raw }) => cooked ?? raw).join('?'));
      return;
  }
}

function lookAtCall({ callee, arguments: given }, imports, surroundings) {
  const first = text(given[0]?.expression);
  const called = identifier(callee) ?? identifier(callee.property);
  if (callee.type === 'Import') imports.push({ how: 'import()', specifier: first, typeOnly: false });
  else if (called === 'require' || called === 'getBuiltinModule')
    imports.push({ how: 'call', specifier: first, typeOnly: false });
  else if (called !== undefined && RANDOM.test(called)) surroundings.push(`${called}()`);
  else if (identifier(callee) === 'Date') surroundings.push('Date()');
  // dayjs.extend() and the like take arguments; what is left without any is the present moment.
  else if (given.length === 0 && (identifier(callee) ?? identifier(callee.object)) === 'dayjs')
    surroundings.push('dayjs()');
}

/** `owner.name` where that is clock, randomness, environment or terminal; else empty. */
const surroundingOf = (owner, name) =>
  Object.hasOwn(SURROUNDINGS, owner ?? '') && SURROUNDINGS[owner].includes(name) ? [`${owner}.${name}`] : [];

function visit(value, onNode) {
  if (typeof value !== 'object' || value === null) return;
  if (typeof value.type === 'string') onNode(value);
  for (const child of Object.values(value)) visit(child, onNode);
}

const identifier = (node) => (node?.type === 'Identifier' ? node.value : undefined);

const text = (node) => (node?.type === 'StringLiteral' ? node.value : undefined);
