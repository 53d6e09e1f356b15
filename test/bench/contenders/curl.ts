/** curl into files, then grep. */

import fs from 'node:fs';
import path from 'node:path';
import { answerInJson, type Contender } from './contender.ts';
import { onPath, versionOf } from './installed.ts';

const SCRIPT = path.join(import.meta.dirname, 'programs/curl.sh');

/** curl's limit for parallel requests. */
const MOST_LANES = 300;

/** The command as a person would type it in a shell. */
export const curl: Contender = {
  id: 'curl',
  name: 'curl --parallel to files, grep',
  async prepare() {
    onPath('sh');
    onPath('grep');
    return (await versionOf(onPath('curl'), ['--version'])).split(' ').slice(0, 2).join(' ');
  },
  command({ folder, lines, workload }) {
    const pages = path.join(folder, 'pages');
    fs.mkdirSync(pages);
    const config = path.join(folder, 'curl.config');
    fs.writeFileSync(
      config,
      lines.map(({ url }, line) => `url = "${url}"\noutput = "pages/${line}"\n`).join(''),
    );
    return { file: 'sh', args: [SCRIPT, config, String(Math.min(MOST_LANES, workload.lanes))] };
  },
  answer: answerInJson,
};
