import { randomBytes } from 'node:crypto';

/** Two random texts for one entry, from the system: the server has no generator that is meant for secrets without an extension. */
export const newSalts = async (): Promise<readonly [string, string]> => [newSalt(), newSalt()];

const newSalt = (): string => randomBytes(16).toString('hex');
