import { isUserId } from '../users/usersClient.ts';

/** The first part of the paths of explanations, and their file name. No section has this name. */
export const access = 'access';

/** The parts of paths and queries before the IDs of applications and of users. No ID of an organization equals them. */
export const applicationsName = 'clients';
export const usersName = 'users';

/** The application and the user that an explanation is about. */
export interface ExplainedLogin {
  readonly clientId?: string;
  readonly userId?: string;
}

/** The path of an explanation in the address of its organization, such as `['access', 'users', 'auth0|1']`. */
export function explanationPath({ clientId, userId }: ExplainedLogin): readonly string[] {
  const application = clientId === undefined ? [] : [applicationsName, clientId];
  const user = userId === undefined ? [] : [usersName, userId];
  return [access, ...application, ...user];
}

/** The login of an explanation's path, `undefined` for a path that `explanationPath` does not create. */
export function loginInPath(path: readonly string[]): ExplainedLogin | undefined {
  const [, kind, id] = path;
  const clientId = kind === applicationsName ? id : undefined;
  const [lastKind, lastId] = path.slice(clientId === undefined ? 1 : 3);
  const userId = lastKind === usersName ? lastId : undefined;
  const login = { ...(clientId !== undefined && { clientId }), ...(userId !== undefined && { userId }) };
  const isSame = explanationPath(login).join('\0') === path.join('\0');
  const areIds = (clientId === undefined || isClientId(clientId)) && (userId === undefined || isUserId(userId));
  return isSame && areIds ? login : undefined;
}

/** Whether the text can be the client ID of an application. */
export function isClientId(text: string): boolean {
  return /^[\w-]+$/.test(text);
}
