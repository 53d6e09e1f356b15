/** Builds the elements of a webview. Text is always set as text; nothing here parses HTML. */

interface Properties {
  readonly class?: string;
  readonly text?: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly onClick?: () => void;
}

/** Creates an element with its properties and children. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  { attributes = {}, class: name, onClick, text }: Properties = {},
  children: readonly (Node | string)[] = [],
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  if (name) made.className = name;
  if (text !== undefined) made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (onClick) made.addEventListener('click', onClick);
  made.append(...children);
  return made;
}

/** A table with a header row. The first cell of each row is its header. */
export function table(
  caption: string,
  head: readonly (string | Node)[],
  rows: readonly (readonly (string | Node)[])[],
): HTMLTableElement {
  return element('table', {}, [
    element('caption', { text: caption }),
    element('thead', {}, [
      element(
        'tr',
        {},
        head.map(cell => element('th', { attributes: { scope: 'col' } }, [cell])),
      ),
    ]),
    element(
      'tbody',
      {},
      rows.map(cells =>
        element(
          'tr',
          {},
          cells.map((cell, index) =>
            element(index ? 'td' : 'th', index ? {} : { attributes: { scope: 'row' } }, [cell]),
          ),
        ),
      ),
    ),
  ]);
}

/** The first colour that the theme defines. @param names of VS Code's variables, without `--vscode-` */
export function themeColour(...names: readonly string[]): string {
  const style = getComputedStyle(document.body);
  for (const name of names) {
    const value = style.getPropertyValue(`--vscode-${name}`).trim();
    if (value) return value;
  }
  return '';
}

/** Calls back when the theme changes. VS Code then changes the class of the body. */
export function onThemeChange(call: () => void): void {
  new MutationObserver(call).observe(document.body, { attributes: true, attributeFilter: ['class'] });
}
