import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, extname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, test } from '@jest/globals';

/**
 * A second opinion on the files we write: LibreOffice opens, recalculates and prints them. Every test file has a profile of
 * its own, so that parallel runs do not meet. Without LibreOffice the tests that ask it are skipped.
 */
const programs = { office: 'soffice', pdfText: 'pdftotext' };
export const withLibreOffice = available(programs.office) ? test : test.skip;
export const withPdfText = available(programs.office) && available(programs.pdfText) ? test : test.skip;

/** The cells of every sheet as LibreOffice computes them, by sheet name (of a CSV its own); numbers unformatted. */
export function recalculated(file: string): Map<string, string[][]> {
  const folder = convert(
    file,
    'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1',
  );
  const stem = `${basename(file, extname(file))}-`;
  return new Map(
    readdirSync(folder)
      .filter((name) => name.startsWith(stem) && name.endsWith('.csv'))
      .map((name) => [name.slice(stem.length, -4), parseCsv(readFileSync(join(folder, name), 'utf8'))]),
  );
}

/** What a document says, a paragraph a line. */
export function documentText(file: string): string {
  const text = convert(file, 'txt:Text (encoded):UTF8');
  return readFileSync(join(text, `${basename(file, extname(file))}.txt`), 'utf8').replace(/^\ufeff/, '');
}

/** The workbook as LibreOffice saves it in another format: xls, ods. */
export function savedAs(file: string, format: string): string {
  return join(convert(file, format), `${basename(file, extname(file))}.${format}`);
}

/** The workbook as LibreOffice saves it, for what an office does to a template in its own program. */
export function resaved(file: string): string {
  return join(convert(file, 'xlsx'), basename(file));
}

/** The printed pages as text. */
export function printed(file: string): string[] {
  const folder = convert(file, 'pdf');
  const pdf = join(folder, `${basename(file, extname(file))}.pdf`);
  const { stdout } = spawnSync(programs.pdfText, ['-layout', pdf, '-'], { encoding: 'utf8' });
  return stdout.split('\f').slice(0, -1);
}

/** An empty folder that is gone after the tests of this file. */
export function temporaryFolder(): string {
  return mkdtempSync(join(home, 'files-'));
}

const home = mkdtempSync(join(tmpdir(), 'tousu-test-'));
afterAll(() => rmSync(home, { recursive: true, force: true, maxRetries: 3 }));

function convert(file: string, format: string): string {
  const folder = temporaryFolder();
  const profile = join(home, 'profile');
  alwaysRecalculate(profile);
  const { status, stderr } = spawnSync(
    programs.office,
    [
      `-env:UserInstallation=${pathToFileURL(profile)}`,
      '--headless',
      // Of a CSV file nobody is asked what it is: commas, quotes, UTF-8.
      ...(extname(file) === '.csv' ? ['--infilter=Text - txt - csv (StarCalc):44,34,76'] : []),
      '--convert-to',
      format,
      '--outdir',
      folder,
      file,
    ],
    {
      encoding: 'utf8',
      timeout: 120_000,
      env: { ...process.env, FONTCONFIG_FILE: fileURLToPath(new URL('./fonts.conf', import.meta.url)) },
    },
  );
  if (status !== 0 || readdirSync(folder).length === 0) throw new Error(`soffice: ${status} ${stderr}`);
  return folder;
}

/** Otherwise LibreOffice shows the results stored in the file and would agree with anything. */
function alwaysRecalculate(profile: string): void {
  mkdirSync(join(profile, 'user'), { recursive: true });
  const settings = join(profile, 'user', 'registrymodifications.xcu');
  try {
    writeFileSync(
      settings,
      `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>`,
      { flag: 'wx' },
    );
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

function parseCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, bare, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? bare ?? '');
    if (end?.includes('\n')) rows.push([]);
    if (end === '') break;
  }
  return rows.slice(0, -1);
}

function available(program: string): boolean {
  return spawnSync(program, ['--version'], { stdio: 'ignore' }).error === undefined;
}
