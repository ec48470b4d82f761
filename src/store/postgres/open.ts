import type pg from 'pg';
import { Refusal, refuse } from '../../domain/problems.ts';
import type { Ledger, Upgrade } from '../db.ts';
import { APPLICATION } from '../version.ts';
import { ADDRESS_FORM, parseAddress } from './address.ts';
import { connect } from './connect.ts';
import { refusingStranger } from './faults.ts';
import { ledger } from './ledger.ts';
import { strangersIn } from './strangers.ts';
import { VERSION } from './version.ts';

/** Opens the unit's ledger; see Engine.open. An older one is left as it is: only its owner may bring it to this version. */
export const openLedger = (address: string, upgrade: Upgrade): Promise<Ledger> =>
  opened(address, upgrade, {});

/** Opens it to read; see Engine.openForeign. */
export const openForeign = (address: string, _draft: string, upgrade: Upgrade): Promise<Ledger> =>
  opened(address, upgrade, { reading: true });

async function opened(
  address: string,
  { schema }: Pick<Upgrade, 'schema'>,
  { reading = false }: { readonly reading?: boolean },
): Promise<Ledger> {
  refuseWithoutUnit(address);
  const client = await connect(address, { reading });
  try {
    await refuseStrangers(client, address);
    const { version, operator } = await formatOf(client, address);
    if (version > VERSION) refuse('ledger.newer', { file: address });
    if (version < VERSION) refuse('ledger.older', { file: address });
    return ledger(client, { address, version, operator, schema });
  } catch (error) {
    await client.end();
    throw error;
  }
}

export function refuseWithoutUnit(address: string): void {
  if (parseAddress(address).unit === null)
    refuse('usage.invalid', {
      message: `地址里没有单位：${address}`,
      hint: `写成 ${ADDRESS_FORM}；有哪些单位：tousu unit list --ledger ${address}`,
    });
}

/** Before anything of it is read. */
export async function refuseStrangers(client: pg.Client, address: string): Promise<void> {
  const count = await refusingStranger(address, () => strangersIn(client, parseAddress(address).unit ?? ''));
  if (count > 0)
    refuse('journal.broken', {
      findings: [`数据库：多出了 ${count} 样程序没有建的东西（视图、规则、函数、别人的表），没有读它`],
      hint: '请 IT 查明是谁建的；tousu verify 在去掉以后运行',
    });
}

export interface Format {
  readonly version: number;
  /** The log-in. */
  readonly operator: string;
}

/** What the schema of the unit says of itself. Refuses where there is none, it is no ledger, or not for this log-in. */
export async function formatOf(client: pg.Client, address: string): Promise<Format> {
  try {
    const { rows } = await refusingStranger(address, () =>
      client.query<Format & { readonly application: number }>(
        'SELECT application, version, session_user AS operator FROM ledger_format',
      ),
    );
    const [format] = rows;
    if (format?.application !== APPLICATION) return refuse('ledger.not_a_ledger', { file: address });
    return format;
  } catch (error) {
    // A schema that may not be entered looks as if there were none.
    if (isNotFound(error) && (await exists(client, address)))
      refuse('ledger.denied', { address, why: 'right' });
    throw error;
  }
}

const isNotFound = (error: unknown): boolean =>
  error instanceof Refusal && error.problem.code === 'not_found.ledger';

async function exists(client: pg.Client, address: string): Promise<boolean> {
  const { rows } = await refusingStranger(address, () =>
    client.query('SELECT 1 FROM pg_namespace WHERE nspname = $1', [parseAddress(address).unit]),
  );
  return rows.length > 0;
}
