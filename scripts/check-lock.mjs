// A lock made where a registry lacked some platform's package is incomplete: `npm ci` works here and fails elsewhere.

import { readFileSync } from 'node:fs';

const { packages } = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'));
const problems = [];

for (const [at, entry] of Object.entries(packages)) {
  for (const name of Object.keys(entry.optionalDependencies ?? {})) {
    if (!found(at, name)) problems.push(`${at || 'tousu'} wants ${name}, which the lock does not have`);
  }
  // An address would tie everybody to the mirror of whoever made the lock.
  if (entry.resolved !== undefined) problems.push(`${at} names a download address: ${entry.resolved}`);
  if (at !== '' && entry.integrity === undefined) problems.push(`${at} has no checksum`);
}

for (const problem of problems) console.error(`package-lock.json: ${problem}`);
process.exitCode = problems.length > 0 ? 1 : 0;

/** Looks where Node would: in the node_modules of the package and of every one around it. */
function found(at, name) {
  for (let folder = at; ; ) {
    if (packages[`${folder ? `${folder}/` : ''}node_modules/${name}`]) return true;
    if (folder === '') return false;
    folder = folder.includes('/node_modules/') ? folder.slice(0, folder.lastIndexOf('/node_modules/')) : '';
  }
}
