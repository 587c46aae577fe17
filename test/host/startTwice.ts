import { until } from '../patience.ts';
import type { Fault } from '../tenant/faults.ts';
import { countNotifications } from './find/scanSteps.ts';
import { type HostTenant, requestsOf } from './tenants.ts';

/**
 * Starts long work a second time while the tenant holds one of its answers, which it gives once the second start has
 * joined the first one: the second start shows the progress again.
 * @param held which answer is held
 * @param again the second start, the same as the first one when left out
 * @returns what both have given
 */
export async function startTwice<T>(
  tenant: HostTenant,
  held: Pick<Fault, 'answer'> & { readonly match: string },
  start: () => Thenable<T>,
  again = start,
): Promise<readonly [first: T, second: T]> {
  await tenant.inject({ ...held, times: 1, hold: true });
  const notifications = countNotifications();
  try {
    const first = start();
    const isHeld = async () => (await requestsOf(tenant)).some((request) => new RegExp(held.match).test(request));
    await until(async () => notifications.count() > 0 && (await isHeld()));
    const before = notifications.count();
    const second = again();
    await until(() => notifications.count() > before);
    await tenant.clearFaults();
    return [await first, await second];
  } finally {
    notifications.stop();
  }
}
