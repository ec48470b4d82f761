import { spawn } from 'node:child_process';

/** What opens a file or a folder with the program that this system has for it. */
const openers: Readonly<Partial<Record<NodeJS.Platform, string>>> = { win32: 'explorer.exe', darwin: 'open' };

/** Opens it where there is a desktop, and does not wait for it to be closed. False where this system has nothing to open it with. */
export function openFile(path: string, platform: NodeJS.Platform): Promise<boolean> {
  const child = spawn(openers[platform] ?? 'xdg-open', [path], { detached: true, stdio: 'ignore' });
  child.unref();
  return new Promise((resolve) => {
    child.once('spawn', () => resolve(true));
    child.once('error', () => resolve(false));
  });
}
