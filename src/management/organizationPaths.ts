/** Where the organizations of a tenant are, below `/api/v2`. */
export const organizationsPath = '/organizations';

/** Where the organization with an ID is. */
export function pathById(id: string): string {
  return `${organizationsPath}/${encodeURIComponent(id)}`;
}

/** Where the organization with a name is. */
export function pathByName(name: string): string {
  return `${organizationsPath}/name/${encodeURIComponent(name)}`;
}
