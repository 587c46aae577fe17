const { Disposable, EventEmitter, FileSystemError, FileType, workspace } = require('vscode');

const files = { '.env': 'AUTH0_DOMAIN=from-memory.eu.auth0.com\n' };

/** Registers a file system of one folder, which nothing can change. */
exports.activate = ({ subscriptions }) => {
  const refuse = (uri) => {
    throw FileSystemError.NoPermissions(uri);
  };
  const content = (uri) => {
    const text = files[uri.path.slice('/sample/'.length)];
    if (text === undefined) throw FileSystemError.FileNotFound(uri);
    return new TextEncoder().encode(text);
  };
  const provider = {
    onDidChangeFile: new EventEmitter().event,
    watch: () => new Disposable(() => undefined),
    stat: (uri) =>
      uri.path === '/sample'
        ? { type: FileType.Directory, ctime: 0, mtime: 0, size: 0 }
        : { type: FileType.File, ctime: 0, mtime: 0, size: content(uri).byteLength },
    readDirectory: () => Object.keys(files).map((name) => [name, FileType.File]),
    readFile: content,
    createDirectory: refuse,
    writeFile: refuse,
    delete: refuse,
    rename: refuse,
  };
  subscriptions.push(workspace.registerFileSystemProvider('memory', provider, { isReadonly: true }));
};
