/** Drives VS Code's workbench as a person does: opens files, presses keys, clicks, and finds what is visible. */

import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from '../rig/temporary.mjs';
import type { Locator, Page } from '../rig/vscode/playwright.mjs';
import { openWorkbench } from '../rig/workbench.mjs';

/** In ms. Longer waits for the Command Palette or one of its commands are useless: it has closed. */
const PALETTE = 8_000;

export class Person {
  readonly page: Page;
  readonly #close: () => Promise<void>;

  /**
   * Starts VS Code with the packaged extension.
   * @param files contents of the files in the open folder, by name
   * @param settings user settings
   * @param trust whether workspace trust is on; the folder is untrusted then until the person trusts it
   * @param language as in `vscode.env.language`; English if absent
   */
  static async sitsDown(
    files: Readonly<Record<string, string>>,
    settings: Record<string, unknown> = {},
    trust = false,
    language?: string,
  ): Promise<Person> {
    const { VSIX } = process.env;
    if (!VSIX) throw new Error('VSIX must name the packaged extension; `npm test -- user` does that');
    const temporary = temporaryFolder('lists');
    const folder = path.join(temporary.path, 'lists');
    mkdirSync(folder);
    for (const [name, text] of Object.entries(files)) {
      const file = path.join(folder, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
    const workbench = await openWorkbench({
      folder,
      extensions: [path.resolve(VSIX)],
      settings,
      trust,
      ...(language ? { language } : {}),
    });
    const person = new Person(workbench.page, async () => {
      await workbench.close();
      temporary.remove();
    });
    // VS Code adds the menus of an extension together with its view.
    await person.activityBar.waitFor();
    return person;
  }

  private constructor(page: Page, close: () => Promise<void>) {
    this.page = page;
    this.#close = close;
  }

  leaves(): Promise<void> {
    return this.#close();
  }

  /** The extension's item in the status bar. */
  get statusBar(): Locator {
    return this.page.locator('[id="scan-urls.scan-urls.scanUrls.status"]');
  }

  get tree(): Locator {
    return this.page.getByRole('tree', { name: 'Scan URLs' });
  }

  get problems(): Locator {
    return this.page.locator('.markers-panel').getByRole('treeitem');
  }

  /** The editor group that was used last. */
  get editor(): Locator {
    return this.page.locator('.editor-group-container.active');
  }

  get activityBar(): Locator {
    return this.page.locator('.activitybar').getByRole('tab', { name: /^Scan URLs/ });
  }

  file(name: string): Locator {
    return this.page.locator('.explorer-folders-view').getByRole('treeitem', { name, exact: true });
  }

  tab(name: string | RegExp): Locator {
    return this.page.locator('.editor-group-container .tab').filter({ hasText: name });
  }

  notification(text: string): Locator {
    return this.page.locator('.notifications-toasts .notification-toast').filter({ hasText: text });
  }

  /** The open modal dialog, of VS Code or of the extension. */
  get dialog(): Locator {
    return this.page.locator('.monaco-dialog-box');
  }

  /** The input box or list in which a command asks for something. */
  get question(): Locator {
    return this.page.locator('.quick-input-widget');
  }

  /** A row of the results view, by a part of its text. */
  row(text: string | RegExp): Locator {
    return this.tree.getByRole('treeitem').filter({ hasText: text });
  }

  async opens(name: string): Promise<void> {
    await this.file(name).dblclick();
    await this.tab(name).waitFor();
    await this.editor.locator('.view-lines').waitFor();
  }

  /** Runs a command from the Command Palette, by its full title. */
  async runs(title: string): Promise<void> {
    for (let tries = 1; ; tries++) {
      const command = await this.finds(title);
      try {
        await command.click({ timeout: PALETTE });
        return;
      } catch (error) {
        // The palette may also close between the two.
        if (tries === 4) throw error;
        await this.page.keyboard.press('Escape');
      }
    }
  }

  /**
   * Opens the Command Palette and finds a command. In a busy workbench, the palette closes when something else takes the
   * focus, and the typed text is lost: it is opened again then.
   * @param title the text to type
   * @param shown the title of the command in the palette
   */
  async finds(title: string, shown = title): Promise<Locator> {
    const command = this.palette.filter({ hasText: shown }).first();
    for (let tries = 1; ; tries++) {
      try {
        await this.page.keyboard.press('F1');
        await this.question.locator('input.input').fill(`>${title}`, { timeout: PALETTE });
        await command.waitFor({ timeout: PALETTE });
        return command;
      } catch (error) {
        if (tries === 4) throw error;
        await this.page.keyboard.press('Escape');
      }
    }
  }

  /** Clears the results if there are any. Without results, the Command Palette does not have the command. */
  async clears(): Promise<void> {
    await this.runs('Scan URLs: Focus on Scan URLs View');
    const button = this.page.getByRole('button', { name: 'Clear Results' });
    const welcome = this.page.getByText('Which of the pages on a list mention a word');
    await button.or(welcome).first().waitFor();
    if (await button.isVisible()) await button.click();
    await welcome.waitFor();
  }

  /** Accepts the file that VS Code's dialog proposes. */
  async savesAs(proposal: RegExp): Promise<void> {
    const value = "document.querySelector('.quick-input-widget input.input').value";
    await this.page.waitForFunction(`${proposal}.test(${value})`);
    await this.page.locator('.quick-input-widget input.input').press('Enter');
  }

  /** The entries of the open Command Palette. */
  get palette(): Locator {
    return this.page.locator('.quick-input-list .monaco-list-row');
  }

  /** Opens a context menu and returns its entries. */
  async rightClicks(target: Locator): Promise<Locator> {
    await target.click({ button: 'right' });
    const menu = this.page.locator('.monaco-menu');
    await menu.waitFor();
    return menu.getByRole('menuitem');
  }

  /**
   * Chooses an entry of the context menu by the keyboard. A menu ignores clicks for 0.1 s after it has opened, so that
   * the click that opened it does not hit an entry.
   */
  async chooses(entries: Locator, text: string): Promise<void> {
    const entry = entries.filter({ hasText: text });
    await entry.hover();
    await entry.press('Enter');
  }

  async unfolds(row: Locator): Promise<void> {
    await row.locator('.monaco-tl-twistie').click();
  }

  async showsProblems(): Promise<void> {
    await this.page.keyboard.press('Control+Shift+M');
    await this.page.locator('.markers-panel').waitFor();
  }
}
