import { existsSync } from 'node:fs';
import { packageFile } from '../../ledger-place.ts';

export const manualFile = (): string => packageFile('dist/manual.html');

/** Opens the manual in the browser, where there is one; where nothing opens, its path was told. */
export async function openManual(platform: NodeJS.Platform): Promise<void> {
  if (!existsSync(manualFile())) return;
  const { openFile } = await import('../desk/open-file.ts');
  await openFile(manualFile(), platform);
}
