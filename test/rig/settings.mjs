// The settings of the person at the keyboard.
import fs from 'node:fs';
import path from 'node:path';

/** VS Code with nothing on the screen but the folder, nothing moving, and no look-ups on the network. */
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
  // On a desktop nobody looks for ports; the server that stands in for one would do it all the time.
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
