// What the layers may know, read from the sources themselves: see test/layers.test.ts.

import { posix } from 'node:path';
import { parseSync } from '@swc/core';

interface Layer {
  /** The folders its files may import from; '.' stands for the files at the root of src. */
  readonly layers: readonly string[];
  /** The packages and builtins its files may import; without the list, all but better-sqlite3. */
  readonly packages?: readonly RegExp[];
  /** Files outside of `layers` whose types it may name: a type is gone when the program runs. */
  readonly types?: readonly string[];
}

const LAYERS: Readonly<Record<string, Layer>> = {
  domain: { layers: ['domain'], packages: [] },
  store: { layers: ['domain', 'store'], packages: [/^node:/, /^better-sqlite3$/, /^@noble\/hashes\//] },
  reports: { layers: ['domain', 'reports'] },
  notify: { layers: ['domain', 'notify'] },
  cli: { layers: ['domain', 'cli'], types: ['context.ts'] },
  services: { layers: ['domain', 'store', 'reports', 'notify', 'services'], types: ['context.ts'] },
  commands: { layers: ['domain', 'store', 'reports', 'cli', 'services', 'commands', '.'] },
};

/** The files at the root of src put everything together, so they may import everything. */
const ROOT_FILES = ['main.ts', 'context.ts', 'settings.ts'];

/** These hand the clock, randomness and the environment to the others. */
const MAY_READ_SURROUNDINGS = /^(main|context|settings|cli\/terminal[^/]*)\.ts$/;

const SQL =
  /^\s*(SELECT\s.+\sFROM\s|SELECT\s+[\d*]|INSERT\s+(OR\s+\w+\s+)?INTO\s|UPDATE\s+\w+\s+SET\s|DELETE\s+FROM\s|WITH\s+\w+\s+AS\s*\(|(CREATE|DROP|ALTER)\s+(TABLE|INDEX|VIEW|TRIGGER|UNIQUE)\s|PRAGMA\s|BEGIN\s+IMMEDIATE)/is;

/** Everything in `source` that a file at `file` (from src, with forward slashes) may not do. */
export function violations(file: string, source: string): string[] {
  const facts = read(source);
  return [
    ...facts.imports.map((found) => badImport(file, found)),
    ...(MAY_READ_SURROUNDINGS.test(file) ? [] : facts.surroundings.map((read) => `reads ${read}`)),
    ...(layerOf(file) === 'store'
      ? []
      : facts.strings.filter(isSql).map((text) => `holds SQL: ${brief(text)}`)),
  ]
    .filter((what) => what !== undefined)
    .map((what) => `src/${file} ${what}`);
}

function badImport(file: string, { specifier, typeOnly }: Import): string | undefined {
  const from = layerOf(file);
  const layer = LAYERS[from];
  if (layer === undefined && !ROOT_FILES.includes(file))
    return 'stands in no layer: add it to test/support/layers.ts';
  if (specifier === undefined) return 'imports a path that is computed';
  const refused = `imports ${specifier}`;

  if (!specifier.startsWith('.')) {
    if (specifier === 'better-sqlite3' && from !== 'store') return `${refused}: only store does`;
    if (layer?.packages?.some((name) => name.test(specifier)) === false)
      return `${refused}: no package for ${from}`;
    return undefined;
  }
  if (layer === undefined) return undefined;

  const target = posix.join(posix.dirname(file), specifier);
  if (target === 'main.ts') return `${refused}: nothing imports main.ts`;
  if (typeOnly && layer.types?.includes(target)) return undefined;
  if (layer.layers.includes(layerOf(target))) return undefined;
  return `${refused}: ${from} imports only ${layer.layers.join(', ')}`;
}

function layerOf(file: string): string {
  return file.includes('/') ? (file.split('/')[0] ?? '') : '.';
}

function isSql(text: string): boolean {
  return SQL.test(text);
}

function brief(text: string): string {
  return text.trim().replaceAll(/\s+/g, ' ').slice(0, 60);
}

interface Import {
  /** undefined when it is not a plain string. */
  readonly specifier: string | undefined;
  readonly typeOnly: boolean;
}

interface Facts {
  readonly imports: Import[];
  /** What of the clock, randomness and environment the file touches. */
  readonly surroundings: string[];
  readonly strings: string[];
}

type Node = { readonly type: string } & Readonly<Record<string, unknown>>;

const SURROUNDINGS: Readonly<Record<string, readonly string[]>> = {
  process: ['env', 'hrtime', 'argv', 'execPath', 'stdin', 'stdout', 'stderr'],
  Date: ['now'],
  Math: ['random'],
  performance: ['now'],
};
const RANDOM = /^(randomBytes|randomUUID|randomInt|randomFillSync|getRandomValues)$/;

/** Walks the syntax tree rather than the text, so that comments and strings cannot pass for code. */
function read(source: string): Facts {
  const facts: Facts = { imports: [], surroundings: [], strings: [] };
  visit(parseSync(source, { syntax: 'typescript', target: 'es2024' }), (node) => look(node, facts));
  return facts;
}

function look(node: Node, { imports, surroundings, strings }: Facts): void {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
    case 'TsImportType': {
      const specifier = text(node.source ?? node.argument);
      const typeOnly = node.typeOnly === true || node.type === 'TsImportType';
      if (specifier !== undefined) imports.push({ specifier, typeOnly });
      if (specifier !== undefined && /^(node:)?process$/.test(specifier)) {
        for (const { local, imported } of list(node.specifiers)) {
          const name = identifier(imported) ?? identifier(local);
          if (name !== undefined && SURROUNDINGS.process?.includes(name))
            surroundings.push(`process.${name}`);
        }
      }
      return;
    }
    case 'CallExpression': {
      const callee = node.callee as Node;
      const given = list(node.arguments).map(({ expression }) => expression);
      const called = identifier(callee) ?? identifier(callee.property);
      if (callee.type === 'Import') imports.push({ specifier: text(given[0]), typeOnly: false });
      else if (called === 'require' || called === 'getBuiltinModule') {
        imports.push({ specifier: text(given[0]), typeOnly: false });
      } else if (called !== undefined && RANDOM.test(called)) surroundings.push(`${called}()`);
      else if (identifier(callee) === 'Date') surroundings.push('Date()');
      else if (given.length === 0 && (identifier(callee) ?? identifier(callee.object)) === 'dayjs') {
        // dayjs.extend() and the like take arguments; what is left without any is the present moment.
        surroundings.push('dayjs()');
      }
      return;
    }
    case 'NewExpression':
      if (identifier(node.callee) === 'Date' && list(node.arguments).length === 0)
        surroundings.push('new Date()');
      return;
    case 'MemberExpression': {
      const owner = identifier(node.object) ?? identifier((node.object as Node).property);
      const property = node.property as Node;
      const name = identifier(property) ?? text(property.expression);
      if (owner !== undefined && name !== undefined && SURROUNDINGS[owner]?.includes(name)) {
        surroundings.push(`${owner}.${name}`);
      }
      return;
    }
    case 'VariableDeclarator': {
      // const { env } = process: a way around the name.
      const owner = identifier(node.init);
      const pattern = node.id as Node;
      if (owner === undefined || pattern.type !== 'ObjectPattern') return;
      for (const { key } of list(pattern.properties)) {
        const name = identifier(key);
        if (name !== undefined && SURROUNDINGS[owner]?.includes(name)) surroundings.push(`${owner}.${name}`);
      }
      return;
    }
    case 'StringLiteral':
      strings.push(String(node.value));
      return;
    case 'TemplateLiteral':
      strings.push(
        list(node.quasis)
          .map(({ cooked, raw }) => String(cooked ?? raw))
          .join('?'),
      );
      return;
  }
}

function visit(value: unknown, onNode: (node: Node) => void): void {
  if (Array.isArray(value)) {
    for (const item of value) visit(item, onNode);
  } else if (typeof value === 'object' && value !== null) {
    if ('type' in value && typeof value.type === 'string') onNode(value as Node);
    for (const child of Object.values(value)) visit(child, onNode);
  }
}

function list(value: unknown): readonly Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter((item) => item !== null) : [];
}

function identifier(value: unknown): string | undefined {
  const node = value as Node | null | undefined;
  return node?.type === 'Identifier' ? String(node.value) : undefined;
}

function text(value: unknown): string | undefined {
  const node = value as Node | null | undefined;
  return node?.type === 'StringLiteral' ? String(node.value) : undefined;
}
