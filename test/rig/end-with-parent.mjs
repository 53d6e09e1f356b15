// Loaded into VS Code's server before anything else. Ends the server and its children when the parent process is gone,
// even if the parent was killed: the pipe to our stdin closes then.
if (process.argv[1]?.endsWith('server-main.js')) {
  process.stdin.on('close', () => process.kill(-process.pid, 'SIGKILL')).resume();
  process.stdin.unref?.();
}
