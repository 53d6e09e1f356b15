/**
 * Fetches all pages of a list by undici and looks for the word in their bytes: no charsets, no places, no deadlines, no
 * second process. Arguments: the list, requests at once, requests at once to one host.
 */

import { readFileSync } from 'node:fs';
import pMap from 'p-map';
import { Agent } from 'undici';

const [list = '', lanes, perHost] = process.argv.slice(2);
const urls = readFileSync(list, 'utf8').trim().split('\n');
const agent = new Agent({ connections: Number(perHost) });
let mentions = 0;

function read(url: string): Promise<void> {
  const start = url.indexOf('/', 'http://'.length);
  const chunks: Buffer[] = [];
  return new Promise((resolve, reject) => {
    agent.dispatch(
      { origin: url.slice(0, start), path: url.slice(start), method: 'GET' },
      {
        onRequestStart() {},
        onResponseStart() {},
        onResponseData: (_, chunk) => void chunks.push(chunk),
        onResponseEnd() {
          if (/python/i.test(Buffer.concat(chunks).toString('latin1'))) mentions++;
          resolve();
        },
        onResponseError: (_, error) => reject(error),
      },
    );
  });
}

await pMap(urls, read, { concurrency: Number(lanes) });
console.log(JSON.stringify({ responses: urls.length, mentions, failures: 0 }));
process.exit();
