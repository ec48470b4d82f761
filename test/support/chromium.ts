import { execFile, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { test } from '@jest/globals';
import { temporaryFolder } from './libreoffice.ts';

/** A page as a browser shows and prints it, without a network. Without Chromium the tests that ask it are skipped. */
const available = spawnSync('chromium', ['--version'], { stdio: 'ignore' }).error === undefined;
export const withChromium = available || process.env.CI ? test : test.skip;

const run = promisify(execFile);

/** What a browser finds in a page of this many pixels' width. */
export interface Shown {
  /** What it was asked to fetch beside the page itself. */
  readonly fetched: readonly string[];
  /** Elements that stick out of the page or of what holds them, to the right or left. */
  readonly sticking: readonly string[];
  readonly charts: number;
  readonly tables: number;
}

export async function shown(page: string, width: number): Promise<Shown> {
  const measured = join(temporaryFolder(), 'measured.html');
  writeFileSync(
    measured,
    readFileSync(page, 'utf8').replace('</body>', `<script>${measuring}</script></body>`),
  );
  const dom = await chromium(measured, '--dump-dom', `--window-size=${width},1000`);
  const [, found] = /<pre id="measured">([\s\S]*?)<\/pre>/.exec(dom) ?? [];
  if (found === undefined) throw new Error(`chromium shows nothing:\n${dom.slice(0, 500)}`);
  return JSON.parse(found) as Shown;
}

/** Runs in the page. A drawing counts when it has a size and something in it. */
const measuring = `
const all = [...document.querySelectorAll('body *:not(script)')];
const page = document.documentElement;
const sticks = (e) => {
  const { left, right } = e.getBoundingClientRect();
  return right > page.clientWidth + 1 || left < -1 || (e instanceof HTMLElement && e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== 'inline');
};
const drawn = (e) => e.getBoundingClientRect().width > 100 && e.getBoundingClientRect().height > 30 && e.querySelectorAll('path, text').length > 1;
const pre = document.createElement('pre');
pre.id = 'measured';
pre.textContent = JSON.stringify({
  fetched: performance.getEntriesByType('resource').map((entry) => entry.name),
  sticking: all.filter(sticks).map((e) => e.outerHTML.slice(0, 80).replaceAll('<', '[')),
  charts: [...document.querySelectorAll('svg')].filter(drawn).length,
  tables: document.querySelectorAll('table').length,
});
document.body.append(pre);`;

/** A page as it comes out of the printer. */
export interface Print {
  /** Points: A4 is 595 × 842. */
  readonly size: readonly number[];
  /** The text of each page without its blanks. */
  readonly pages: readonly string[];
}

export async function printedPage(page: string): Promise<Print> {
  const pdf = join(temporaryFolder(), 'page.pdf');
  await chromium(page, '--no-pdf-header-footer', `--print-to-pdf=${pdf}`);
  const { stdout: about } = await run('pdfinfo', [pdf]);
  const { stdout: text } = await run('pdftotext', ['-layout', pdf, '-'], { maxBuffer: LARGE });
  return {
    size: (/Page size:\s+([\d.]+) x ([\d.]+)/.exec(about) ?? [])
      .slice(1)
      .map((side) => Math.round(Number(side))),
    // Fonts give some characters the code of the radical that looks the same: 工 as ⼯.
    pages: text
      .split('\f')
      .slice(0, -1)
      .map((page) => page.normalize('NFKC').replaceAll(/\s/g, '')),
  };
}

const LARGE = 2 ** 26;

async function chromium(page: string, ...words: readonly string[]): Promise<string> {
  const { stdout } = await run(
    'chromium',
    [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--host-resolver-rules=MAP * ~NOTFOUND',
      `--user-data-dir=${temporaryFolder()}`,
      ...words,
      pathToFileURL(page).href,
    ],
    { timeout: 120_000, maxBuffer: LARGE },
  );
  return stdout;
}
