// Loaded into VS Code's server before anything else: ends the server and all it started when the process that started
// it is gone, even one that was killed and could not end anything. Its pipe to our stdin closes then.
if (process.argv[1]?.endsWith('server-main.js')) {
  process.stdin.on('close', () => process.kill(-process.pid, 'SIGKILL')).resume();
  process.stdin.unref?.();
}
