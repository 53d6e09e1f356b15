// Loaded with --import. One module is loaded with a change in its text; the file itself stays as it is.
// MUTANT: JSON of { url, start, end, text }. A `text` that is missing changes nothing.
// MUTANT_LOADED: a file that is written once the module is loaded.
import { writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';

const { url, start, end, text } = JSON.parse(process.env.MUTANT ?? '{}');

registerHooks({
  load(asked, context, nextLoad) {
    const loaded = nextLoad(asked, context);
    if (asked.split('?', 1)[0] !== url) return loaded;
    if (process.env.MUTANT_LOADED) writeFileSync(process.env.MUTANT_LOADED, '');
    if (text === undefined) return loaded;
    const source = Buffer.from(/** @type {Uint8Array} */ (loaded.source)).toString();
    return { ...loaded, source: source.slice(0, start) + text + source.slice(end) };
  },
});
