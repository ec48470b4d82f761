import type { Entry, LedgerEvent } from '../domain/events.ts';
import type { Role, UnitKind } from '../domain/vocabulary.ts';
import type { Db, RowOf } from '../store/db.ts';
import { listRows } from '../store/inspection.ts';

interface Tables {
  readonly setting: Map<string, RowOf>;
  readonly department: Map<string, RowOf>;
  readonly person: Map<string, RowOf>;
  readonly person_role: Map<string, RowOf>;
  readonly notice: Map<string, RowOf>;
}

/** What the entries of the ledger itself, applied one after the other, say the tables of directory and settings hold. */
export interface DirectoryReplay {
  apply(entry: Entry<LedgerEvent>): void;
  /** What the tables hold otherwise, in words. */
  compare(db: Db): Promise<readonly string[]>;
}

export function replayDirectory(): DirectoryReplay {
  const tables: Tables = {
    setting: new Map(),
    department: new Map(),
    person: new Map(),
    person_role: new Map(),
    notice: new Map(),
  };
  return {
    apply: (entry) => apply(tables, entry),
    async compare(db) {
      const findings: string[] = [];
      for (const [table, expected] of Object.entries(tables) as [keyof Tables, Map<string, RowOf>][]) {
        const actual = new Map((await listRows(db, table)).map((row) => [rowKey(table, row), row]));
        for (const key of new Set([...expected.keys(), ...actual.keys()])) {
          if (!same(expected.get(key), actual.get(key))) findings.push(`${labels[table]}“${key}”与流水不符`);
        }
      }
      return findings;
    },
  };
}

const labels = {
  setting: '设置',
  department: '部门',
  person: '人员',
  person_role: '角色',
  notice: '提醒记录',
} as const;

/** The columns that tell the rows of a table apart. */
const keys: Readonly<Record<keyof Tables, readonly string[]>> = {
  setting: ['key'],
  department: ['name'],
  person: ['name'],
  person_role: ['person', 'role'],
  notice: ['channel', 'complaint_no', 'kind', 'due_at', 'level'],
};

const rowKey = (table: keyof Tables, row: RowOf): string =>
  keys[table].map((column) => row[column]).join(' ');

const same = (a: RowOf | undefined, b: RowOf | undefined): boolean =>
  a !== undefined &&
  b !== undefined &&
  Object.keys({ ...a, ...b }).every((column) => (a[column] ?? null) === (b[column] ?? null));

/** The same as the store's statements, on maps: what the journal says the rows must be. */
function apply(
  { setting, department, person, person_role, notice }: Tables,
  entry: Entry<LedgerEvent>,
): void {
  switch (entry.type) {
    case 'ledger_created':
    case 'ledger_imported':
    case 'report_finalised':
    case 'personal_data_revealed':
    case 'ledger_restored':
    case 'personal_data_purged':
      return;
    case 'setting_changed':
      setting.set(entry.data.key, { key: entry.data.key, value: entry.data.to });
      return;
    case 'department_added':
      addDepartment(department, entry.data.name, entry.data.kind);
      return;
    case 'department_retired':
      department.set(entry.data.name, { ...department.get(entry.data.name), retired_at: entry.recordedAt });
      return;
    case 'person_added': {
      const { name, department: of, phone, roles } = entry.data;
      person.set(name, { name, department: of, phone, retired_at: null });
      setRoles(person_role, name, roles);
      return;
    }
    case 'person_retired':
      person.set(entry.data.name, { ...person.get(entry.data.name), retired_at: entry.recordedAt });
      return;
    case 'person_roles_set':
      setRoles(person_role, entry.data.name, entry.data.roles);
      return;
    case 'notices_sent':
      for (const { no, kind, dueAt, level } of entry.data.notices) {
        const { channel, on } = entry.data;
        const row = { channel, complaint_no: no, kind, due_at: dueAt, level, sent_on: on };
        notice.set(rowKey('notice', row), row);
      }
      return;
  }
}

function addDepartment(department: Map<string, RowOf>, name: string, kind: UnitKind): void {
  const position = department.get(name)?.position ?? department.size + 1;
  department.set(name, { name, kind, position, retired_at: null });
}

function setRoles(person_role: Map<string, RowOf>, name: string, roles: readonly Role[]): void {
  for (const [key, row] of person_role) if (row.person === name) person_role.delete(key);
  for (const role of roles) person_role.set(`${name} ${role}`, { person: name, role });
}
