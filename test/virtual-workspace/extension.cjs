const { Disposable, EventEmitter, FileChangeType, FileSystemError, FileType, workspace } = require('vscode');

const folder = '/sample';
const sample = {
  '/sample/.env': 'AUTH0_DOMAIN=from-memory.eu.auth0.com\n',
  '/sample/.vscode/settings.json': '{ "organizationInspector.rateLimitReserve": 0 }\n',
};

/** Registers a file system of one folder that begins anew with each window. */
exports.activate = ({ subscriptions }) => {
  const files = new Map(Object.entries(sample).map(([path, text]) => [path, new TextEncoder().encode(text)]));
  const changes = new EventEmitter();
  /** The first parts of the paths in a folder, which is there as long as there is something in it. */
  const namesIn = ({ path }) =>
    new Set(
      [...files.keys()]
        .filter((key) => key.startsWith(`${path}/`))
        .map((key) => key.slice(path.length + 1).split('/')[0]),
    );
  const typeOf = (path) => (files.has(path) ? FileType.File : FileType.Directory);
  const refuse = (uri) => {
    throw FileSystemError.NoPermissions(uri);
  };
  const provider = {
    onDidChangeFile: changes.event,
    watch: () => new Disposable(() => undefined),
    stat: (uri) => {
      const isThere = files.has(uri.path) || uri.path === folder || namesIn(uri).size > 0;
      if (!isThere) throw FileSystemError.FileNotFound(uri);
      return { type: typeOf(uri.path), ctime: 0, mtime: 0, size: files.get(uri.path)?.byteLength ?? 0 };
    },
    readDirectory: (uri) => [...namesIn(uri)].map((name) => [name, typeOf(`${uri.path}/${name}`)]),
    readFile: (uri) => {
      const content = files.get(uri.path);
      if (!content) throw FileSystemError.FileNotFound(uri);
      return content;
    },
    writeFile: (uri, content) => {
      const type = files.has(uri.path) ? FileChangeType.Changed : FileChangeType.Created;
      files.set(uri.path, content);
      changes.fire([{ type, uri }]);
    },
    createDirectory: () => undefined,
    delete: (uri) => {
      files.delete(uri.path);
      changes.fire([{ type: FileChangeType.Deleted, uri }]);
    },
    rename: refuse,
  };
  subscriptions.push(workspace.registerFileSystemProvider('memory', provider));
};
