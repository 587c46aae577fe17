import assert from 'node:assert/strict';
import { basename, posix } from 'node:path';
import { removeFolder, temporaryFolder } from '../vscode/folders.ts';

describe('A temporary folder', () => {
  it('leaves a socket of VS Code the characters that macOS allows', async () => {
    const folder = await temporaryFolder();
    await removeFolder(folder);
    const ofMacOs = '/private/var/folders/zz/zyxvpxvq6csfxvn_n0000000000000/T';
    const socket = posix.join(ofMacOs, basename(folder), 'user', '1.139-main.sock');
    assert.ok(socket.length <= 103, `${socket} has ${socket.length} characters`);
  });
});
