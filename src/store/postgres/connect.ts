import { readFileSync } from 'node:fs';
import pg from 'pg';
import { Refusal, refuse } from '../../domain/problems.ts';
import { codeOf, refuseUnread } from '../files/faults.ts';
import { digestByCrypto } from '../journal.ts';
import { parseAddress, type ServerAddress } from './address.ts';
import { refusing } from './faults.ts';
import { guard } from './guarded.ts';
import { findPassword } from './passwords.ts';

/** How long to wait for the server to answer, and for others to finish writing, in milliseconds. */
const PATIENCE = 10_000;
/**
 * How long one question may take, in milliseconds: a server that has fallen silent is not waited for for ever. That its host is
 * gone, or the way to it, TCP finds out much sooner. A shorter limit, as somebody may have given the log-in or the database,
 * would cut the long commands: the tables of a purge are made anew in one question.
 */
const LONGEST_ANSWER = 300_000;
/** A connection that holds the ledger and says nothing, as a laptop that sleeps does, is cut after so many milliseconds. */
const SILENCE = 60_000;

/** Before it, PostgreSQL gives transactions no number that can be asked for; before 9.6 it knows not all `settings`. */
const OLDEST = 13;
const UNKNOWN_SETTING = '42704';

/** The types of PostgreSQL that are numbers in every ledger, though they could be larger than JavaScript's: counts and sums. */
const COUNTS: ReadonlySet<number> = new Set([pg.types.builtins.INT8, pg.types.builtins.NUMERIC]);

const types = {
  getTypeParser: ((oid: number, format?: 'text') =>
    COUNTS.has(oid) ? Number : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
};

/**
 * Connects to the server of the address; the tables of its unit are found without their schema. Refuses where the server
 * cannot be reached or trusted, or does not let this log-in in. `reading`: nothing can be changed by this connection.
 */
export async function connect(address: string, { reading = false } = {}): Promise<pg.Client> {
  const server = parseAddress(address);
  // pg has loaded it.
  digestByCrypto();
  const client: pg.Client = new pg.Client({
    host: server.host,
    port: server.port,
    database: server.database,
    ...(server.user === undefined ? {} : { user: server.user }),
    // Asked when the server wants one; by then pg knows who logs in.
    password: () => findPassword({ ...server, user: client.user ?? '' }),
    ssl: server.encrypted ? encryption(server) : false,
    // Else pg takes it from the environment.
    sslnegotiation: 'postgres',
    options: settings(server, reading),
    application_name: 'tousu',
    connectionTimeoutMillis: PATIENCE,
    query_timeout: LONGEST_ANSWER,
    keepAlive: true,
    keepAliveInitialDelayMillis: PATIENCE,
    pipeline: true,
    types,
  });
  // A connection that breaks while nothing is asked of it: the next question says so.
  client.on('error', () => {});
  guard(client, { address, patience: PATIENCE });
  const version = toldVersion(client);
  await refusing(address, () => client.connect()).catch((error: unknown) => {
    // Who is on the other side may keep it open, and with it this program.
    client.connection.stream.destroy();
    if (error instanceof Refusal) throw error;
    if (codeOf(error) === UNKNOWN_SETTING) refuse('ledger.unreachable', { address, why: 'version' });
    // It answers, and what it says is none of what a server of this kind says.
    refuse('ledger.unreachable', { address, why: 'server' });
  });
  if (version() < OLDEST) {
    await client.end();
    refuse('ledger.unreachable', { address, why: 'version' });
  }
  return client;
}

/** The first number of the server's version, once it is connected; of what does not say it the greatest there is. */
function toldVersion(client: pg.Client): () => number {
  let version = Number.MAX_SAFE_INTEGER;
  client.connection.on('parameterStatus', ({ parameterName, parameterValue }) => {
    if (parameterName === 'server_version') version = Number.parseInt(parameterValue, 10);
  });
  return () => version;
}

/** Said while connecting, which needs no question of its own. */
function settings({ unit }: ServerAddress, reading: boolean): string {
  const given = {
    search_path: unit === null ? 'pg_catalog' : quoted(unit),
    lock_timeout: PATIENCE,
    statement_timeout: LONGEST_ANSWER,
    idle_in_transaction_session_timeout: SILENCE,
    client_min_messages: 'warning',
    // A policy on rows would hide what is there: an error instead.
    row_security: 'off',
    ...(reading ? { default_transaction_read_only: 'on' } : {}),
  };
  return Object.entries(given)
    .map(([key, value]) => `-c ${key}=${String(value).replaceAll(/[\\ ]/g, '\\$&')}`)
    .join(' ');
}

/** A name as SQL takes it, whatever letters it has. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** That the certificate is this host's, pg has checked. */
function encryption({ rootCertificate }: ServerAddress) {
  if (rootCertificate === null) return { rejectUnauthorized: true };
  try {
    return { rejectUnauthorized: true, ca: readFileSync(rootCertificate, 'utf8') };
  } catch (error) {
    return refuseUnread(error, rootCertificate, 'sslrootcert= 后写 IT 给的证书文件');
  }
}
