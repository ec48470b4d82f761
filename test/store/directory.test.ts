import { describe, expect, test } from '@jest/globals';
import type { Ledger } from '../../src/store/db.ts';
import {
  listDepartments,
  listEmployees,
  movePerson,
  renameDepartment,
  renamePerson,
  retireDepartment,
  retirePerson,
  saveDepartment,
  savePerson,
  savePhone,
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
    { name: '工程部', kind: 'branch', retiredAt: null, renamedTo: null },
    { name: '安检部', kind: 'branch', retiredAt: on('10-05 09:00'), renamedTo: null },
    { name: '管理总部', kind: 'headquarters', retiredAt: null, renamedTo: null },
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
    renamedTo: null,
  });
});

test('an employee comes back with roles and the kind of his department', async () => {
  const ledger = await newLedger();
  await savePerson(ledger, person);
  expect(await listEmployees(ledger)).toEqual([
    { ...person, formerNames: [], formerDepartments: [], departmentKind: 'branch', retiredAt: null },
  ]);
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
    /foreign key/i,
  );
});

describe('a department that was renamed', () => {
  const names = async (ledger: Ledger) => (await listDepartments(ledger)).map(({ name }) => name);

  test('has its place, the old name before the new one; its people go with it', async () => {
    const ledger = await newLedger();
    await savePerson(ledger, { ...person, department: '工程部' });
    await renameDepartment(ledger, '工程部', '工程技术部', on('10-05 09:00'));
    expect((await listDepartments(ledger)).slice(0, 2)).toEqual([
      { name: '工程部', kind: 'branch', retiredAt: on('10-05 09:00'), renamedTo: '工程技术部' },
      { name: '工程技术部', kind: 'branch', retiredAt: null, renamedTo: null },
    ]);
    expect(await listEmployees(ledger)).toMatchObject([
      { department: '工程技术部', formerDepartments: ['工程部'] },
    ]);
  });

  test('several times: all of its names lead to the present one, the oldest first', async () => {
    const ledger = await newLedger();
    await savePerson(ledger, { ...person, department: '工程部' });
    await renameDepartment(ledger, '工程部', '丙部', on('10-05 09:00'));
    await renameDepartment(ledger, '丙部', '乙部', on('10-06 09:00'));
    expect((await names(ledger)).slice(0, 3)).toEqual(['工程部', '丙部', '乙部']);
    expect((await listEmployees(ledger))[0]?.formerDepartments).toEqual(['工程部', '丙部']);
  });

  test('back to what it was called before', async () => {
    const ledger = await newLedger();
    await renameDepartment(ledger, '工程部', '工程不', on('10-05 09:00'));
    await renameDepartment(ledger, '工程不', '工程部', on('10-05 09:01'));
    expect((await listDepartments(ledger)).slice(0, 2)).toMatchObject([
      { name: '工程不', renamedTo: '工程部' },
      { name: '工程部', retiredAt: null, renamedTo: null },
    ]);
  });

  test('a new one comes last all the same', async () => {
    const ledger = await newLedger();
    await renameDepartment(ledger, '工程部', '工程技术部', on('10-05 09:00'));
    await saveDepartment(ledger, '管理总部', 'headquarters');
    expect((await names(ledger)).at(-1)).toBe('管理总部');
  });
});

test('an employee who was renamed keeps department, phone and roles, and is known by both names', async () => {
  const ledger = await newLedger();
  await savePerson(ledger, person);
  await renamePerson(ledger, '李娜', '李丽娜', on('10-05 09:00'));
  await renamePerson(ledger, '李丽娜', '李娜娜', on('10-06 09:00'));
  expect(await listEmployees(ledger)).toMatchObject([
    { ...person, name: '李娜娜', formerNames: ['李娜', '李丽娜'], retiredAt: null },
  ]);
  await renamePerson(ledger, '李娜娜', '李娜', on('10-07 09:00'));
  expect(await listEmployees(ledger)).toMatchObject([{ ...person, formerNames: ['李丽娜', '李娜娜'] }]);
});

test('an employee moves, and gets another phone', async () => {
  const ledger = await newLedger();
  await savePerson(ledger, person);
  await movePerson(ledger, '李娜', '工程部');
  await savePhone(ledger, '李娜', '13700009999');
  expect(await listEmployees(ledger)).toMatchObject([{ department: '工程部', phone: '13700009999' }]);
});

test('a setting is what was set last', async () => {
  const ledger = await newLedger();
  await saveSetting(ledger, 'unit.name', '修武');
  await saveSetting(ledger, 'unit.name', '修武燃气公司');
  expect([...(await listSettings(ledger))]).toEqual([['unit.name', '修武燃气公司']]);
});
