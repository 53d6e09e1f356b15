// npm start where VS Code's server does not run: in the desktop VS Code that @vscode/test-electron downloads.

import path from 'node:path';
import { downloadAndUnzipVSCode } from '@vscode/test-electron';
import { project } from './paths.mjs';
import { prepareBuild } from './prepare.mjs';
import { runVisibly } from './processes.mjs';
import { writeSettings } from './settings.mjs';
import { howToScan } from './start-hints.mjs';
import { temporaryFolder } from './temporary.mjs';

/**
 * Shows VS Code until its window is closed or it is interrupted.
 * @param {{ folder: string }} options
 */
export async function showOnDesktop({ folder }) {
  await prepareBuild();
  const program = await downloadAndUnzipVSCode();
  const data = temporaryFolder('vscode-user');
  writeSettings(data.path);
  console.log(howToScan);
  const { code } = await runVisibly(
    program,
    [
      `--extensionDevelopmentPath=${project}`,
      `--user-data-dir=${data.path}`,
      `--extensions-dir=${path.join(data.path, 'extensions')}`,
      ...[
        '--disable-workspace-trust',
        '--disable-telemetry',
        '--disable-updates',
        '--wait',
        '--new-window',
        folder,
      ],
    ],
    { limit: 2 ** 31 - 1 },
  );
  data.remove();
  process.exit(code ?? 1);
}
