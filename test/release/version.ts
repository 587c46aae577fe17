/** What the files of the project say about their version. */
export interface ReleaseState {
  /** The text of `CHANGELOG.md`. */
  readonly changelog: string;
  /** The version of `package.json`. */
  readonly version: string;
  /** The version of `package-lock.json`. */
  readonly lockedVersion: string;
  /** The tag that the release is made of, if it is made now. */
  readonly tag: string | undefined;
  /** The day, as in `2026-11-30`. */
  readonly today: string;
}

/** What keeps this state from being released, in sentences; nothing if it may be. */
export function releaseProblems({ changelog, version, lockedVersion, tag, today }: ReleaseState): readonly string[] {
  const problems: string[] = [];
  if (lockedVersion !== version) problems.push(`package-lock.json is of ${lockedVersion}, package.json of ${version}.`);
  if (tag === undefined) return problems;
  if (tag !== `v${version}`) problems.push(`The tag is ${tag}, and the version in package.json is ${version}.`);
  const date = sectionOf(changelog, version)?.date;
  if (date === undefined) problems.push(`CHANGELOG.md has no section "## [${version}] - YYYY-MM-DD".`);
  else if (date > today) problems.push(`CHANGELOG.md says that ${version} comes on ${date}, and today is ${today}.`);
  if (sectionOf(changelog, 'Unreleased')?.text) problems.push('CHANGELOG.md still has changes under "[Unreleased]".');
  if (!changelog.includes(`\n[${version}]: `)) problems.push(`CHANGELOG.md has no link for [${version}].`);
  return problems;
}

/** What the changelog says of this version, or of what is not released yet where it has no section of its own. */
export function releaseNotes(changelog: string, version: string): string {
  return (sectionOf(changelog, version) ?? sectionOf(changelog, 'Unreleased'))?.text ?? '';
}

interface Section {
  readonly date: string | undefined;
  readonly text: string;
}

function sectionOf(changelog: string, name: string): Section | undefined {
  const [, ...sections] = changelog.split(/^## /m);
  const section = sections.find((one) => one.startsWith(`[${name}]`));
  if (section === undefined) return undefined;
  const [heading = '', ...lines] = section.split('\n');
  const text = lines.filter((line) => !/^\[[^\]]+\]: /.test(line)).join('\n');
  return { date: / - (\d{4}-\d\d-\d\d)$/.exec(heading)?.[1], text: text.trim() };
}
