import type pg from 'pg';
import { Refusal, refuse } from '../../domain/problems.ts';
import { codeOf, telling } from '../files/faults.ts';

/** The server, or the way to it, is not there. */
const UNREACHABLE =
  /^(08...|57P0[1-5]|ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EPIPE|ENOENT|EACCES)$/;

/** OpenSSL's names for a certificate that does not vouch for the server, and Node's for one that vouches for another. */
const CERTIFICATE = /CERT|^UNABLE_TO_|^ERR_TLS|^EPROTO$/;

/** The connection is gone: whatever was not answered may or may not have happened. */
export const isConnectionLost = (error: unknown): boolean =>
  UNREACHABLE.test(codeOf(error)) ||
  // pg has no code for what it finds out itself.
  (error instanceof Error &&
    /^(Connection terminated|timeout expired|Query read timeout|Client (has encountered a connection error|was closed))/.test(
      error.message,
    ));

/**
 * Ends a transaction that makes or replaces a whole ledger. Where the answer is lost nobody looks it up: the refusal says to,
 * and the same command again finds it done or does it.
 */
export async function commitAll(client: pg.Client, address: string): Promise<void> {
  try {
    await client.query('COMMIT');
  } catch (error) {
    if (isConnectionLost(error)) refuse('ledger.io_error', { what: address });
    refuseFault(error, address);
  }
}

/** Runs `work`; what the server reports becomes a refusal in the clerk's words. */
export const refusing = <T>(address: string, work: () => T): T =>
  telling(work, (error) => refuseFault(error, address));

/** Refuses in the clerk's words; what is no fault of the server is a defect, and thrown as it is. */
export function refuseFault(error: unknown, address: string): never {
  if (error instanceof Refusal) throw error;
  const code = codeOf(error);
  // 55P03 a lock not had in time, 40P01 and 40001 two in each other's way, 53300 no more connections, 57014 cut off by a limit.
  if (/^(55P03|40P01|40001|53300|57014)$/.test(code)) refuse('ledger.busy');
  if (/^53[012]00$/.test(code)) refuse('ledger.full');
  if (code === '42501') refuse('ledger.denied', { address, why: 'right' });
  if (/^(28...|55000)$/.test(code) || lacksPassword(error))
    refuse('ledger.denied', { address, why: 'login' });
  if (code === '25006') refuse('ledger.read_only', { file: address });
  if (code === '3D000')
    refuse('not_found.ledger', {
      file: address,
      hint: '服务器上没有这个数据库：检查地址，或请 IT 先建数据库',
    });
  // No such schema, or no table in it.
  if (/^(3F000|42P01)$/.test(code))
    refuse('not_found.ledger', {
      file: address,
      hint: 'tousu unit list 看有哪些单位；要建这一个：tousu init --unit 单位名称',
    });
  if (/^XX00[12]$/.test(code)) refuse('ledger.corrupt', { file: address });
  if (/^(22P05|22021)$/.test(code))
    refuse('usage.invalid', {
      message: `这个数据库的编码存不下这些字：${address}`,
      hint: "请 IT 建编码是 UTF8 的数据库：CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0",
    });
  if (/^58.../.test(code)) refuse('ledger.io_error', { what: address });
  if (CERTIFICATE.test(code) || isWithoutTls(error))
    refuse('ledger.unreachable', { address, why: 'certificate' });
  if (isConnectionLost(error)) refuse('ledger.unreachable', { address, why: 'server' });
  throw error;
}

/** pg has no code for that either. */
const lacksPassword = (error: unknown): boolean =>
  error instanceof Error && /^SASL: .*password must be/.test(error.message);

const isWithoutTls = (error: unknown): boolean =>
  error instanceof Error && error.message === 'The server does not support SSL connections';
