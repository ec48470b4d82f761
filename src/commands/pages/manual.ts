import { existsSync } from 'node:fs';
import { packageFile } from '../../ledger-place.ts';

/** What opens a file with the program that this system has for it. */
const openers: Readonly<Partial<Record<NodeJS.Platform, string>>> = { win32: 'explorer.exe', darwin: 'open' };

export const manualFile = (): string => packageFile('dist/manual.html');

/** Opens the manual in the browser, where there is one: it is not waited for, and where nothing opens, its path was told. */
export async function openManual(platform: NodeJS.Platform): Promise<void> {
  if (!existsSync(manualFile())) return;
  const { spawn } = await import('node:child_process');
  const child = spawn(openers[platform] ?? 'xdg-open', [manualFile()], { detached: true, stdio: 'ignore' });
  child.on('error', () => {});
  child.unref();
}
