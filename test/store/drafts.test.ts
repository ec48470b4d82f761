import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { draftInWords } from '../../src/commands/desk/drafts.ts';
import { placeOf } from '../../src/store/engine.ts';
import { draftsFolder, listDrafts, openDraft, removeDraft } from '../../src/store/files/drafts.ts';
import { emptyDesk, ownFolder } from '../support/run-tousu.ts';

const now = '2099-10-01T12:00:00+08:00';
const draftOf = (name: string, savedAt = now) => ({ savedAt, texts: { name: [name], phone: [] } });
const aPlace = () => placeOf(emptyDesk().ledger, ownFolder);

test('many drafts of one command lie side by side, the newest first; nobody else may read them', () => {
  const place = aPlace();
  const [first, second, long] = [
    openDraft(place, 'register'),
    openDraft(place, 'register'),
    openDraft(place, 'resolve complete'),
  ];
  first.leave(draftOf('甲某', '2099-10-01T09:00:00+08:00'));
  second.leave(draftOf('乙某', '2099-10-01T10:00:00+08:00'));
  long.leave(draftOf('丙某', '2099-10-01T08:00:00+08:00'));
  expect(listDrafts(place, now).map(({ id, command, texts }) => [id, command, texts.name])).toEqual([
    ['register-2', 'register', ['乙某']],
    ['register', 'register', ['甲某']],
    ['resolve-complete', 'resolve complete', ['丙某']],
  ]);
  expect(statSync(draftsFolder(place)).mode & 0o777).toBe(0o700);
  for (const name of readdirSync(draftsFolder(place)))
    expect(statSync(join(draftsFolder(place), name)).mode & 0o777).toBe(0o600);
});

test('a draft that is saved again stays one; one that is recorded or thrown away is gone', () => {
  const place = aPlace();
  const [one, other] = [openDraft(place, 'register'), openDraft(place, 'register')];
  one.save(draftOf('甲'));
  one.save(draftOf('甲某'));
  other.save(draftOf('乙某'));
  expect(listDrafts(place, now).map(({ texts }) => texts.name?.[0])).toEqual(['甲某', '乙某']);
  one.remove();
  removeDraft(place, 'register-2');
  expect(readdirSync(draftsFolder(place))).toEqual([]);
});

test('what another window is filling in is told; one whose window is gone is free', () => {
  const place = aPlace();
  openDraft(place, 'register').save(draftOf('甲某'));
  const own = join(draftsFolder(place), 'register.json');
  const filledInBy = (process: number, savedAt = now) =>
    writeFileSync(own, JSON.stringify({ ...draftOf('甲某', savedAt), process }));
  const inUse = () => listDrafts(place, now)[0]?.inUse;
  expect(inUse()).toBe(false);
  filledInBy(process.ppid);
  expect(inUse()).toBe(true);
  expect(listDrafts(place, now).map(draftInWords)).toEqual(['甲某  2099-10-01 12:00  （另一个窗口正在填）']);
  filledInBy(2 ** 30);
  expect(inUse()).toBe(false);
  // Before this computer was started, as after a power cut: the number may be another's by now.
  filledInBy(process.ppid, '2023-10-01T09:30:00+08:00');
  expect(inUse()).toBe(false);
});

test('what is no draft is not listed; without a folder there are none', () => {
  const place = aPlace();
  expect(listDrafts(place, now)).toEqual([]);
  openDraft(place, 'register').save(draftOf('甲某'));
  for (const text of ['', '{"savedAt":1}', '[]', '{"savedAt":"x","texts":{"name":"甲"}}'])
    writeFileSync(join(draftsFolder(place), 'assign.json'), text);
  writeFileSync(join(draftsFolder(place), '.17.new'), '{}');
  expect(listDrafts(place, now).map(({ id }) => id)).toEqual(['register']);
  expect(existsSync(join(draftsFolder(place), 'assign.json'))).toBe(true);
});

test('a draft of an earlier version, one a command and without a process, is gone on with', () => {
  const place = aPlace();
  openDraft(place, 'register').save(draftOf('甲某'));
  writeFileSync(join(draftsFolder(place), 'resolve-complete.json'), JSON.stringify(draftOf('乙某')));
  expect(listDrafts(place, now)).toContainEqual({
    id: 'resolve-complete',
    command: 'resolve complete',
    inUse: false,
    ...draftOf('乙某'),
  });
});
