/** Contenders that run only if they are already installed. */

import fs from 'node:fs';
import path from 'node:path';
import { answerInJson, type Contender, NotRunError } from './contender.ts';
import { onPath, versionOf } from './installed.ts';

/** Not W5: they request a URL once, however often it is in the list, so their counts could not be checked. */
const WORKLOADS = ['W1', 'W2', 'W3', 'W4'];

/** A link checker in Rust. */
export const lychee: Contender = {
  id: 'lychee',
  name: 'lychee',
  note: 'Checks links and cannot search.',
  workloads: WORKLOADS,
  prepare: () => versionOf(onPath('lychee'), ['--version']),
  command: ({ list, workload }) => ({
    file: onPath('lychee'),
    args: ['--no-progress', '--format', 'json', '--max-concurrency', String(workload.lanes), '--', list],
  }),
  answer({ output }) {
    const { errors, successful } = JSON.parse(fs.readFileSync(output, 'utf8'));
    return { responses: successful, failures: errors };
  },
};

/** An HTTP prober in Go, which can match. */
export const httpx: Contender = {
  id: 'httpx',
  name: 'httpx of ProjectDiscovery',
  note: 'Prints only the pages that mention the word.',
  workloads: WORKLOADS,
  async prepare() {
    const program = onPath('httpx');
    // Python has a client of the same name.
    const help = await versionOf(program, ['-silent', '-version']).catch(() => '');
    if (!/^v?\d|version/i.test(help)) throw new NotRunError('the httpx here is another program');
    return `httpx ${help}`;
  },
  command: ({ list, workload }) => ({
    file: onPath('httpx'),
    args: ['-l', list, '-silent', '-no-color', '-follow-redirects', '-disable-update-check']
      .concat(['-threads', String(workload.lanes), '-rate-limit', '1000000'])
      .concat(['-match-code', '200', '-match-regex', '(?i)python', '-match-condition', 'and']),
  }),
  answer: ({ output }) => ({ mentions: fs.readFileSync(output, 'utf8').split('\n').filter(Boolean).length }),
};

/** A link checker in Go, which takes a website instead of a list. */
export const muffet: Contender = {
  id: 'muffet',
  name: 'muffet',
  note: 'Checks links and cannot search; a small server gives it the list as a page.',
  workloads: WORKLOADS,
  prepare: async () => `muffet ${await versionOf(onPath('muffet'), ['--version'])}`,
  command: ({ list, workload }) => ({
    file: process.execPath,
    args: [MUFFET, onPath('muffet'), list, String(workload.lanes)],
    env: { NODE_NO_WARNINGS: '1' },
  }),
  answer: answerInJson,
};

const MUFFET = path.join(import.meta.dirname, 'programs/muffet.ts');
