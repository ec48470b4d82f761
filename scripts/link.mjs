// Puts the parts that esbuild splits a program into (format esm, minified) together to one script. In one bundle esbuild
// takes the functions of all modules to the top, where each start makes them all; here a part is a function that runs when
// it is first asked for, and V8 reads nothing of those that are not.

import { basename } from 'node:path';
import { init, parse } from 'es-module-lexer';

await init();

/** What is imported, as esbuild writes it: names in braces, all as one name, the default, or nothing. */
const IMPORT = /^import(?:(?:\{([^{}]*)\}|\*as ([\w$]+)|([\w$]+))from)?"[^"]+"$/;
/** esbuild writes one list of what is exported, at the end. */
const EXPORT = /^export\{([^{}]*)\};\s*$/;

/**
 * The body of a function that returns what the part `entry` exports; it needs `require` for what is in no part. Parts must
 * not import each other in a circle, nor change what they export: names are read once.
 */
export function linked(outputFiles, entry) {
  const names = outputFiles.map(({ path }) => `./${basename(path)}`);
  const asked = (name) =>
    names.includes(name) ? `part(${names.indexOf(name)})` : `require(${JSON.stringify(name)})`;
  const parts = outputFiles.map(({ text }) => `()=>{${bodyOf(text, asked)}}`);
  return `const parts=[${parts.join(',')}],made=[],part=(i)=>made[i]??=parts[i]();return ${asked(entry)};`;
}

/** A part as the body of a function: what it imports is asked for, what it exports is returned. */
function bodyOf(text, asked) {
  const [imports, exports] = parse(text);
  const heads = [];
  const rest = [];
  let end = 0;
  for (const { type, specifier, importStart, importEnd } of imports) {
    if (type === 'import-meta') throw new Error(`import.meta in ${text.slice(importStart, importEnd + 40)}`);
    const isStatic = type === 'static';
    rest.push(text.slice(end, importStart));
    if (isStatic) heads.push(`${declared(text.slice(importStart, importEnd))}${asked(specifier)};`);
    else rest.push(`Promise.resolve().then(()=>${asked(specifier)})`);
    end = importEnd + (isStatic ? 1 : 0);
  }
  const exportStart = exports[0]?.exportStart ?? text.length;
  rest.push(text.slice(end, exportStart));
  return [...heads, ...rest, returned(text.slice(exportStart))].join('');
}

function declared(statement) {
  const [, braces, all, byDefault] = matched(IMPORT, statement);
  const local = braces === undefined ? (all ?? byDefault) : `{${braces.replaceAll(' as ', ':')}}`;
  return local === undefined ? '' : `const ${local}=`;
}

function returned(statement) {
  if (statement === '') return '';
  const [, list] = matched(EXPORT, statement);
  const properties = list.split(',').map((each) => {
    const [local, name = local] = each.split(' as ');
    return `${name}:${local}`;
  });
  return `return{${properties.join(',')}};`;
}

/** A form that is not known must not pass: V8 would find it when the part runs, or never. */
function matched(form, statement) {
  const found = form.exec(statement);
  if (found === null) throw new Error(`not a form of esbuild: ${statement}`);
  return found;
}
