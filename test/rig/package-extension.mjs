// The extension as users get it.
import fs from 'node:fs';
import path from 'node:path';
import { out, project, vsix } from './paths.mjs';
import { newestChange, prepareBuild, prepareNode, prepareProject } from './prepare.mjs';
import { runQuietly } from './processes.mjs';
import { step } from './step.mjs';

/** What goes into the package, beside what .vscodeignore leaves out. */
const contents = [
  ...['dist', 'l10n', 'media', 'package.json', '.vscodeignore', 'README.md', 'CHANGELOG.md', 'LICENSE'],
  'ThirdPartyNotices.txt',
  ...['package.nls.json', 'package.nls.de.json', 'package.nls.zh-cn.json'],
];

/**
 * Packages a production build into `vsix`, unless nothing has changed since.
 * @param {{ again?: boolean }} [options] again: even then
 * @returns {Promise<string>} the .vsix file
 * @throws {Error} with what vsce says against the package
 */
export async function packageExtension({ again = false } = {}) {
  await prepareBuild({ production: true });
  await prepareProject();
  const node = await prepareNode();
  if (again) fs.rmSync(vsix, { force: true });
  await step('Packaging the extension', {
    lock: 'package',
    isDone: () =>
      newestChange(vsix) > Math.max(...contents.map(name => newestChange(path.join(project, name)))),
    run: async () => {
      fs.mkdirSync(out, { recursive: true });
      const packager = path.join(project, 'node_modules/@vscode/vsce/vsce');
      // Under another name until it is complete.
      const part = `${vsix}.part`;
      // package.json names no repository, so the links of README.md stay relative. Its pictures are not in the package.
      const local = ['--allow-missing-repository', '--no-rewrite-relative-links'];
      const args = ['package', '--no-dependencies', ...local, '--out', part];
      await runQuietly(node, [packager, ...args], { cwd: project });
      fs.renameSync(part, vsix);
    },
  });
  return vsix;
}
