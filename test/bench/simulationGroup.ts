import type { Plan } from '../tenant/plans.ts';
import type { Group } from './group.ts';
import { explaining } from './simulatedExplanation.ts';
import { exporting, loadingAll, savingSnapshot, scanning } from './simulatedWork.ts';
import { simulate, type Simulation } from './simulation.ts';

const plans: readonly Plan[] = ['free', 'essentials', 'enterprise', 'enterpriseNonProduction'];
const works = {
  loadAll: loadingAll(100_000),
  scan: scanning(5000),
  export: exporting(500),
  snapshot: savingSnapshot(500),
  explain: explaining(),
};
const cases = plans.flatMap((plan) =>
  Object.entries(works).map(([name, work]) => ({ plan, name: `simulation.${plan}.${name}`, work })),
);

/**
 * What people start, in virtual time against simulated buckets of each plan, alone and beside the applications of a
 * tenant. Each has a line of its own on stderr, with the times and the reserve, which have no limit beside a load.
 */
export const simulationGroup: Group = {
  metrics: cases.flatMap(({ plan, name, work: { priority } }) => [
    { name: `${name}.refused`, unit: 'per 1000', limit: 0 },
    { name: `${name}.ratio_to_announced`, unit: 'ratio', limit: 1.5 },
    { name: `${name}.below_reserve`, unit: 'answers', limit: 0 },
    { name: `${name}.refused_under_load`, unit: 'per 1000', limit: plan === 'free' ? 16 : 5 },
    ...(priority === 'person'
      ? [{ name: `${name}.given_up_under_load`, unit: 'requests', limit: 0 }]
      : [
          { name: `${name}.ratio_to_limit`, unit: 'ratio', limit: 1.25 },
          // A bucket of two requests says almost nothing about what others take.
          { name: `${name}.ratio_under_load`, unit: 'ratio', limit: plan === 'free' ? 3.5 : 2 },
        ]),
  ]),
  async measure() {
    const values: Record<string, number> = {};
    for (const { plan, name, work } of cases) {
      const alone = await simulate(plan, work, false);
      const loaded = await simulate(plan, work, true);
      console.error(describe(name, alone));
      console.error(describe(name, loaded));
      values[`${name}.refused`] = (alone.refused / alone.requests) * 1000;
      values[`${name}.below_reserve`] = alone.belowReserve;
      values[`${name}.ratio_to_announced`] = ratio(alone.durationMs, alone.announcedMs);
      values[`${name}.ratio_to_limit`] = alone.durationMs / alone.physicalMs;
      // The load takes half of what the limit allows.
      values[`${name}.ratio_under_load`] = loaded.durationMs / (2 * loaded.physicalMs);
      values[`${name}.refused_under_load`] = (loaded.refused / loaded.requests) * 1000;
      values[`${name}.given_up_under_load`] = loaded.givenUp;
    }
    return values;
  },
};

/** How far two times are apart, whichever is longer. A person sees no difference of two seconds. */
function ratio(first: number, second: number): number {
  const [short, long] = first < second ? [first, second] : [second, first];
  return long - short <= 2000 ? 1 : long / short;
}

function describe(name: string, simulation: Simulation): string {
  const { isLoaded, announcedMs, durationMs, physicalMs, refused, requests, belowReserve, givenUp } = simulation;
  const minutes = (ms: number) => (ms < 60_000 ? `${(ms / 1000).toFixed(2)} s` : `${(ms / 60_000).toFixed(2)} min`);
  return [
    `  ${name.padEnd(48)} ${isLoaded ? 'beside a load' : 'alone        '}`,
    `${String(refused).padStart(5)} of ${requests + refused} refused, ${belowReserve} below the reserve, ${givenUp} given up,`,
    `announced ${minutes(announcedMs)}, took ${minutes(durationMs)}, at the physical limit ${minutes(physicalMs)}`,
  ].join(' ');
}
