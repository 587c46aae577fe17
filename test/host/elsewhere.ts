/* Which host tests also run in VS Code 1.96 and in VS Code for the Web each time, and not only at night. */
import { basename } from 'node:path';

/** What has differed between versions of VS Code: activation, quick picks, trees, decorations, pastes, links, documents, tools. */
export const acrossVersions: readonly string[] = [
  'activation',
  'documents',
  'editorCompletion',
  'editorIds',
  'explainAccessTool',
  'exportQuestions',
  'find',
  'links',
  'lookUpAllIds',
  'markdownPreview',
  'pasteEdits',
  'rowMarks',
  'searchPick',
  'settings',
  'skill',
  'tenantRows',
  'terminalLinks',
  'toolInputs',
  'tools',
  'treeRows',
  'unreadableDocuments',
  'userFailures',
];

/** What differs between Node.js and a browser: requests, their errors, secrets, documents, and the files that are written. */
export const acrossHosts: readonly string[] = [
  'activation',
  'cors',
  'documents',
  'exportElsewhere',
  'failureMessages',
  'find',
  'secrets',
  'secretsAcrossWindows',
  'sectionFailures',
  'snapshots',
  'tools',
  'unreadableDocuments',
  'userFailures',
];

/** Whether a file of host tests is of what differs between versions of VS Code. */
export function versionDependent(file: string): boolean {
  return acrossVersions.includes(basename(file, '.test.ts'));
}

/** Whether a file of host tests is of what differs between Node.js and a browser. */
export function browserDependent(file: string): boolean {
  return acrossHosts.includes(basename(file, '.test.ts'));
}
