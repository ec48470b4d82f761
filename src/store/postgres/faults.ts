import pg from 'pg';
import { Refusal, refuse } from '../../domain/problems.ts';
import { codeOf, telling } from '../files/faults.ts';

/** The server, or the way to it, is not there. */
const UNREACHABLE =
  /^(08...|25P0[34]|57P0[1-5]|ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EPIPE|ENOENT|EACCES)$/;

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

/** The same of what is asked before a ledger has been found there: who does not understand that is no server of this kind. */
export const refusingStranger = <T>(address: string, work: () => T): T =>
  telling(work, (error) => refuseFault(error, address, { isKnown: false }));

/**
 * PostgreSQL's classes of errors that are a statement's own. A ledger's server that finds such a one in a statement of the
 * program has found a defect; every other class is about the server itself, or is none of PostgreSQL's.
 */
const OF_STATEMENTS = /^(0[9ABFLPZ]|2[0-9BDF]|3[489B]|4[24]|54|P0)/;

/** PostgreSQL's name for the place where it finds that a prepared statement would have other columns than it had. */
const COLUMNS_CHANGED = 'RevalidateCachedQuery';

/**
 * Refuses in the clerk's words; what is no fault of the server is a defect, and thrown as it is. `isKnown`: it has a ledger,
 * so that it understands what is asked.
 */
export function refuseFault(error: unknown, address: string, { isKnown = true } = {}): never {
  if (error instanceof Refusal) throw error;
  const code = codeOf(error);
  // 55P03 a lock not had in time, 40P01 and 40001 two in each other's way, 53300 no more connections, 57014 cut off by a limit.
  if (/^(55P03|40P01|40001|53300|57014)$/.test(code)) refuse('ledger.busy');
  if (code === '53100') refuse('ledger.full');
  if (code === '42501') refuse('ledger.denied', { address, why: 'right' });
  if (/^(28...|55000)$/.test(code) || lacksPassword(error))
    refuse('ledger.denied', { address, why: 'login' });
  if (code === '25006')
    refuse('ledger.read_only', {
      file: address,
      hint: '备用服务器只能查，登记要连主服务器；不是备用的，请 IT 查 default_transaction_read_only',
    });
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
  // Broken pages; or somebody took a column away, or gave it another type.
  if (/^(XX00[12]|42703|42804|42883)$/.test(code)) refuse('ledger.corrupt', { file: address });
  if (/^(22P05|22021)$/.test(code))
    refuse('usage.invalid', {
      message: `这个数据库的编码存不下这些字：${address}`,
      hint: "请 IT 建编码是 UTF8 的数据库：CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0",
    });
  // The server's disk; its memory, its table of locks, what it lets a log-in use.
  if (/^(58...|53[024]00)$/.test(code)) refuse('ledger.io_error', { what: address });
  if (isWithoutTls(error)) refuse('ledger.unreachable', { address, why: 'plain' });
  if (CERTIFICATE.test(code)) refuse('ledger.unreachable', { address, why: 'certificate' });
  if (isConnectionLost(error)) refuse('ledger.unreachable', { address, why: 'server' });
  if (error instanceof pg.DatabaseError) {
    // Somebody brings the tables to another version.
    if (error.routine === COLUMNS_CHANGED) refuse('ledger.newer', { file: address });
    if (!isKnown || !OF_STATEMENTS.test(code)) refuse('ledger.unreachable', { address, why: 'server' });
  }
  throw error;
}

/** pg has no code for that either. */
const lacksPassword = (error: unknown): boolean =>
  error instanceof Error && /^SASL: .*password must be/.test(error.message);

const isWithoutTls = (error: unknown): boolean =>
  error instanceof Error && error.message === 'The server does not support SSL connections';
