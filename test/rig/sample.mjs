// A folder to try the extension on: the tutorial's list, and the same list on a replica that needs no internet.
import fs from 'node:fs';
import path from 'node:path';
import { endWithThisProcess } from './ending.mjs';
import { out, project } from './paths.mjs';

/**
 * Starts the replica of the sponsors' pages and writes the folder. The replica ends with this process.
 * @returns {Promise<string>} the folder
 */
export async function prepareSample() {
  // TypeScript as it is, which only a Node.js that package.json accepts can load.
  const { startSponsors } = await import('../web/sponsors/server.ts');
  const sponsors = await startSponsors({ names: true });
  endWithThisProcess({ close: () => sponsors.close(), kill() {} });
  const folder = path.join(out, 'sample');
  fs.mkdirSync(folder, { recursive: true });
  fs.copyFileSync(path.join(project, 'test/web/sponsors/urls.txt'), path.join(folder, 'urls.txt'));
  fs.writeFileSync(path.join(folder, 'replica.urls.txt'), sponsors.list);
  return folder;
}
