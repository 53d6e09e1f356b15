/** A DNS server that answers for the names of the rows, each with the fault that its row needs. */

import { createSocket } from 'node:dgram';
import { EventEmitter, once } from 'node:events';
import { type Answer, decode, encode } from 'dns-packet';
import { LOOPBACK } from '../listen.ts';

/** The answer for a name: addresses, an error, or none. */
export type NameAnswer =
  | readonly string[]
  | 'NXDOMAIN'
  | 'SERVFAIL'
  | 'REFUSED'
  | 'silent'
  /** Garbage instead of a packet. */
  | 'garbage'
  /** Addresses or an error, after a delay in ms. */
  | { readonly after: number; readonly answer: readonly string[] | 'NXDOMAIN' | 'SERVFAIL' }
  /** Answers queries of one type, and ignores all others. */
  | { readonly only: 'A' | 'AAAA'; readonly addresses: readonly string[] }
  /** One answer after another for successive address queries; then always the last one. */
  | { readonly inTurn: readonly (readonly string[] | 'SERVFAIL')[] };

const CODES = { NXDOMAIN: 3, SERVFAIL: 2, REFUSED: 5 } as const;

export interface NameServer {
  readonly port: number;
  /** Arguments that make the terminal command use this server, and allow its names to lead to loopback. */
  readonly flags: readonly string[];
  /** Adds a name. All other names do not exist. */
  add(name: string, answer: NameAnswer): void;
  /** Number of queries for the IPv4 addresses of a name. */
  queries(name: string): number;
  /** Resolves when the name has been queried. */
  asked(name: string): Promise<void>;
  close(): Promise<void>;
}

export async function startNameServer(): Promise<NameServer> {
  const answers = new Map<string, NameAnswer>();
  const queries = new Map<string, number>();
  const arrivals = new EventEmitter();
  const timers = new Set<NodeJS.Timeout>();
  const socket = createSocket('udp4');
  socket.on('error', () => {});
  socket.on('message', (packet, { port, address }) => {
    const query = decode(packet);
    const question = query.questions?.[0];
    if (!question) return;
    const name = question.name.toLowerCase();
    const turn = queries.get(name) ?? 0;
    if (question.type === 'A') queries.set(name, turn + 1);
    arrivals.emit(name);
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
      const timer = setTimeout(() => {
        timers.delete(timer);
        say(given.answer);
      }, given.after);
      timers.add(timer);
    } else if ('only' in given) {
      if (question.type === given.only) say(given.addresses);
    } else if ('inTurn' in given) {
      say(given.inTurn[Math.min(turn, given.inTurn.length - 1)] ?? []);
    }
  });
  socket.bind(0, LOOPBACK);
  await once(socket, 'listening');
  const { port } = socket.address();
  return {
    port,
    flags: ['--dns-server', `${LOOPBACK}:${port}`, '--allow-private'],
    add: (name, answer) => void answers.set(name.toLowerCase(), answer),
    queries: name => queries.get(name.toLowerCase()) ?? 0,
    async asked(name) {
      if (!queries.has(name)) await once(arrivals, name);
    },
    async close() {
      for (const timer of timers) clearTimeout(timer);
      const closed = once(socket, 'close');
      socket.close();
      await closed;
    },
  };
}

function typeOf(address: string): 'A' | 'AAAA' {
  return address.includes(':') ? 'AAAA' : 'A';
}
