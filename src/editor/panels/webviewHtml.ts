/** The HTML page of a webview. It loads one script and one style sheet of this extension, and nothing else. */

export interface WebviewPage {
  /** Source from which VS Code serves the extension's files, for the Content Security Policy. */
  readonly cspSource: string;
  /** Random, used for this page only. */
  readonly nonce: string;
  readonly script: string;
  readonly style: string;
  readonly title: string;
  readonly language: string;
  /** Translated texts for the script. */
  readonly texts: Readonly<Record<string, string>>;
}

/**
 * A policy without inline scripts, inline styles, images, fonts, frames, forms and connections. The script can still
 * set styles of elements, which such a policy does not restrict (CSP level 3, section 8.2).
 */
export function contentSecurityPolicy({
  cspSource,
  nonce,
}: Pick<WebviewPage, 'cspSource' | 'nonce'>): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${cspSource}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

export function webviewHtml(page: WebviewPage): string {
  const { language, nonce, script, style, texts, title } = page;
  return `<!DOCTYPE html>
<html lang="${escaped(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escaped(contentSecurityPolicy(page))}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${escaped(style)}">
<title>${escaped(title)}</title>
</head>
<body data-texts="${escaped(JSON.stringify(texts))}">
<script nonce="${escaped(nonce)}" src="${escaped(script)}"></script>
</body>
</html>
`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`);
}
