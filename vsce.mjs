/* Packages the extension, so that the same commit gives the same bytes, wherever and whenever. */
import { createVSIX } from '@vscode/vsce';

const [packagePath = 'dist/organization-inspector.vsix'] = process.argv.slice(2);

// The time of all files in the archive, in place of their own: the first one that an archive can tell, in its time zone.
process.env.SOURCE_DATE_EPOCH = String(Date.UTC(1980, 0) / 1000);
process.env.TZ = 'UTC';

await createVSIX({ packagePath, dependencies: false });
