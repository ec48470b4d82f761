import type { LedgerEvent } from '../domain/case/events.ts';
import type { Db } from './db.ts';
import {
  movePerson,
  renameDepartment,
  renamePerson,
  retireDepartment,
  retirePerson,
  saveDepartment,
  savePerson,
  savePhone,
  saveRoles,
} from './directory.ts';
import { saveNotice } from './notices.ts';
import { savePaper } from './papers.ts';
import { saveSetting } from './settings.ts';

/** The tables that events of the ledger itself fill, with the columns that tell their rows apart. */
export const ledgerTables = {
  setting: ['key'],
  department: ['name'],
  person: ['name'],
  person_role: ['person', 'role'],
  paper: ['kind', 'year', 'n'],
  paper_case: ['kind', 'year', 'n', 'complaint_no'],
  notice: ['channel', 'complaint_no', 'kind', 'due_at', 'level'],
} as const;
export type LedgerTable = keyof typeof ledgerTables;

/** What an event of the ledger itself does to these tables: the only place that says so. Recording and verify use it. */
export async function applyLedgerEvent(db: Db, event: LedgerEvent): Promise<void> {
  switch (event.type) {
    case 'ledger_created':
    case 'ledger_imported':
    case 'report_finalised':
    case 'personal_data_revealed':
    case 'ledger_restored':
    case 'personal_data_purged':
    case 'unit_collected':
    case 'ledger_received':
    case 'ledger_moved':
      return;
    case 'department_added':
      await saveDepartment(db, event.data.name, event.data.kind);
      return;
    case 'department_retired':
      await retireDepartment(db, event.data.name, event.recordedAt);
      return;
    case 'department_renamed':
      await renameDepartment(db, event.data.name, event.data.to, event.recordedAt);
      return;
    case 'person_added':
      await savePerson(db, event.data);
      return;
    case 'person_retired':
      await retirePerson(db, event.data.name, event.recordedAt);
      return;
    case 'person_roles_set':
      await saveRoles(db, event.data.name, event.data.roles);
      return;
    case 'person_moved':
      await movePerson(db, event.data.name, event.data.department);
      return;
    case 'person_renamed':
      await renamePerson(db, event.data.name, event.data.to, event.recordedAt);
      return;
    case 'person_phone_set':
      await savePhone(db, event.data.name, event.data.phone);
      return;
    case 'setting_changed':
      await saveSetting(db, event.data.key, event.data.to);
      return;
    case 'paper_made':
      await savePaper(db, event.data, event.occurredAt);
      return;
    case 'notices_sent':
      for (const notice of event.data.notices)
        await saveNotice(db, event.data.channel, notice, event.data.on);
  }
}
