import type { Cursors } from '../cursors.ts';
import { badPath, failure } from '../failures.ts';
import { checkpointPage, type unboundedCheckpointRules } from '../paging.ts';
import type { Query } from '../queryValidation.ts';
import type { ApiRequest } from '../route.ts';
import type { Contents } from './contents.ts';
import type { Inside } from './inside.ts';

/** Refuses what the endpoint takes for too long in its path. */
export function checkLength(request: ApiRequest, parameter: string, description: string, maximum = 50): void {
  const { length } = request.path[parameter] ?? '';
  if (length > maximum) {
    throw badPath(
      `'String is too long (${length} chars), maximum ${maximum}' on property ${parameter} (${description})`,
    );
  }
}

/**
 * What is inside the organization in the path.
 * @throws ApiFailure with this message if there is no such organization
 */
export function findInside(contents: Contents, id: string | undefined, message: string): Inside {
  const inside = contents.of(id ?? '');
  if (!inside) {
    throw failure(404, message);
  }
  return inside;
}

/** The number of the user with this ID. */
export function findPerson(contents: Contents, userId: string | undefined): number {
  const person = contents.people.find(userId ?? '');
  if (person === undefined) {
    throw failure(404, 'The user does not exist.', { errorCode: 'inexistent_user' });
  }
  return person;
}

/** A page of things inside an organization as it is sent. They stand in the order of creation. */
export function checkpointAnswer<T>(
  key: string,
  { entry }: Inside,
  all: readonly T[],
  idOf: (one: T) => string,
  query: Query<typeof unboundedCheckpointRules>,
  cursors: Cursors<number>,
): object {
  const dated = all.map((one, index) => ({ createdAt: entry.createdAt + 1 + index, one }));
  const { items, ...next } = checkpointPage(dated, query, { cursors, idOf: ({ one }) => idOf(one) });
  return { [key]: items.map(({ one }) => one), ...next };
}
