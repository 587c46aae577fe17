/* Loaded into the VS Code server: ends it and its extension hosts with the program that started it, however that ends.
   The extension hosts get this file too, and have a channel to the server that means something else. */
if (process.argv[1]?.endsWith('server-main.js')) {
  process.on('disconnect', () => {
    if (process.platform === 'win32') process.exit();
    process.kill(0, 'SIGKILL');
  });
}
