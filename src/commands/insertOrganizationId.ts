import { isOrganizationId } from '../management/organizationKeys.ts';
import { editorToWriteInto, insertText } from './insertText.ts';
import type { Services } from './services.ts';
import { organizationsIn } from './targets.ts';

/**
 * Writes organization IDs, one a line, at every cursor of the active editor, in place of what is selected.
 * @param argument an ID, an array of IDs, or what `organizationsIn` takes
 */
export async function insertOrganizationId(services: Services, argument?: unknown, selection?: unknown): Promise<void> {
  const editor = editorToWriteInto();
  const ids = editor ? await idsIn(services, argument, selection) : [];
  if (editor && ids.length > 0) {
    await insertText(editor, ids.join('\n'));
  }
}

async function idsIn(services: Services, argument: unknown, selection: unknown): Promise<readonly string[]> {
  const given = [argument].flat().filter((value) => typeof value === 'string' && isOrganizationId(value));
  return given.length > 0
    ? given.map(String)
    : (await organizationsIn(services, argument, selection)).map(({ id }) => id);
}
