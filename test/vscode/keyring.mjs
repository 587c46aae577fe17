/* Loaded into the VS Code server: gives its windows a keyring. The workbench encrypts the secrets in its local storage
   with a key half of which it asks its server for, and this server has none. With it a reloaded page has its secrets,
   as a reloaded desktop window does. */
import { randomBytes } from 'node:crypto';
import { Server } from 'node:http';

if (process.argv[1]?.endsWith('server-main.js')) {
  const key = randomBytes(32);
  const { emit } = Server.prototype;
  Server.prototype.emit = function (event, request, response, ...more) {
    if (event === 'request' && /^[^?]*\/mint-key$/.test(request.url)) {
      response.setHeader('content-type', 'application/octet-stream').end(key);
      return true;
    }
    return emit.call(this, event, request, response, ...more);
  };
}
