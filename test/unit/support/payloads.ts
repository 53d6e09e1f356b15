/** Known attacks by text in titles, pages, URLs and names, which make other programs run or show something. */

const ESC = '\u001b';

export const PAYLOADS: readonly string[] = [
  // Markdown and links of VS Code
  '[click](command:workbench.action.quit)',
  '[click](command:workbench.action.terminal.sendSequence?%7B%22text%22%3A%22id%5Cn%22%7D)',
  '[click](https://evil.example/ "title")',
  '[click](file:///etc/passwd)',
  '![](https://evil.example/beacon.png)',
  '![x][y]\n\n[y]: https://evil.example/beacon.png',
  '<https://evil.example/>',
  '<command:workbench.action.quit>',
  '`code` ```\nfence\n```',
  '~~~\nfence',
  '**bold** _italic_ ~~gone~~',
  '# Heading\n\n---',
  '| a | b |\n|---|---|\n| c | d |',
  '\\[x](command:workbench.action.quit)',
  '[[x]](command:workbench.action.quit)',
  '[x] (command:workbench.action.quit)',
  '[x](command:workbench.action.quit',
  // HTML
  '<img src=x onerror=alert(1)>',
  '<script>alert(1)</script>',
  '<svg/onload=alert(1)>',
  '<a href="command:workbench.action.quit">x</a>',
  '<iframe src="https://evil.example/"></iframe>',
  '"><script>alert(1)</script>',
  "' onmouseover='alert(1)",
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '<!-- --><style>*{display:none}</style>',
  'javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vscode://file/etc/passwd',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is a placeholder in settings of VS Code
  '${env:HOME} ${command:workbench.action.quit}',
  // Icons
  '$(bug)',
  '$(sync~spin) $(error)',
  '$$(bug)$(',
  '\\$(bug)',
  '$\u200b(bug)',
  // Direction, and what cannot be seen
  'a\u202egnp.exe',
  '\u2066\u202eevil\u2069',
  '\u200e\u200f\u061c',
  '\u202a\u202b\u202c\u202d',
  '\u2028\u2029\u0085',
  '\ufeffBOM',
  'a\u0000b',
  'a\u0007\u0008b',
  '\ud800 lone \udfff',
  'a\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308\u0309',
  // Terminals
  `${ESC}[31mred${ESC}[0m`,
  `${ESC}[2J${ESC}[H`,
  `${ESC}]0;title\u0007`,
  `${ESC}]8;;https://evil.example/\u0007link${ESC}]8;;\u0007`,
  `${ESC}]52;c;ZXZpbA==\u0007`,
  `${ESC}Pq#0${ESC}\\`,
  '\u009b31mred',
  '\u009d0;title\u009c',
  'a\rb',
  'a\u0008\u0008\u0008b',
  // Lines and formulas
  'a\nurls.txt:1: https://good.example/: fine (OK)',
  'a\r\n\r\nSet-Cookie: evil=1',
  '=HYPERLINK("https://evil.example/","x")',
  "=cmd|' /C calc'!A0",
  '+1+1',
  '@SUM(1)',
  '\t=1+1',
  '-2+3',
  '＝1+1',
  '%0d%0aSet-Cookie:evil=1',
  '{"a":1}',
  `'; DROP TABLE urls; --`,
  '../../../../etc/passwd',
  '\\\\evil.example\\share',
  'x'.repeat(5_000),
];

/** Characters that must never be shown: controls, bidirectional controls, separators, lone surrogates. */
export const FORBIDDEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it matches control characters
  /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** Text that VS Code turns into an icon or a link: https://github.com/microsoft/vscode/blob/main/src/vs/base/common/linkedText.ts */
export const RENDERED =
  /\$\((?:[\w-]+~)?[\w-]+\)|\[[^\]]+\]\((?:https?:\/\/|command:|file:)[^)\s]+(?: (["']).+?\1)?\)/i;

/** A payload on one line. */
export function onOneLine(payload: string): string {
  return payload.replace(/[\r\n]+/g, ' ');
}

/** The payload in the path of a URL, as in a list written by hand. */
export function inPath(origin: string, index: number, payload: string): string {
  return `${origin}/${index}?q=${onOneLine(payload).replace(/\s/gu, '+')}`;
}
