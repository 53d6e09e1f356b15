/** A link checker from npm. */

import fs from 'node:fs';
import path from 'node:path';
import { installPackages } from '../../rig/step.mjs';
import { type Contender, NotRunError } from './contender.ts';

const PACKAGE = path.join(import.meta.dirname, 'programs/linkinator');
const HOME = path.join(PACKAGE, 'node_modules/linkinator');

/** Gets the list as a page of links. */
export const linkinator: Contender = {
  id: 'linkinator',
  name: 'linkinator',
  note: 'Checks links with HEAD and cannot search: it reads no page.',
  // It asks for a URL once and does not say how often it stands in the list, so W5 could not be checked.
  workloads: ['W1', 'W2', 'W3', 'W4'],
  async prepare() {
    try {
      await installPackages('Installing linkinator', PACKAGE, 'bench-linkinator');
    } catch (error) {
      console.error(String(error));
      throw new NotRunError('npm could not install linkinator');
    }
    return `linkinator ${JSON.parse(fs.readFileSync(path.join(HOME, 'package.json'), 'utf8')).version}`;
  },
  command({ folder, lines, workload }) {
    const links = lines.map(({ url }) => `<a href="${url.replaceAll('&', '&amp;')}">x</a>\n`).join('');
    fs.writeFileSync(path.join(folder, 'links.html'), `<!doctype html>\n<meta charset="utf-8">\n${links}`);
    const flags = ['--format', 'json', '--concurrency', String(workload.lanes)];
    return { file: process.execPath, args: [path.join(HOME, 'build/src/cli.js'), 'links.html', ...flags] };
  },
  answer({ output }) {
    const { links } = JSON.parse(fs.readFileSync(output, 'utf8')) as {
      links: { url: string; state: string }[];
    };
    const states = links.filter(({ url }) => url !== 'links.html').map(({ state }) => state);
    const responses = states.filter(state => state === 'OK').length;
    return { responses, failures: states.length - responses };
  },
};
