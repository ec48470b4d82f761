import { expect, test } from '@jest/globals';
import { registration, unitDesk } from '../support/run-unit.ts';

test('4.1.3 objective: an investigation needs its findings and at least one method', async () => {
  const desk = await unitDesk();
  await desk.ok(registration());
  await desk.ok(['assign', '01', '--dept', '工程部']);
  const investigate = ['investigate', '01', '--by', '赵强'];
  expect(await desk.refusal(investigate)).toMatchObject({
    code: 'usage.missing',
    details: { names: expect.arrayContaining(['--findings', '--method']) },
  });
  expect(await desk.refusal([...investigate, '--findings', '接头松动'])).toMatchObject({
    code: 'usage.missing',
    details: { names: ['--method'] },
  });
  expect(await desk.refusal([...investigate, '--findings', '接头松动', '--method', '猜测'])).toMatchObject({
    code: 'usage.invalid',
  });
  expect(await desk.json(['show', '01'])).toMatchObject({ investigations: [] });
});
