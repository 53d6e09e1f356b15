/** ThirdPartyNotices.txt, which `npm run notices` writes, names all packages in the bundles. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { it } from 'node:test';
import { bundledPackages, noticesFile, noticesText, title } from '../rig/notices.mjs';

const text = readFileSync(noticesFile, 'utf8');

it('every package that is in a bundle is named, in its version, and no other', async () => {
  const packages = await bundledPackages();
  assert.ok(packages.some(({ name }) => name === 'undici'));
  const named = text.split(/^-+$/m).slice(1);
  assert.deepEqual(
    named.map(section => section.trim().split('\n')[0]),
    packages.map(title),
  );
});

it('every license is there as its package has it; npm run notices writes them', async () => {
  assert.equal(text, await noticesText());
});

it('code that a package has from elsewhere keeps its license', () => {
  assert.match(text, /^undici\/lib\/llhttp:\n\n(?:.+\n|\n)*?Copyright Fedor Indutny/m);
  // The second parser is in no bundle.
  assert.doesNotMatch(text, /milo/i);
});
