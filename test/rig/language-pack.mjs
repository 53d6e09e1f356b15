// VS Code in another language, without a language pack from the marketplace.
import fs from 'node:fs';
import path from 'node:path';

/**
 * Registers a language with VS Code. Extensions use it; VS Code's own texts stay English. Must be called before VS Code
 * starts with `--locale`.
 * @param {string} userData the folder given to VS Code as --user-data-dir
 * @param {string} language as in `vscode.env.language`
 */
export function addLanguage(userData, language) {
  const folder = path.join(userData, 'language-packs');
  fs.mkdirSync(folder, { recursive: true });
  // What an installed language pack leaves there (NativeLanguagePackService): a file of translations, here of none.
  const translations = path.join(folder, `${language}.i18n.json`);
  fs.writeFileSync(translations, JSON.stringify({ version: '1.0.0', contents: {} }));
  const extension = { extensionIdentifier: { id: `test.${language}` }, version: '1.0.0' };
  const pack = {
    hash: language,
    label: language,
    extensions: [extension],
    translations: { vscode: translations },
  };
  fs.writeFileSync(path.join(userData, 'languagepacks.json'), JSON.stringify({ [language]: pack }));
}
