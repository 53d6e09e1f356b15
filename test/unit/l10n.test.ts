/** Every text that a person sees goes through l10n, and is translated into every language of the package. */

import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { getL10nJson } from '@vscode/l10n-dev';
import { keyOf, readManifest } from '../rig/manifest.mjs';
import { textsIn, textsOf } from './support/writtenTexts.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** Paths below the project, with `/` on every system. */
const files = globSync('src/**/*.ts', { cwd: root }).map(name => name.replaceAll('\\', '/'));

type Bundle = Readonly<Record<string, string>>;

const read = (name: string): Bundle => JSON.parse(readFileSync(path.join(root, name), 'utf8'));

/**
 * Scripts read the output of the terminal command, so it stays English. The style sheet of the report and the table of
 * secrets have no texts.
 */
const ENGLISH_ONLY = /^src\/(?:terminal\/|engine\/(?:export\/htmlStyle|wording\/secretShapes)\.ts$)/;

/** Strings that look like texts for a person, but are not. Each entry is needed. */
const NO_TEXTS: Readonly<Record<string, readonly string[]>> = {
  // Extensions of files.
  'src/engine/documents/formats.ts': [
    'md markdown mdown mkd mdx',
    'html htm xhtml vue svelte hbs',
    'xml rss atom opml svg xsl xslt rdf kml gpx wsdl xsd plist',
    'csv tsv tab',
    'json jsonc json5 jsonl ndjson geojson jsonld webmanifest har ipynb',
  ],
  // Codes of scripts, and the name of a collection of diagnostics, which nobody sees.
  'src/engine/lint/mixedScripts.ts': ['Hani', 'Hira', 'Kana', 'Latn', 'Bopo', 'Hang'],
  'src/editor/lint/listLint.ts': ['Scan URLs lint'],
  // Names of companies and products.
  'src/engine/request/robotWalls.ts': [
    ...['AWS WAF', 'Akamai', 'Alibaba', 'Amazon', 'Anubis', 'Cloudflare', 'Fastly', 'Google', 'Imperva'],
    ...['Kasada', 'Radware', 'Reddit', 'Sucuri', 'Vercel', 'Wordfence', 'Yandex'],
  ],
  'src/engine/network/badResponse.ts': ['Redis'],
  // A request of HTTP.
  'src/engine/network/exchange/lenientExchange.ts': ['GET {} HTTP/1.1\r\n{}\r\n'],
  // A date of HTTP.
  'src/engine/request/retry.ts': ['{} GMT'],
  // A field of HTTP.
  'src/editor/settings/headerCommands.ts': ['Authorization'],
  // Names of this product, which are the same in every language.
  'src/editor/ids.ts': ['Scan URLs'],
  'src/engine/export/record.ts': ['Scan URLs'],
  // CSS.
  'src/editor/list/lineVerdicts.ts': ['0 0 0 0.5em', '0 0 0 2em'],
  'src/editor/page/matchDecorations.ts': ['0 0 0 0.5ch', '1px solid'],
  // The name of a document. Menus use it.
  'src/editor/model/pageUri.ts': ['{} (text)'],
  // Keys.
  'src/editor/model/resultNodes.ts': [
    ' empty',
    'file {}',
    'group {} {}{}',
    'hold {}',
    'host {}',
    'running {}',
  ],
  // Names of Python's library.
  'src/engine/compare/modelTexts.ts': ['for url in urls', 'ThreadPoolExecutor, asyncio'],
  // The policy of a web page.
  'src/editor/panels/webviewHtml.ts': [
    "default-src 'none'",
    "script-src 'nonce-{}'",
    'style-src {}',
    "base-uri 'none'",
    "form-action 'none'",
  ],
  // The log.
  'src/editor/scan/scanLog.ts': ['Line {}: {}: {} ({})', 'no status', '{}, {}, {} ms, {} bytes', '{} {} ms'],
  // Markup and syntax of the formats.
  'src/engine/export/html.ts': [
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'",
    ' class="number"',
    '{} {} ·\n{} UTC',
  ],
  'src/engine/export/json.ts': ['{},\n  "lines": ['],
  'src/engine/export/sarif.ts': ['"results": []', '{}"results": ['],
  // Goes to the log.
  'src/engine/pool/engineProcess.ts': [
    'it is not needed any more',
    'it was ended',
    'status {}',
    'it ended with {}',
    'it did not stop a scan in time',
    'it did not end in time',
    'it stands still',
  ],
  'src/engine/pool/engineWatch.ts': ['it has said nothing for {} s', 'it has been standing still for {} s'],
  // A field of certificates.
  'src/engine/network/failureSentences.ts': ['CA Issuers - URI'],
  // Fields of HTTP, and names of errors.
  'src/engine/network/headers.ts': ['gzip, deflate', 'gzip, deflate, br, zstd'],
  'src/engine/process/sentError.ts': ['Error'],
  'src/engine/url/basicAuthorization.ts': ['Basic {}'],
  'src/engine/request/urlSignIn.ts': ['Authorization'],
  // Names of nodes in the tree of a Markdown document.
  'src/engine/links/markdown/markdownLabels.ts': ['Comment', 'Mark'],
  'src/engine/links/markdown/markdownLinks.ts': [
    ...['Autolink', 'Comment', 'Emphasis', 'Escape', 'Image', 'Link', 'Strikethrough'],
  ],
  'src/engine/links/markdown/markdownParser.ts': ['Escape', 'Paragraph', 'Unread'],
  // Signatures of files.
  'src/engine/content/mediaType.ts': ['RIFF....AVI ', 'SQLite format 3\0'],
  // Shapes, colours, fonts and units.
  'src/webview/comparison/comparison.ts': ['summary tutorial'],
  'src/webview/shared/durations.ts': ['{} ms'],
  'src/webview/timeline/inFlightChart.ts': ['color-mix(in srgb, {} 25%, transparent)'],
  'src/webview/timeline/svgPainter.ts': [
    'x="{}" y="{}" text-anchor="{}"',
    'font-family="{}" font-size="{}"',
    'x="{}" y="{}" width="{}" height="{}"',
  ],
  'src/webview/timeline/timelineTheme.ts': ['11px {}'],
  'src/webview/timeline/timelineMessages.ts': ['<svg '],
  // The term itself.
  'src/engine/model/term.ts': ['Python'],
};

