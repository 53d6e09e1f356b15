// npm start: VS Code with the extension, on a sample folder. Ctrl+C ends it.
//   npm start -- --port 8080   at that port, for example one that is forwarded
//   npm start -- --no-open     without opening the browser
import { parseArgs } from 'node:util';
import { wentOnElsewhere } from './pass-through.mjs';
import { isSupported, prepareProject } from './prepare.mjs';

try {
  if (!(await wentOnElsewhere(import.meta.url))) {
    const { values } = parseArgs({
      options: { port: { type: 'string', default: '0' }, open: { type: 'boolean', default: true } },
      allowNegative: true,
    });
    await prepareProject();
    const { prepareSample } = await import('./sample.mjs');
    const show = isSupported()
      ? (await import('./start-server.mjs')).showInBrowser
      : (await import('./start-desktop.mjs')).showOnDesktop;
    await show({ port: Number(values.port), open: values.open, folder: await prepareSample() });
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
