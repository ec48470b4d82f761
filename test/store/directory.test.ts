import { expect, test } from '@jest/globals';
import {
  listDepartments,
  listEmployees,
  retireDepartment,
  retirePerson,
  saveDepartment,
  savePerson,
  saveRoles,
} from '../../src/store/directory.ts';
import { listSettings, saveSetting } from '../../src/store/settings.ts';
import { on } from '../support/build-case.ts';
import { temporaryLedgers } from '../support/build-ledger.ts';

const newLedger = temporaryLedgers();
const person = { name: '李娜', department: '安检部', phone: '13700002345', roles: ['caller'] } as const;

test('departments stand in the order they were created, the retired ones too', async () => {
  const ledger = await newLedger();
  await saveDepartment(ledger, '管理总部', 'headquarters');
  await retireDepartment(ledger, '安检部', on('10-05 09:00'));
  expect(await listDepartments(ledger)).toEqual([
    { name: '工程部', kind: 'branch', retiredAt: null },
    { name: '安检部', kind: 'branch', retiredAt: on('10-05 09:00') },
    { name: '管理总部', kind: 'headquarters', retiredAt: null },
  ]);
});

test('a retired department that is added again is in use, in its old place', async () => {
  const ledger = await newLedger();
  await retireDepartment(ledger, '工程部', on('10-05 09:00'));
  await saveDepartment(ledger, '工程部', 'headquarters');
  expect((await listDepartments(ledger))[0]).toEqual({
    name: '工程部',
    kind: 'headquarters',
    retiredAt: null,
  });
});

test('an employee comes back with roles and the kind of his department', async () => {
  const ledger = await newLedger();
  await savePerson(ledger, person);
  expect(await listEmployees(ledger)).toEqual([{ ...person, departmentKind: 'branch', retiredAt: null }]);
});

test('roles are exactly those given last', async () => {
  const ledger = await newLedger();
  await savePerson(ledger, person);
  await saveRoles(ledger, '李娜', ['liaison', 'leader']);
  expect((await listEmployees(ledger))[0]?.roles).toEqual(['leader', 'liaison']);
  await saveRoles(ledger, '李娜', []);
  expect((await listEmployees(ledger))[0]?.roles).toEqual([]);
});

test('who left and comes back is in service again, where he now works', async () => {
  const ledger = await newLedger();
  await savePerson(ledger, person);
  await retirePerson(ledger, '李娜', on('10-05 09:00'));
  expect((await listEmployees(ledger))[0]?.retiredAt).toBe(on('10-05 09:00'));
  await savePerson(ledger, { ...person, department: '工程部', roles: [] });
  expect(await listEmployees(ledger)).toMatchObject([{ department: '工程部', roles: [], retiredAt: null }]);
});

test('nobody works in a department that there is not', async () => {
  await expect(savePerson(await newLedger(), { ...person, department: '财务部' })).rejects.toThrow(
    'FOREIGN KEY',
  );
});

test('a setting is what was set last', async () => {
  const ledger = await newLedger();
  await saveSetting(ledger, 'unit.name', '修武');
  await saveSetting(ledger, 'unit.name', '修武燃气公司');
  expect([...(await listSettings(ledger))]).toEqual([['unit.name', '修武燃气公司']]);
});
