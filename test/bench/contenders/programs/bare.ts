/** Reads all pages of a list over kept connections without inspecting them. Arguments: the list, simultaneous requests. */

import { readFileSync } from 'node:fs';
import { connect } from 'node:net';

const [list = '', lanes] = process.argv.slice(2);
const urls = readFileSync(list, 'utf8').trim().split('\n');
const queues = Map.groupBy(urls, url => url.slice(0, url.indexOf('/', 'http://'.length)));
let responses = 0;

/** One connection that requests the pages of a host until none is left. */
function readAll(origin: string, left: string[]): Promise<void> {
  const { host, hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const socket = connect({ host: hostname, port: Number(port), noDelay: true });
    /** Bytes of the answer that are still to come; `undefined` before its head. */
    let missing: number | undefined;
    const ask = () => {
      const url = left.pop();
      if (!url) return void socket.end(resolve);
      missing = undefined;
      socket.write(`GET ${url.slice(origin.length)} HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
    };
    socket.once('connect', ask).once('error', reject);
    socket.on('data', (chunk: Buffer) => {
      let length = chunk.length;
      if (missing === undefined) {
        // The server sends a head in one piece.
        const head = chunk.toString('latin1', 0, 1024);
        missing = Number(/content-length: (\d+)/i.exec(head)?.[1]);
        length -= head.indexOf('\r\n\r\n') + 4;
      }
      missing -= length;
      if (missing > 0) return;
      responses++;
      ask();
    });
  });
}

const origins = [...queues.keys()];
const connections = Array.from({ length: Number(lanes) }, (_, lane) => {
  const origin = origins[lane % origins.length] ?? '';
  return readAll(origin, queues.get(origin) ?? []);
});
await Promise.all(connections);
console.log(JSON.stringify({ responses, failures: urls.length - responses }));
