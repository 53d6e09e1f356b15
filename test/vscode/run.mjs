// Runs the tests of this folder inside a real VS Code.
import path from 'node:path';
import { runInsideVSCode } from '../rig/inside-vscode.mjs';

try {
  await runInsideVSCode({ entry: path.join(import.meta.dirname, 'index.ts'), name: 'vscode' });
} catch (error) {
  console.error(String(error));
  process.exitCode = 1;
}