/** Texts that are the same in another language. Each entry is needed. */
const SAME: Readonly<Record<string, readonly string[]>> = {
  de: [
    ...['CPU', 'CSV', 'JSON', 'JUnit XML', 'Markdown', 'SARIF', 'TLS', 'URL', 'URLs'],
    ...['Details', 'Median', 'Name', 'Phase', 'Status'],
    ...['Scan URLs', 'Scan URLs: {0}', 'Scan URLs {0}, {1}'],
    ...['1 URL in {0}', '{0} URLs in {1}', '{0}: 1 URL', '{0}: {1} URLs'],
    ...['{0} {1}', '{0}, {1}', '{0}: {1}', '{0}: {1} ({2})', '{0} ×', '{0} × {1}'],
    ...['{0} ms', '{0} s', '{0} KiB', '{0} MiB'],
  ],
  'zh-cn': [
    ...['CPU', 'CSV', 'JSON', 'JUnit XML', 'Markdown', 'SARIF', 'TLS', 'URL'],
    ...['Scan URLs', '“{0}”', '{0} ×', '{0} × {1}', '{0} KiB', '{0} MiB'],
  ],
};

/** The pair of quotation marks of each language. Its texts may contain no others. */
const QUOTES: Readonly<Record<string, RegExp>> = { de: /„[^„“”]*“/g, 'zh-cn': /“[^“”]*”/g };

const texts = new Map(files.map(file => [file, textsIn(path.join(root, file))]));
const english = read('l10n/bundle.l10n.json');

const asked = new Set([...texts.values()].flatMap(({ translated }) => translated.map(({ text }) => text)));

const keysOf = (bundle: Bundle) => Object.keys(bundle).toSorted();

describe('the texts in the code', () => {
  it('are found, those of the engine and of the editor', () => {
    assert.ok(files.includes('src/engine/model/failure.ts'));
    assert.ok(files.includes('src/editor/scan/termInput.ts'));
    assert.ok(Object.keys(english).length > 100);
  });

  it('are in the bundle as they are now; `npm run l10n` exports them', async () => {
    const sources = files.map(file => ({
      extension: '.ts',
      contents: readFileSync(path.join(root, file), 'utf8'),
    }));
    const exported = await getL10nJson(sources);
    assert.deepEqual(english, exported);
  });

  it('are all seen by the export', () => {
    assert.deepEqual(keysOf(english), [...asked].toSorted());
  });

  for (const [file, { unseen, untranslated }] of texts) {
    it(`are literals where l10n is given them: ${file}`, () => assert.deepEqual(unseen, []));

    if (ENGLISH_ONLY.test(file)) continue;
    it(`all go through l10n: ${file}`, () => {
      const allowed = NO_TEXTS[file] ?? [];
      assert.deepEqual(
        untranslated.filter(({ text }) => !allowed.includes(text)),
        [],
      );
      assert.deepEqual(
        allowed.filter(text => untranslated.every(each => each.text !== text)),
        [],
        'is allowed, but not there',
      );
    });
  }
});

