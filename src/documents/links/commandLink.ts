/** The address that runs one of our commands with arguments, fit for Markdown as well, where a bracket would end it. */
export function commandLink(name: string, ...given: readonly unknown[]): string {
  const query = encodeURIComponent(JSON.stringify(given)).replaceAll('(', '%28').replaceAll(')', '%29');
  return `command:organizationInspector.${name}?${query}`;
}
