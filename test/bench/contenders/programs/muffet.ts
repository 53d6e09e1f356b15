/** Serves a list as a page of links, which muffet takes. Arguments: muffet, the list, requests at once. */

import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { listen } from '../../../web/listen.ts';

const [muffet = '', list = '', lanes = ''] = process.argv.slice(2);
const urls = readFileSync(list, 'utf8').trim().split('\n');
const links = urls.map(url => `<a href="${url.replaceAll('&', '&amp;')}">x</a>\n`).join('');
const server = await listen(
  createServer((_, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8').end(`<!doctype html>\n${links}`);
  }),
);
const limits = [`--max-connections=${lanes}`, '--max-connections-per-host=64', '--timeout=30'];
const args = ['--one-page-only', '--format=json', '--verbose', ...limits, `http://127.0.0.1:${server.port}/`];
// Status 1 means that a link is dead. That is not an error of muffet.
const printed = await new Promise<string>(resolve => {
  execFile(muffet, args, { maxBuffer: 2 ** 30 }, (_, stdout) => resolve(stdout));
});
await server.close();
const pages = JSON.parse(printed) as { links: { error?: string }[] }[];
const checked = pages.flatMap(page => page.links);
const failures = checked.filter(({ error }) => error !== undefined).length;
console.log(JSON.stringify({ responses: checked.length - failures, failures }));
