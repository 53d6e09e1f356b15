/** A person at the workbench: what they open, press, click and see. */

import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from '../rig/temporary.mjs';
import type { Locator, Page } from '../rig/vscode/playwright.mjs';
import { openWorkbench } from '../rig/workbench.mjs';

/** In ms. After that the Command Palette does not open, or does not list a command, any more. */
const PALETTE = 8_000;

export class Person {
  readonly page: Page;
  readonly #close: () => Promise<void>;

  /**
   * Sits down at VS Code with the packaged extension installed.
   * @param files of the folder that is open, by name
   * @param settings of the user
   * @param trust whether VS Code asks for trust in the folder, which it does not give by itself
   * @param language as in `vscode.env.language`; English unless said
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
    // The menus of an extension are there as soon as its view is.
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

  /** The editor that was used last. */
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

  /** VS Code's modal dialog, or the extension's. */
  get dialog(): Locator {
    return this.page.locator('.monaco-dialog-box');
  }

  /** Where a command asks for something. */
  get question(): Locator {
    return this.page.locator('.quick-input-widget');
  }

  /** A row of the results, by the start of its text. */
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
    await (await this.finds(title)).click();
  }

  /**
   * Opens the Command Palette and looks for a command. The palette of a busy workbench may close again, with what was
   * typed in it, when something else takes the focus: it is opened once more then.
   * @param title what is typed
   * @param shown what the palette calls the command
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

  /** Clears the results, if there are any: a command that cannot run is not in the Command Palette. */
  async clears(): Promise<void> {
    await this.runs('Scan URLs: Focus on Scan URLs View');
    const button = this.page.getByRole('button', { name: 'Clear Results' });
    const welcome = this.page.getByText('Which of the pages on a list mention a word');
    await button.or(welcome).first().waitFor();
    if (await button.isVisible()) await button.click();
    await welcome.waitFor();
  }

  /** Takes the file that VS Code's dialog proposes. */
  async savesAs(proposal: RegExp): Promise<void> {
    const value = "document.querySelector('.quick-input-widget input.input').value";
    await this.page.waitForFunction(`${proposal}.test(${value})`);
    await this.page.locator('.quick-input-widget input.input').press('Enter');
  }

  /** What the open Command Palette offers. */
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
   * Takes an entry of the context menu. By the keyboard, since a menu that has just opened takes no clicks for a tenth
   * of a second, lest the click that opened it hits an entry.
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
