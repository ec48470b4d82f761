// What of other people is in the program, by which licence it may be handed on, and the notices that have to come along.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Licences that ask for no more than that their text comes along. Another one fails the build until somebody has read it. */
const permissive = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'ISC',
  'MIT',
  'MIT-0',
  'Unlicense',
]);

/** Where a package leaves the choice, ours; where it does not say what it is, what its text says. */
const chosen = { 'jszip (MIT OR GPL-3.0-or-later)': 'MIT', 'pako (MIT AND Zlib)': 'MIT AND Zlib' };

/**
 * The packages of which something is in the bundles that these metafiles of esbuild tell of, sorted by name, each once:
 * `{ name, version, folder, licence }`. Fails on a licence that is not known.
 */
export function bundled(metafiles) {
  const folders = new Set();
  for (const { outputs } of metafiles)
    for (const { inputs } of Object.values(outputs))
      for (const [file, { bytesInOutput }] of Object.entries(inputs)) {
        const [, folder] = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file) ?? [];
        if (folder !== undefined && bytesInOutput > 0) folders.add(folder);
      }
  return [...folders].map(packageIn).sort(byName);
}

/** The package that lies in this folder below the root of the project. */
export function packageIn(folder) {
  const { name, version, license, licenses } = JSON.parse(
    readFileSync(join(root, folder, 'package.json'), 'utf8'),
  );
  const stated = license?.type ?? license ?? licenses?.map(({ type }) => type).join(' OR ');
  const licence = chosen[`${name} ${stated}`] ?? stated;
  if (!isKnown(licence))
    throw new Error(`${name} ${version}: licence ${stated} is not known to be permissive`);
  return { name, version, folder, licence };
}

const isKnown = (licence) =>
  typeof licence === 'string' &&
  licence.split(' AND ').every((each) => permissive.has(each) || each === 'Zlib');

const byName = (a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.version < b.version ? -1 : 1);

/** Names of the files in which a package says what has to come along. */
const NOTICE = /^(licen[cs]e|notice|copying|unlicense)([-.].*)?$/i;

/** The texts of these packages, one behind the other. Packages that bring no file have the text of their licence. */
export const noticesOf = (packages) =>
  packages.map((library) => {
    const { name, version, licence } = library;
    return `${'='.repeat(78)}\n${name} ${version} (${licence})\n${'='.repeat(78)}\n\n${textOf(library)}\n`;
  });

function textOf({ name, folder, licence }) {
  const path = join(root, folder);
  const files = readdirSync(path)
    .filter((file) => NOTICE.test(file) && !/\.(js|ts|json)$/.test(file))
    .sort();
  if (files.length > 0)
    return files
      .map((file) => readFileSync(join(path, file), 'utf8').replaceAll('\r\n', '\n').trim())
      .join('\n\n');
  const { author, contributors, homepage, repository } = JSON.parse(
    readFileSync(join(path, 'package.json'), 'utf8'),
  );
  const holder = nameOf(author) ?? nameOf(contributors?.[0]) ?? `the authors of ${name}`;
  const text = standard[licence];
  if (text === undefined) throw new Error(`${name}: brings no text of its licence ${licence}`);
  const source = homepage ?? repository?.url ?? repository ?? '';
  return `Copyright (c) ${holder}\n${source}\n\n${text}`;
}

const nameOf = (person) => (typeof person === 'string' ? person : person?.name);

const standard = {
  MIT: `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`,
  ISC: `Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby
granted, provided that the above copyright notice and this permission notice appear in all copies.

THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES WITH REGARD TO THIS SOFTWARE INCLUDING ALL
IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR ANY SPECIAL, DIRECT,
INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY DAMAGES WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS, WHETHER IN AN
ACTION OF CONTRACT, NEGLIGENCE OR OTHER TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE OR PERFORMANCE OF
THIS SOFTWARE.`,
};
