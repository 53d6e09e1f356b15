// npm run package: the extension as users get it. Prints where the .vsix file is.
import path from 'node:path';
import { packageExtension } from './package-extension.mjs';

try {
  console.log(path.relative(process.cwd(), await packageExtension({ again: true })));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
