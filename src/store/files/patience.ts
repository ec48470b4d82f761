import { codeOf } from './faults.ts';

/** What Windows says of a file that another program has open: of an own error, too, where it is asked to rename or remove it. */
const HELD = /^(EBUSY|EPERM|EACCES)$/;

export const isHeld = (error: unknown): boolean => HELD.test(codeOf(error));

interface Patience {
  readonly tries: number;
  /** Milliseconds between two tries. */
  readonly pause: number;
}

/** Only Windows lets another program stand in the way; elsewhere such an answer is final. */
const ofThisSystem: Patience =
  process.platform === 'win32' ? { tries: 10, pause: 100 } : { tries: 1, pause: 0 };

/**
 * Does `work` again for a second while another program holds the file: a virus scanner, an index, or a folder that is
 * kept in step looks at each new file for a moment. Throws what the last try threw.
 */
export function patiently<T>(work: () => T, { tries, pause }: Patience = ofThisSystem): T {
  for (let left = tries - 1; ; left -= 1) {
    try {
      return work();
    } catch (error) {
      if (left <= 0 || !isHeld(error)) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pause);
    }
  }
}