/** The places of texts for a person in package.json. */
const SHOWN_IN_MANIFEST = new Set([
  ...['altText', 'category', 'contents', 'contextualTitle', 'description', 'enumDescriptions'],
  ...['enumItemLabels', 'label', 'markdownDescription', 'markdownEnumDescriptions', 'shortTitle', 'title'],
]);

describe('the texts in package.json', () => {
  const manifest: unknown = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const manifestTexts = read('package.nls.json');

  it('stand in package.nls.json, each and no others', () => {
    const keys = [...stringsIn(manifest)].flatMap(([, text]) => keyOf(text) ?? []);
    assert.deepEqual([...new Set(keys)].toSorted(), keysOf(manifestTexts));
  });

  it('do not stand in package.json itself', () => {
    const shown = [...stringsIn(manifest)].filter(([name]) => SHOWN_IN_MANIFEST.has(name));
    assert.ok(shown.length > 100);
    assert.deepEqual(
      shown.filter(([, text]) => keyOf(text) === undefined),
      [],
    );
  });

  it('call the first command what everybody looks for', () => {
    assert.equal(manifestTexts['command.scanForPython.title'], 'Scan URLs for Python');
  });
});

/** The texts in a JSON value, with the names of their properties. */
function* stringsIn(value: unknown, name = ''): Generator<readonly [name: string, text: string]> {
  if (typeof value === 'string') yield [name, value];
  else if (Array.isArray(value)) for (const each of value) yield* stringsIn(each, name);
  else if (typeof value === 'object' && value !== null)
    for (const [key, each] of Object.entries(value)) yield* stringsIn(each, key);
}

/** The message of a key. A comment for translators may follow the message in the key. */
function messageOf(key: string): string {
  const entry: unknown = english[key];
  return typeof entry === 'object' && entry !== null && 'message' in entry ? String(entry.message) : key;
}

