import { refuse } from '../../domain/problems.ts';

/** Where a unit's ledger lies on a server, as `postgres://[user@]host[:port]/database/unit[?…]` says. */
export interface ServerAddress {
  /** The log-in; undefined: the one PGUSER names, or the user of the system. */
  readonly user: string | undefined;
  /** A name, a number, or the folder of a socket. */
  readonly host: string;
  readonly port: number;
  readonly database: string;
  /** The code of the unit, which is the name of its schema; null where only the database is named. */
  readonly unit: string | null;
  /** The certificate of the server is checked; without that nothing is encrypted. */
  readonly encrypted: boolean;
  /** A file with the certificate of who vouches for the server; null: those the system trusts. */
  readonly rootCertificate: string | null;
}

export const isServerAddress = (named: string): boolean => /^postgres(ql)?:\/\//i.test(named);

/** Somebody meant an address, not a file: of another kind of server, or with what an input method made of its signs. */
export const looksLikeAddress = (named: string): boolean =>
  /^([a-z][a-z+]+[:：][/／]{2}|postgres(ql)?[:：/／])/.test(named.toLowerCase());

/** What an address looks like, for who typed another one. */
export const ADDRESS_FORM = 'postgres://用户@主机:端口/数据库/单位代码';

/** Of a schema, in bytes. */
export const LONGEST_NAME = 63;
const PORT = 5432;
/** What may be said behind `?`. */
const OPTIONS = new Set(['sslmode', 'sslrootcert']);

/**
 * Reads the address. Refuses a password in it, which everybody could read in the list of processes and in the history of
 * the shell; and what is not understood, so that nothing that was meant to protect is passed over.
 */
export function parseAddress(named: string): ServerAddress {
  const url = urlOf(named);
  if (url.password !== '')
    refuse('usage.invalid', {
      message: '台账地址里不能写密码：进程列表和命令历史里都看得见',
      hint: '密码放在 PGPASSWORD、PGPASSFILE 或 ~/.pgpass 里，地址里只写用户',
    });
  const [database = '', unit = null, ...more] = url.pathname.slice(1).split('/').map(decoded);
  const options = [...url.searchParams.keys()];
  const unknown = options.filter((key) => !OPTIONS.has(key));
  const host = decoded(url.hostname).replace(/^\[(.*)\]$/, '$1');
  if (unknown.length > 0)
    refuse('usage.invalid', {
      message: `台账地址里的 ${unknown[0]} 不认得`,
      hint: '? 后面只能写 sslmode=… 和 sslrootcert=…',
    });
  const twice = options.find((key, i) => options.indexOf(key) !== i);
  if (twice !== undefined)
    refuse('usage.invalid', {
      message: `台账地址里的 ${twice} 写了两次`,
      hint: '留下要的那一个',
    });
  if (database === '' || host === '' || unit === '' || more.length > 0 || url.hash) return unfit(named);
  if (unit !== null && !isUnitCode(unit))
    refuse('usage.invalid', {
      message: `单位代码不能用：${unit}`,
      hint: '用字母、数字、汉字、- 和 _，不超过 63 个字节，不以 pg_ 开头，也不是 public',
    });
  const mode = url.searchParams.get('sslmode');
  if (mode !== null && mode !== 'disable' && mode !== 'verify-full')
    refuse('usage.invalid', {
      message: `sslmode=${mode} 不能用`,
      hint: '只有 verify-full（核对服务器的证书）和 disable（不加密）',
    });
  return {
    user: url.username === '' ? undefined : decoded(url.username),
    host,
    port: url.port === '' ? PORT : Number(url.port),
    database,
    unit,
    encrypted: mode === null ? !isOnThisMachine(host) : mode === 'verify-full',
    rootCertificate: url.searchParams.get('sslrootcert'),
  };
}

/** The address as it is shown and kept: in one form, as a person reads it, and as it is read again. */
export function shownAddress(named: string): string {
  const { user, host, port, database, unit } = parseAddress(named);
  const who = user === undefined ? '' : `${part(user)}@`;
  const where = `${host.includes(':') ? `[${host}]` : part(host)}${port === PORT ? '' : `:${port}`}`;
  return `postgres://${who}${where}/${part(database)}${unit === null ? '' : `/${part(unit)}`}${urlOf(named).search}`;
}

/** What would end the part of an address that it stands in, or is read as an escape. */
const part = (text: string): string => text.replaceAll(/[%/?#@:[\]\s]/g, encodeURIComponent);

/** The address of one unit in the database that `named` names. */
export function addressOfUnit(named: string, unit: string): string {
  const url = urlOf(named);
  url.pathname = `/${url.pathname.split('/')[1]}/${encodeURIComponent(unit)}`;
  return shownAddress(url.href);
}

/** A folder's name for what belongs to this ledger on this computer. */
export function folderNameOf(named: string): string {
  const { host, port, database, unit } = parseAddress(named);
  const name = [host, port, database, unit ?? ''].join('_');
  return isPlain(name) ? name : name.replaceAll(/[^\p{L}\p{N}._-]/gu, '-');
}

/** It can be the name of a schema of our own, can be seen, is no option, and stands in file names and in numbers of papers. */
const isUnitCode = (unit: string): boolean =>
  (isPlain(unit)
    ? /^\w[\w-]*$/.test(unit)
    : /^[\p{L}\p{N}_][\p{L}\p{N}_-]*$/u.test(unit) && !/\p{Default_Ignorable_Code_Point}/u.test(unit)) &&
  isNameOfOurOwn(unit);

/** Of these signs alone. What is a letter in all the scripts of the world takes a while to find out, at every start. */
const isPlain = (name: string): boolean => /^[\w.-]*$/.test(name);

/** A schema or a log-in may be called so: the server keeps some names to itself, and cuts off what is longer. */
export const isNameOfOurOwn = (name: string): boolean =>
  !/^(pg_|(public|information_schema|none|current_user|current_role|session_user|user)$)/i.test(name) &&
  Buffer.byteLength(name) <= LONGEST_NAME;

function urlOf(named: string): URL {
  try {
    return new URL(named);
  } catch {
    return unfit(named);
  }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Not shown as it was typed: it may hold a password. */
export const unfit = (named: string): never =>
  refuse('usage.invalid', {
    message: `台账地址看不懂：${withoutSecrets(named)}`,
    hint: `写成 ${ADDRESS_FORM}`,
  });

const withoutSecrets = (named: string): string =>
  named.replace(/^([a-z]*[:：]?[/／]*).*@/i, '$1').replace(/[?#].*$/, '');

const isOnThisMachine = (host: string): boolean =>
  host.startsWith('/') || host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);
