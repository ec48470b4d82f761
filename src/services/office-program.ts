import { copyFileSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { problem, Refusal } from '../domain/problems.ts';
import { firstThere, onPath } from '../store/files/place-facts.ts';
import { textFrom } from './program-text.ts';

/** Where this run looks for programs. */
export interface Surroundings {
  readonly env: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
}

/** An office program of this machine, by which documents become PDF. */
export interface OfficeProgram {
  readonly kind: 'LibreOffice' | 'WPS';
  readonly path: string;
}

/** LibreOffice, else on Windows WPS, where they are put by their own setup or on the PATH; undefined where there is none. */
export function findOffice({ env, platform }: Surroundings): OfficeProgram | undefined {
  const libreOffice = firstThere(
    platform === 'win32' ? libreOfficeOnWindows(env) : libreOfficeElsewhere(env, platform),
  );
  if (libreOffice !== undefined) return { kind: 'LibreOffice', path: libreOffice };
  const wps =
    platform === 'win32'
      ? firstThere(inFolders(env, ['Kingsoft', 'WPS Office', 'ksolaunch.exe']))
      : undefined;
  return wps === undefined ? undefined : { kind: 'WPS', path: wps };
}

const libreOfficeOnWindows = (env: NodeJS.ProcessEnv): readonly string[] => [
  ...inFolders(env, ['LibreOffice', 'program', 'soffice.exe']),
  ...onPath('soffice.exe', env.PATH ?? '', ';'),
];

const inFolders = (env: NodeJS.ProcessEnv, parts: readonly string[]): readonly string[] =>
  [env.ProgramFiles, env['ProgramFiles(x86)'], env.LOCALAPPDATA].flatMap((folder) =>
    folder ? [join(folder, ...parts)] : [],
  );

const libreOfficeElsewhere = (env: NodeJS.ProcessEnv, platform: NodeJS.Platform): readonly string[] => [
  ...onPath('soffice', env.PATH ?? '', ':'),
  ...onPath('libreoffice', env.PATH ?? '', ':'),
  ...(platform === 'darwin' ? ['/Applications/LibreOffice.app/Contents/MacOS/soffice'] : []),
];

/** The office program for a PDF; refuses with what to install, or to do instead, where there is none. */
export function officeForPdf(at: Surroundings): OfficeProgram {
  const found = findOffice(at);
  if (found === undefined)
    throw new Refusal(problem('pdf_without_office', { windows: at.platform === 'win32' }));
  return found;
}

/** What prints a page as it looks in a browser; office programs know little of its style. */
function findBrowser({ env, platform }: Surroundings): string | undefined {
  if (platform === 'win32')
    return firstThere([
      ...inFolders(env, ['Microsoft', 'Edge', 'Application', 'msedge.exe']),
      ...inFolders(env, ['Google', 'Chrome', 'Application', 'chrome.exe']),
    ]);
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'microsoft-edge'];
  return firstThere([
    ...names.flatMap((name) => onPath(name, env.PATH ?? '', ':')),
    ...(platform === 'darwin' ? ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'] : []),
  ]);
}

/** Milliseconds that the office program may take: its first start on an old machine is slow. */
const PATIENCE = 120_000;

/** Makes the document at the path it gets. */
type Write = (path: string) => Promise<unknown>;

/**
 * Writes the PDF of a Word document or a workbook to `file`. The document lies in a folder that this user alone can read,
 * and is gone afterwards. Refuses where the program makes none.
 */
export const writePdf = (
  office: OfficeProgram,
  file: string,
  ending: 'docx' | 'xlsx',
  write: Write,
): Promise<void> =>
  printed(file, ending, write, (source, made) => [
    office.kind === 'LibreOffice' ? libreOffice(office, source, dirname(made)) : wps(source, made),
  ]);

/** The same of a page: by a browser, and where there is none, or it does not start, by LibreOffice. */
export async function writePagePdf(at: Surroundings, file: string, write: Write): Promise<void> {
  const browser = findBrowser(at);
  const office = findOffice(at);
  const libre = office?.kind === 'LibreOffice' ? office : undefined;
  if (browser === undefined && libre === undefined)
    throw new Refusal(problem('pdf_without_office', { windows: at.platform === 'win32' }));
  await printed(file, 'html', write, (source, made) => [
    ...(browser === undefined ? [] : [printing(browser, source, made)]),
    ...(libre === undefined ? [] : [libreOffice(libre, source, dirname(made))]),
  ]);
}

/** Tries one command line after the other until there is a PDF. */
async function printed(
  file: string,
  ending: string,
  write: Write,
  linesFor: (source: string, made: string) => readonly CommandLine[],
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'tousu-pdf-'));
  try {
    const source = join(folder, `document.${ending}`);
    const made = join(folder, 'document.pdf');
    await write(source);
    const lines = linesFor(source, made);
    let reason = '';
    for (const line of lines) {
      reason = await run(line);
      if (isThere(made)) return copyFileSync(made, file);
    }
    throw new Refusal(problem('pdf_failed', { program: lines.at(-1)?.[0] ?? '', reason }));
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

type CommandLine = readonly [program: string, words: readonly string[]];

/** With a profile of its own, beside the browser that somebody has open. */
const printing = (browser: string, source: string, made: string): CommandLine => [
  browser,
  [
    '--headless',
    '--disable-gpu',
    '--no-first-run',
    '--no-pdf-header-footer',
    `--user-data-dir=${join(dirname(made), 'browser')}`,
    `--print-to-pdf=${made}`,
    pathToFileURL(source).href,
  ],
];

/** With a profile of its own: a LibreOffice that somebody has open would take the order, and forget it. */
const libreOffice = ({ path }: OfficeProgram, source: string, folder: string): CommandLine => [
  path,
  [
    `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`,
    '--headless',
    '--norestore',
    '--convert-to',
    'pdf',
    '--outdir',
    folder,
    source,
  ],
];

/** WPS converts nothing by its command line: it is asked as Word and Excel are, through its automation objects. */
function wps(source: string, target: string): CommandLine {
  const script = extname(source) === '.xlsx' ? WPS_TABLES : WPS_WRITER;
  return [
    'powershell.exe',
    [
      '-NoProfile',
      '-NonInteractive',
      '-ExecutionPolicy',
      'Bypass',
      '-Command',
      `& { ${script} } ${quoted(source)} ${quoted(target)}`,
    ],
  ];
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** 17 and 0 are the PDF of the two programs. */
const WPS_WRITER = `param($source, $target)
$office = New-Object -ComObject KWPS.Application
try { $document = $office.Documents.Open($source, $false, $true); $document.ExportAsFixedFormat($target, 17); $document.Close(0) } finally { $office.Quit() }`;
const WPS_TABLES = `param($source, $target)
$office = New-Object -ComObject KET.Application
try { $book = $office.Workbooks.Open($source, 0, $true); $book.ExportAsFixedFormat(0, $target); $book.Close($false) } finally { $office.Quit() }`;

/** Runs it to its end; what it complained of, for who finds nothing made. */
async function run([program, words]: CommandLine): Promise<string> {
  const { spawn } = await import('node:child_process');
  return new Promise((resolve) => {
    const signal = AbortSignal.timeout(PATIENCE);
    const child = spawn(program, words, { stdio: ['ignore', 'ignore', 'pipe'], windowsHide: true, signal });
    const complaint: Buffer[] = [];
    child.stderr.on('data', (bytes: Buffer) => complaint.push(bytes));
    child.on('error', (error) =>
      resolve(signal.aborted ? `${basename(program)} 运行超过 ${PATIENCE / 1000} 秒` : error.message),
    );
    child.on('close', () => resolve(textFrom(Buffer.concat(complaint)).trim().slice(0, 500)));
  });
}

const isThere = (file: string): boolean => (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > 0;
