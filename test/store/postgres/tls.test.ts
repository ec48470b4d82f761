// Beyond this machine the server has to prove who it is, and what is sent cannot be read on the way.

import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { parseAddress } from '../../../src/store/postgres/address.ts';
import { describeOnServer, server } from '../../support/postgres.ts';
import { peopledUnit } from './peopled-unit.ts';

const openssl = (folder: string, line: string): void => {
  execFileSync('openssl', line.split(' '), { cwd: folder, stdio: 'ignore' });
};

/** An authority of our own, and a certificate of it for the host. Returns the folder. */
function certificates(host: string): string {
  const folder = join(server().folder, `tls-${host}`);
  mkdirSync(folder);
  const names = /^\d/.test(host) ? `IP:${host}` : `DNS:${host}`;
  writeFileSync(join(folder, 'names'), `subjectAltName=${names}\n`);
  openssl(folder, 'req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=authority -keyout ca.key -out ca.crt');
  openssl(folder, `req -newkey rsa:2048 -nodes -subj /CN=${host} -keyout server.key -out server.csr`);
  openssl(
    folder,
    'x509 -req -in server.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 2 -extfile names -out server.crt',
  );
  server().own(join(folder, 'server.key'));
  chmodSync(join(folder, 'ca.crt'), 0o644);
  return folder;
}

function serveWith(folder: string): void {
  server().stop();
  const [certificate, key] = [join(folder, 'server.crt'), join(folder, 'server.key')];
  server().start(['-c ssl=on', `-c ssl_cert_file=${certificate}`, `-c ssl_key_file=${key}`]);
}

describeOnServer('a certificate', () => {
  test('of an authority that is named, for this host', async () => {
    const { desk } = await peopledUnit();
    const folder = certificates('127.0.0.1');
    serveWith(folder);
    const trusted = `${desk.ledger}?sslmode=verify-full&sslrootcert=${join(folder, 'ca.crt')}`;
    await desk.ok(['note', '01', '加密的', '--ledger', trusted]);
    const encrypted = 'SELECT COUNT(*) FROM pg_stat_ssl WHERE ssl';
    expect(server().sql(desk.ledger, encrypted)).toBeDefined();
    for (const [query, why] of [
      ['sslmode=verify-full', 'certificate'],
      [`sslmode=verify-full&sslrootcert=${join(certificates('elsewhere.example'), 'ca.crt')}`, 'certificate'],
    ])
      expect(await desk.refusal(['list', '--ledger', `${desk.ledger}?${query}`])).toMatchObject({
        exit: 5,
        code: 'ledger.unreachable',
        details: { why },
      });
  }, 120_000);

  test('for another host', async () => {
    const { desk } = await peopledUnit();
    const folder = certificates('other.example');
    serveWith(folder);
    const address = `${desk.ledger}?sslmode=verify-full&sslrootcert=${join(folder, 'ca.crt')}`;
    expect(await desk.refusal(['list', '--ledger', address])).toMatchObject({
      code: 'ledger.unreachable',
      details: { why: 'certificate' },
    });
  }, 120_000);

  test('a server that has none is not spoken to', async () => {
    const { desk } = await peopledUnit();
    server().stop();
    server().start();
    expect(await desk.refusal(['list', '--ledger', `${desk.ledger}?sslmode=verify-full`])).toMatchObject({
      code: 'ledger.unreachable',
      details: { why: 'plain' },
    });
  });
});

test.each([
  ['postgres://db.example.com/tousu/main', true],
  ['postgres://db.example.com/tousu/main?sslmode=disable', false],
  ['postgres://10.0.0.5/tousu/main', true],
  ['postgres://localhost/tousu/main', false],
  ['postgres://127.0.0.1:5433/tousu/main', false],
  ['postgres://[::1]/tousu/main', false],
  ['postgres://%2Fvar%2Frun%2Fpostgresql/tousu/main', false],
  ['postgres://localhost/tousu/main?sslmode=verify-full', true],
])('%s: encrypted %s', (address, encrypted) => {
  expect(parseAddress(address).encrypted).toBe(encrypted);
});
