import type { Plan } from '../tenant/plans.ts';
import type { Group } from './group.ts';
import { simulate, type Simulation } from './simulation.ts';
import { loadingAll, scanning } from './simulatedWork.ts';

const plans: readonly Plan[] = ['free', 'essentials', 'enterprise'];
const cases = plans.flatMap((plan) => [
  ...[100_000, 2_000_000].map((organizations) => ({
    plan,
    name: `simulation.${plan}.${organizations}`,
    work: loadingAll(organizations),
  })),
  { plan, name: `scan.${plan}.5000`, work: scanning(5000) },
]);

/** Loading everything and asking each organization in virtual time, against simulated buckets of each plan, alone and beside the applications of a tenant. */
export const simulationGroup: Group = {
  metrics: cases.flatMap(({ plan, name }) => [
    { name: `${name}.ratio_to_limit`, unit: 'ratio', limit: 1.25 },
    { name: `${name}.refused`, unit: 'requests', limit: 0 },
    { name: `${name}.ratio_under_load`, unit: 'ratio', limit: isTiny(plan) ? 3.5 : 2 },
    { name: `${name}.refused_under_load`, unit: 'per 1000', limit: isTiny(plan) ? 16 : 5 },
  ]),
  async measure() {
    const values: Record<string, number> = {};
    for (const { plan, name, work } of cases) {
      const alone = await simulate(plan, work, false);
      const loaded = await simulate(plan, work, true);
      console.error(describe(name, alone, work.requests));
      console.error(describe(name, loaded, work.requests));
      values[`${name}.ratio_to_limit`] = alone.durationMs / alone.physicalMs;
      values[`${name}.refused`] = alone.refused;
      // The load takes half of what the limit allows.
      values[`${name}.ratio_under_load`] = loaded.durationMs / (2 * loaded.physicalMs);
      values[`${name}.refused_under_load`] = (loaded.refused / work.requests) * 1000;
    }
    return values;
  },
};

/**
 * A bucket of two requests says almost nothing about what others take. Whatever the waits, a client beside such a load is
 * either refused more often or slower: simulated with all pairs of waits, 5 refusals in 1,000 cost a factor of 3.5.
 */
function isTiny(plan: Plan): boolean {
  return plan === 'free';
}

function describe(name: string, { isLoaded, durationMs, physicalMs, refused }: Simulation, requests: number): string {
  const minutes = (ms: number) => `${(ms / 60_000).toFixed(1)} min`;
  const share = (physicalMs / durationMs) * 100;
  return [
    `  ${name}, ${isLoaded ? 'beside a load that takes half' : 'alone'}:`,
    `${minutes(durationMs)}, at the physical limit ${minutes(physicalMs)};`,
    `${share.toFixed(0)} % of the bucket used, ${refused} of ${requests + refused} requests refused`,
  ].join(' ');
}
