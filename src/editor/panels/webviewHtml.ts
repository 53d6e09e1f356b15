/** The page of a webview: a script and a style of this extension, and nothing else, from nowhere else. */

export interface WebviewPage {
  /** What VS Code serves the extension's files from. */
  readonly cspSource: string;
  /** Unguessable, of this page alone. */
  readonly nonce: string;
  readonly script: string;
  readonly style: string;
  readonly title: string;
  readonly language: string;
  /** The words that the script needs. */
  readonly texts: Readonly<Record<string, string>>;
}

/**
 * Neither inline scripts nor styles, no images, fonts, frames, forms or connections. The script may still set styles of
 * elements, which is not what the policy is about (CSP level 3, section 8.2).
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