for (const language of Object.keys(SAME)) {
  const code = read(`l10n/bundle.l10n.${language}.json`);
  const manifest = read(`package.nls.${language}.json`);
  const manifestEnglish = read('package.nls.json');

  describe(`the texts in ${language}`, () => {
    it('are those of the code, each and no others', () => {
      assert.deepEqual(keysOf(code), keysOf(english));
    });

    it('are those of package.json, each and no others', () => {
      assert.deepEqual(keysOf(manifest), keysOf(manifestEnglish));
    });

    /** The English text and the other one. */
    const pairs = [
      ...Object.entries(code).map(([key, text]) => [messageOf(key), text] as const),
      ...Object.entries(manifest).map(([key, text]) => [manifestEnglish[key] ?? '', text] as const),
    ];

    it('put in what the English ones put in', () => {
      for (const [original, text] of pairs) {
        assert.deepEqual(placeholders(text), placeholders(original), original);
      }
    });

    it('link to what the English ones link to, and have the same code and icons', () => {
      for (const [original, text] of pairs) assert.deepEqual(markup(text), markup(original), original);
    });

    it('are translated, but for a few that are the same', () => {
      const untranslated = new Set(pairs.flatMap(([original, text]) => (original === text ? [text] : [])));
      assert.deepEqual([...untranslated].toSorted(), [...(SAME[language] ?? [])].toSorted());
    });

    it('say the same thing in the same words', () => {
      const known = new Map<string, string>();
      for (const [original, text] of pairs) {
        assert.equal(text, known.get(original) ?? text, original);
        known.set(original, text);
      }
    });

    it('call commands what they are called', () => {
      const titles = new Set(Object.values(manifest));
      const named = Object.values(manifest).flatMap(text =>
        [...text.matchAll(/\*\*([^*]+)\*\*/g)].map(([, name = '']) => name),
      );
      assert.ok(named.length);
      for (const name of named) assert.ok(titles.has(name), name);
    });

    it('are not empty, and have no white space where the English ones have none', () => {
      for (const [original, text] of pairs) {
        assert.ok(text.trim(), original);
        assert.equal(/^\s|\s$| {2}/.test(text), /^\s|\s$| {2}/.test(original), original);
      }
    });

    it('have the quotation marks of their language, and end as the English ones do', () => {
      for (const [original, text] of pairs) {
        assert.doesNotMatch(text.replaceAll(QUOTES[language] as RegExp, ''), /[„“”"]/, original);
        assert.equal(/[.。]$/.test(text), /\.$/.test(original), original);
        assert.equal(/[?？]$/.test(text), original.endsWith('?'), original);
        assert.equal(text.endsWith('…'), original.endsWith('…'), original);
      }
    });

    it('are put into the manifest as VS Code does it', () => {
      const { contributes, description } = readManifest(language);
      assert.equal(description, manifest['extension.description']);
      assert.equal(contributes.commands[0].title, manifest['command.scanForPython.title']);
      assert.doesNotMatch(JSON.stringify(contributes), /%[\w.]+%/);
    });
  });
}

function placeholders(text: string): string[] {
  return [...new Set(text.match(/\{\w+\}/g))].toSorted();
}

/** Targets of links, code, references to settings, character references and icons. */
function markup(text: string): string[] {
  return (text.match(/\]\([^)]*\)|`[^`]*`|&\w+;|\$\([\w~-]+\)|\*\*/g) ?? []).toSorted();
}

describe('the search for texts', () => {
  const found = (source: string) => textsOf(source).untranslated.map(({ text }) => text);

  for (const [what, source, expected] of [
    ['a sentence', "const a = 'No mention';", ['No mention']],
    ['a sentence in a template', `const a = \`line \${b}\`;`, ['line {}']],
    ['a piece of a sentence', "const a = b ? ' by proxy' : '';", [' by proxy']],
    ['a sentence in two pieces', "f('One, ' + 'two');", ['One, ']],
    ['a word on a button', "window.showInformationMessage(text, 'retry');", ['retry']],
    ['a word as a title', "const a = { command: 'a.b', title: 'go' };", ['go']],
    ['a word behind an arrow', "const a = { label: () => 'failed' };", ['failed']],
    ['a word that is assigned', "item.description = a ? 'gone' : text;", ['gone']],
    ['a capitalized word', "const OPEN = 'Open…';", ['Open…']],
    ['a failure', "failure('CODE', 'gone', 'the raw error');", ['gone']],
    ['an error that is shown', "throw new InvalidTermError('It is empty');", ['It is empty']],
    ['a piece put into a message', "l10n.t('Sent to {0}', a ? 'the host' : b);", ['the host']],
    ['text within tags', 'const a = `<p class="b c">Two words</p>`;', ['Two words']],
    ['an attribute that is read', 'const a = `<p aria-label="Two words" class="b c">`;', ['Two words']],
    ['a word behind an icon', "item.tooltip = '$(search) gone';", ['gone']],
    ['a class with types', "class A<T> { readonly a: string = 'No b' satisfies string; }", ['No b']],
  ] as const) {
    it(`finds ${what}`, () => assert.deepEqual(found(source), expected));
  }

  for (const [what, source] of [
    ['a message of l10n', "vscode.l10n.t('No mention'); l10n.t('Page {0}', a);"],
    ['a message with a comment', "l10n.t({ message: 'Stop it', comment: 'Of a scan' });"],
    ['tags', `const a = \`<p class="b c">\\\\n<em>\${d}</em></p>\`;`],
    ['an icon', `const a = \`$(sync~spin) \${b}\`;`],
    ['an error for the log', "new Error('no such thing');"],
    ['the log', `this.channel.info('The engine started'); log.warn(\`It ended with \${a}\`);`],
    ['names', "import a from 'a b'; const b = { 'c d': 'scanUrls.e', type: 'mentions' };"],
    ['a list of words', "const a = 'one two'.split(' ');"],
  ] as const) {
    it(`lets ${what} be`, () => assert.deepEqual(found(source), []));
  }

  it('sees a message that the export does not see', () => {
    const { unseen } = textsOf(`l10n.t(\`Page \${a}\`); l10n.t(a); l10n.t({ message: a, comment: b });`);
    assert.equal(unseen.length, 3);
  });

  it('says where', () => {
    assert.deepEqual(textsOf("type A = {\n  a: 1;\n};\nconst a = 'No b';").untranslated, [
      { text: 'No b', line: 4 },
    ]);
  });
});
