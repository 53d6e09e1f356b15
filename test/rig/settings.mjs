// The user's settings in VS Code.
import fs from 'node:fs';
import path from 'node:path';

/** Settings for a VS Code that only shows the folder, without animations and without network access. */
export const quietSettings = {
  'workbench.startupEditor': 'none',
  // `chat.disableAIFeatures` alone leaves the chat side bar open.
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'workbench.settings.enableNaturalLanguageSearch': false,
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'git.enabled': false,
  // The server scans for open ports all the time; the desktop does not.
  'remote.autoForwardPorts': false,
  'remote.autoForwardPortsSource': 'output',
  'workbench.reduceMotion': 'on',
  'workbench.colorTheme': 'Dark 2026',
};

/**
 * Writes the user's settings, which VS Code reads when it starts.
 * @param {string} userData the folder given to VS Code as --user-data-dir
 * @param {Record<string, unknown>} [settings] beside the quiet ones, or instead of them
 */
export function writeSettings(userData, settings = {}) {
  const folder = path.join(userData, 'User');
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(
    path.join(folder, 'settings.json'),
    JSON.stringify({ ...quietSettings, ...settings }, null, 2),
  );
}
