/** The limits: what the server can give to a client that only reads, and what it can give to undici. */

import path from 'node:path';
import { answerInJson, type Contender } from './contender.ts';

const BARE = path.join(import.meta.dirname, 'programs/bare.ts');
const UNDICI = path.join(import.meta.dirname, 'programs/undici.ts');

/** As our own does by itself. */
const PER_HOST = 4;

/** Runs where there are no redirects and no chunked bodies, which it does not know. */
export const bare: Contender = {
  id: 'bare',
  name: 'bare node:net, reads only',
  note: 'The limit of server and machine for one process of Node.js: reads all bytes and looks at none.',
  workloads: ['W2', 'W3', 'W4'],
  prepare: async () => `Node.js ${process.versions.node}`,
  command: ({ list, workload }) => ({
    file: process.execPath,
    args: [BARE, list, String(workload.lanes)],
    env: { NODE_NO_WARNINGS: '1' },
  }),
  answer: answerInJson,
};

/** Runs where there is no failure, which it does not know. */
export const bareUndici: Contender = {
  id: 'undici',
  name: 'bare undici, bytes only',
  note: 'The limit for what is built on undici: looks for the word in the bytes, in one process, and promises nothing else.',
  workloads: ['W2', 'W3', 'W4'],
  prepare: async () => `Node.js ${process.versions.node}`,
  command: ({ list, workload }) => ({
    file: process.execPath,
    args: [UNDICI, list, String(workload.lanes), String(workload.perHost ?? PER_HOST)],
    env: { NODE_NO_WARNINGS: '1' },
  }),
  answer: answerInJson,
};
