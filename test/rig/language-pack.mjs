// VS Code in another language, without a language pack from the marketplace.
import fs from 'node:fs';
import path from 'node:path';

/**
 * Lets VS Code know a language: its own texts stay English, those of extensions do not. To be called before it starts,
 * which `--locale` then tells to take it.
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
