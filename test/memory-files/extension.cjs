const { Disposable, EventEmitter, FileSystemError, FileType, workspace } = require('vscode');

const folders = {
  '/sample': ['.env', '.vscode'],
  '/sample/.vscode': ['settings.json'],
};
const files = {
  '/sample/.env': 'AUTH0_DOMAIN=from-memory.eu.auth0.com\n',
  '/sample/.vscode/settings.json': '{ "organizationInspector.rateLimitReserve": 0 }\n',
};

/** Registers a file system of one folder, which nothing can change. */
exports.activate = ({ subscriptions }) => {
  const refuse = (uri) => {
    throw FileSystemError.NoPermissions(uri);
  };
  const found = (entries, uri) => {
    if (!Object.hasOwn(entries, uri.path)) throw FileSystemError.FileNotFound(uri);
    return entries[uri.path];
  };
  const typeOf = (path) => (Object.hasOwn(folders, path) ? FileType.Directory : FileType.File);
  const content = (uri) => new TextEncoder().encode(found(files, uri));
  const provider = {
    onDidChangeFile: new EventEmitter().event,
    watch: () => new Disposable(() => undefined),
    stat: (uri) => {
      const type = typeOf(uri.path);
      return { type, ctime: 0, mtime: 0, size: type === FileType.File ? content(uri).byteLength : 0 };
    },
    readDirectory: (uri) => found(folders, uri).map((name) => [name, typeOf(`${uri.path}/${name}`)]),
    readFile: content,
    createDirectory: refuse,
    writeFile: refuse,
    delete: refuse,
    rename: refuse,
  };
  subscriptions.push(workspace.registerFileSystemProvider('memory', provider, { isReadonly: true }));
};
