import { createHash } from 'node:crypto';
import { bare, type Definition } from './schema.ts';

/** The fingerprint of what the ledgers of each earlier version define. */
export const olderVersions: Readonly<Record<number, string>> = {
  1: '5bf7bb9045e361dd5120694f9a7aa9346d7118d843fd00319b2a5645d118d0d8',
  2: 'b640e9c1e22335df13bd0f7c8394918963bd43299d1e154dbf678adbf2ad2ff5',
  3: 'c5004a4c3788f094dc11bb931ccb5097d32821fecd17ad26a913a830d98efc7f',
  4: 'aad6a965044fc6120571593483413c157a6333ef2c943c9aa24ae2966bfcd6a2',
};

/** SHA-256 of what is defined, but for remarks, blanks and the order in which it was made. */
export const fingerprint = (definitions: readonly Definition[]): string =>
  createHash('sha256')
    .update(JSON.stringify(definitions.map(({ sql }) => bare(sql)).sort()))
    .digest('hex');
