/* Who is a member where, by numbers, so that nobody has to make up all organizations to find those of one user. */

/** How many members the fourth organization has. */
const large = 12_000;
export const firstOfLarge = 1000;
export const membersOfLarge = large - 1;

const firstOfOthers = 20_000;
const mostOfOthers = 8;

/** Members of several organizations, such as consultants, whose numbers are those of their places here. */
const shared: readonly ((organization: number) => boolean)[] = [
  (organization) => organization > 0,
  (organization) => organization % 3 === 1,
  (organization) => organization % 10 === 1,
  (organization) => organization === 0 || organization === 1 || organization === 4,
];

/** The numbers of the members of this organization, which is given by its place in the order of creation. */
export function sampleMembers(organization: number): readonly number[] {
  if (organization === 2) {
    return [];
  }
  const { first, count } = ownMembers(organization);
  const visitors = shared.flatMap((belongs, person) => (belongs(organization) ? [person] : []));
  return [...visitors, ...Array.from({ length: count }, (_, place) => first + place)];
}

/** The same for one person. */
export function isSampleMember(organization: number, person: number): boolean {
  if (organization === 2) {
    return false;
  }
  const { first, count } = ownMembers(organization);
  return shared[person]?.(organization) ?? (person >= first && person < first + count);
}

/** Members of this organization alone. */
function ownMembers(organization: number): { readonly first: number; readonly count: number } {
  switch (organization) {
    case 0:
      return { first: 10, count: 2 };
    case 1:
      return { first: 20, count: 36 };
    case 3:
      return { first: firstOfLarge, count: membersOfLarge };
    default:
      return { first: firstOfOthers + organization * mostOfOthers, count: 1 + (organization % mostOfOthers) };
  }
}
