import type pg from 'pg';
import { refuse } from '../../domain/problems.ts';
import { addsARow, type Db, type Ledger, type Value } from '../db.ts';
import { APPLICATION } from '../version.ts';
import { addressOfUnit } from './address.ts';
import { connect } from './connect.ts';
import { isConnectionLost, refuseFault, refusing } from './faults.ts';
import { storedFiles } from './files.ts';
import { newSalts } from './salt.ts';
import { asOne, statements } from './statements.ts';

/** What an open ledger knows of itself beside its connection. */
export interface Opened {
  readonly address: string;
  readonly version: number;
  /** The log-in. */
  readonly operator: string;
  /** The text of schema.sql. */
  schema(): string;
}

/** A number for the unit by its code, which stays when a restored ledger takes its place: a lock under it is a lock of the unit. */
const UNIT = 'hashtext(current_schema())';

/** How long to wait for whoever holds it: to send by every courier takes him so long. */
const EXCLUSIVE_PATIENCE = '60s';

/**
 * Who holds the ledger and is at work elsewhere says so this often, in milliseconds: the server cuts off who is silent, as
 * a laptop that sleeps is.
 */
const PULSE = 20_000;

/**
 * Takes the unit's lock, which is a queue, and gives the number of the transaction. READ COMMITTED because of the lock: each
 * statement sees what the one before committed. The version last: a newer program may have changed the tables meanwhile.
 */
const BEGIN = `BEGIN ISOLATION LEVEL READ COMMITTED;
SELECT pg_advisory_xact_lock(${APPLICATION}, ${UNIT});
SELECT pg_current_xact_id()::text AS id, version, current_schema() AS unit,
       (SELECT value FROM setting WHERE key = 'unit.code') AS code FROM ledger_format`;

/** The verbs of the store on a connection to the server. `within`: all of it is part of a transaction that has begun. */
export function ledger(given: pg.Client, opened: Opened, { within = false } = {}): Ledger {
  const { address } = opened;
  let client = given;
  let statement = statements();
  const ask = (sql: string, values: readonly (Value | Uint8Array)[]): Promise<pg.QueryResult> =>
    refusing(address, () => client.query(statement(sql, values)));
  const query: Db = {
    all: async <Row>(sql: string, ...values: readonly Value[]) => (await ask(sql, values)).rows as Row[],
    get: async <Row>(sql: string, ...values: readonly Value[]) =>
      (await ask(sql, values)).rows[0] as Row | undefined,
    allOf: async (queries) => {
      const { sql, values } = asOne(queries);
      const { rows } = await ask(sql, values);
      return queries.map((_, i) => rows[0][i]) as never;
    },
    run: async (sql: string, ...values: readonly Value[]) => {
      const { rowCount } = await ask(sql, values);
      if (rowCount === 0 && addsARow(sql)) refuse('ledger.corrupt', { file: address });
      return rowCount ?? 0;
    },
    newSalts,
  };
  /** Who lost the connection and got another goes on with that one. */
  const commit = async (id: string): Promise<void> => {
    try {
      const { command } = await client.query('COMMIT');
      if (command !== 'COMMIT') throw new Error(`the transaction ended with ${command}`);
    } catch (error) {
      if (!isConnectionLost(error)) refuseFault(error, address);
      client = await reconnectedAfter(id, address);
      statement = statements();
    }
  };
  const transaction: Ledger['transaction'] = async (work) => {
    if (within) return work(query);
    const id = await begun(client, opened);
    const pulse = setInterval(() => void client.query('SELECT 1').catch(() => {}), PULSE);
    try {
      return await ending(client, async () => {
        const result = await work(query);
        await commit(id);
        return result;
      });
    } finally {
      clearInterval(pulse);
    }
  };
  return {
    ...query,
    warnings: [],
    kept: null,
    operator: opened.operator,
    files: storedFiles(ask),
    mayRecord: async () => {
      const asked = `SELECT has_table_privilege('journal', 'INSERT') AND NOT pg_is_in_recovery() AS may`;
      return (await query.get<{ may: boolean }>(asked))?.may === true;
    },
    transaction,
    aside: async (work) => {
      await refusing(address, () => client.query('BEGIN'));
      return ending(client, async () => {
        const result = await work(query);
        await refusing(address, () => client.query('COMMIT'));
        return result;
      });
    },
    scour: async () => (await import('./scour.ts')).scour(client, address),
    snapshot: async (work) => {
      if (within) return work(query);
      await refusing(address, () => client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY'));
      try {
        return await work(query);
      } finally {
        await rollBack(client);
      }
    },
    exclusively: async (work) => {
      await refusing(address, () => exclusiveLock(client));
      try {
        return await work();
      } finally {
        // Who is gone has let go of it.
        await client.query(`SELECT pg_advisory_unlock(${APPLICATION + 1}, ${UNIT})`).catch(() => {});
      }
    },
    inspect: async () => (await import('./inspect.ts')).inspect(query, opened, { within }),
    emptyCopy: async (tables) => (await import('./scratch.ts')).scratch(opened.schema(), tables),
    close: async () => {
      // The server hears that this is the end; nobody waits until it has let go.
      (client as unknown as { unref(): void }).unref();
      void client.end().catch(() => {});
    },
  };
}

async function exclusiveLock(client: pg.Client): Promise<void> {
  await client.query(`SET lock_timeout = '${EXCLUSIVE_PATIENCE}'`);
  try {
    await client.query(`SELECT pg_advisory_lock(${APPLICATION + 1}, ${UNIT})`);
  } finally {
    await client.query('RESET lock_timeout').catch(() => {});
  }
}

/** Begins a transaction that holds the lock of the unit. Refuses where the tables have another version by now. */
async function begun(client: pg.Client, { address, version }: Opened): Promise<string> {
  // Three statements, three answers.
  const answers = (await refusing(address, () => client.query(BEGIN))) as unknown as pg.QueryResult[];
  const [begun] = answers.at(-1)?.rows ?? [];
  const isReplaced = begun.code !== null && begun.code !== begun.unit;
  if (begun.version === version && !isReplaced) return begun.id;
  await rollBack(client);
  // What was replaced or updated is kept under another name, to be looked at.
  if (isReplaced) refuse('ledger.moved', { to: addressOfUnit(address, begun.code) });
  return refuse(begun.version > version ? 'ledger.newer' : 'ledger.older', { file: address });
}

async function ending<T>(client: pg.Client, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    await rollBack(client);
    throw error;
  }
}

/** Where the connection is gone the server does so by itself. */
const rollBack = (client: pg.Client): Promise<unknown> => client.query('ROLLBACK').catch(() => {});

/** How often, and how long in between, in milliseconds, the server is asked what became of a transaction. */
const [TIMES, PAUSE] = [10, 1000] as const;

/**
 * The connection broke while the server was to commit: a new one, when it did. Refuses when it did not (nothing is recorded),
 * and, in other words, when it cannot be found out.
 */
async function reconnectedAfter(id: string, address: string): Promise<pg.Client> {
  for (let time = 1; time <= TIMES; time++) {
    const client = await connect(address).catch(() => undefined);
    const status = client && (await statusOf(client, id));
    if (status === 'committed') return client as pg.Client;
    await client?.end().catch(() => {});
    if (status === 'aborted') refuse('ledger.unreachable', { address, why: 'server' });
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
  return refuse('ledger.io_error', { what: address });
}

async function statusOf(client: pg.Client, id: string): Promise<string | undefined> {
  try {
    const { rows } = await client.query('SELECT pg_xact_status($1::text::xid8) AS status', [id]);
    return rows[0]?.status;
  } catch {
    return undefined;
  }
}
