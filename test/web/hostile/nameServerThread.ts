/** The thread of the DNS server: it answers, and tells the thread that started it of each query. */

import { createSocket } from 'node:dgram';
import { parentPort } from 'node:worker_threads';
import { type Answer, decode, encode } from 'dns-packet';
import { LOOPBACK } from '../listen.ts';

/** How a name answers: with addresses, an error, or not at all. */
export type NameAnswer =
  | readonly string[]
  | 'NXDOMAIN'
  | 'SERVFAIL'
  | 'REFUSED'
  | 'silent'
  /** Garbage instead of a packet. */
  | 'garbage'
  /** Addresses or an error after so many ms. */
  | { readonly after: number; readonly answer: readonly string[] | 'NXDOMAIN' | 'SERVFAIL' }
  /** These for queries of one type, and silence for all others. */
  | { readonly only: 'A' | 'AAAA'; readonly addresses: readonly string[] }
  /** One answer for each query of addresses, in turn; the last one again and again. */
  | { readonly inTurn: readonly (readonly string[] | 'SERVFAIL')[] };

/** What the thread says: its port once, then each query. */
export type FromNameServer =
  | { readonly port: number }
  | { readonly name: string; readonly type: string | undefined };

/** What it is told. */
export type ToNameServer = readonly [name: string, answer: NameAnswer];

const CODES = { NXDOMAIN: 3, SERVFAIL: 2, REFUSED: 5 } as const;

const answers = new Map<string, NameAnswer>();
const turns = new Map<string, number>();

const tell = (message: FromNameServer) => parentPort?.postMessage(message);

parentPort?.on('message', ([name, answer]: ToNameServer) => answers.set(name, answer));

const socket = createSocket('udp4');
socket.on('error', () => {});
socket.on('message', (packet, { port, address }) => {
  const query = decode(packet);
  const question = query.questions?.[0];
  if (!question) return;
  const name = question.name.toLowerCase();
  const turn = turns.get(name) ?? 0;
  if (question.type === 'A') turns.set(name, turn + 1);
  tell({ name, type: question.type });
  const given = answers.get(name) ?? 'NXDOMAIN';
  if (given === 'silent') return;
  if (given === 'garbage') {
    socket.send(Buffer.from([...packet.subarray(0, 2), 0xff, 0xff, 1, 2, 3]), port, address);
    return;
  }
  const say = (answer: keyof typeof CODES | readonly string[]) => {
    const code = typeof answer === 'string' ? CODES[answer] : 0;
    const found = typeof answer === 'string' ? [] : answer.filter(each => typeOf(each) === question.type);
    const response = encode({
      type: 'response',
      id: query.id ?? 0,
      flags: 0x0180 | code,
      questions: [question],
      answers: found.map(data => ({ type: typeOf(data), name: question.name, ttl: 1, data }) as Answer),
    });
    socket.send(response, port, address);
  };
  if (typeof given === 'string' || Array.isArray(given)) {
    say(given as keyof typeof CODES | readonly string[]);
  } else if ('after' in given) {
    setTimeout(() => say(given.answer), given.after);
  } else if ('only' in given) {
    if (question.type === given.only) say(given.addresses);
  } else if ('inTurn' in given) {
    say(given.inTurn[Math.min(turn, given.inTurn.length - 1)] ?? []);
  }
});
socket.bind(0, LOOPBACK, () => tell({ port: socket.address().port }));

function typeOf(address: string): 'A' | 'AAAA' {
  return address.includes(':') ? 'AAAA' : 'A';
}
