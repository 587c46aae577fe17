import { auditedSameness } from './auditedSameness.ts';
import { auditing } from './auditing.ts';
import type { SeededCase } from './content.ts';
import { differences } from './differences.ts';
import { furtherDifferences } from './furtherDifferences.ts';
import { furtherSameness } from './furtherSameness.ts';
import { independent } from './independent.ts';
import { independentSameness } from './independentSameness.ts';
import { ownApis } from './ownApis.ts';
import { reviewedSameness } from './reviewedSameness.ts';
import { reviewing } from './reviewing.ts';
import { sameness } from './sameness.ts';

const audited = [...auditing, ...auditedSameness, ...reviewing, ...reviewedSameness];
const further = [...furtherDifferences, ...furtherSameness];

/** All cases; their names tell them apart. */
export const allCases: readonly SeededCase[] = [
  ...[...differences, ...sameness, ...audited],
  ...[...independent, ...independentSameness, ...further, ...ownApis],
];

/** The cases that are about these tenants. */
export function casesOf(...pairs: readonly SeededCase['pair'][]): readonly SeededCase[] {
  return allCases.filter(({ pair }) => pairs.includes(pair));
}
