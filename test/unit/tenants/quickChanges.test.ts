import assert from 'node:assert/strict';
import { application, domain, key, Machine, openWindow, pasted, type Window } from './tenantWindows.ts';

/** How long each step takes in a VS Code that has nothing else to do. */
const delays: readonly (readonly [step: RegExp, ms: number])[] = [
  [/^list is (written|told)/, 100],
  [/^time passes/, 1000],
  [/^(get|store|delete) /, 3],
  [/./, 1],
];
const gaps = [0, 20, 50, 80, 100, 120, 150, 180, 200, 220, 260, 300, 400];

/** A time that passes as soon as nothing else happens. */
class Clock {
  #now = 0;
  #waiting: { readonly at: number; readonly resolve: () => void }[] = [];

  wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push({ at: this.#now + ms, resolve });
    });
  }

  /** Ends when nobody waits any more. */
  async run(): Promise<void> {
    for (;;) {
      await new Promise(setImmediate);
      const [next] = this.#waiting.toSorted((one, other) => one.at - other.at);
      if (!next) return;
      this.#now = next.at;
      this.#waiting = this.#waiting.filter((one) => one !== next);
      next.resolve();
    }
  }
}

/** A window whose machine takes its time. */
function start() {
  const clock = new Clock();
  const machine = new Machine();
  machine.turn = (label) => clock.wait(delays.find(([step]) => step.test(label))?.[1] ?? 0);
  machine.rest = () => clock.wait(1000);
  return { clock, machine, window: openWindow(machine) };
}

const connect = async ({ vault, others }: Window, one = domain) => {
  const isNew = await vault.connect(one, pasted());
  others.recordOwnChange({ domain: one, kind: isNew ? 'connected' : 'tokenReplaced' });
};
const disconnect = async ({ vault, others }: Window, one = domain) => {
  await vault.disconnect(one);
  others.recordOwnChange({ domain: one, kind: 'disconnected' });
};
/** Lets the window get the focus, and show its tenants, again and again. */
const look = async (clock: Clock, { others, stored, vault }: Window) => {
  for (let times = 0; times < 100; times += 1) {
    await clock.wait(17);
    others.noticeTenants();
    for (const tenant of stored.tenants) await vault.read(tenant.domain);
  }
};

const five = ['a', 'b', 'c', 'd', 'e'].map((name) => `${name}.auth0.com`);
const secretsOf = (domains: readonly string[]) => domains.map((one) => `tenant:${one}`);

describe('Changes of a window that follow each other, while VS Code sends earlier ones back,', () => {
  for (const gap of gaps) {
    it(`lose no tenant that is connected, ${gap} ms after the one before`, async () => {
      const { clock, machine, window } = start();
      void (async () => {
        for (const one of five) {
          await clock.wait(gap);
          await connect(window, one);
          assert.ok(window.stored.find(one));
        }
      })();
      void look(clock, window);
      await clock.run();
      assert.deepEqual(
        machine.tenants,
        five.map((one) => ({ domain: one })),
      );
      assert.deepEqual([window.stored.tenants, [...machine.secrets.keys()]], [machine.tenants, secretsOf(five)]);
      assert.ok(!window.changes.includes('disconnected'));
    });

    it(`leave no tenant that is disconnected, and each mark, ${gap} ms after the one before`, async () => {
      const { clock, machine, window } = start();
      machine.tenants = five.map((one) => ({ domain: one }));
      for (const secret of secretsOf(five)) machine.secrets.set(secret, JSON.stringify(pasted()));
      const next = openWindow(machine);
      void (async () => {
        for (const one of five) {
          await next.stored.put(one, (now) => now && { ...now, environment: 'production' });
          next.others.recordOwnChange({ domain: one, kind: 'changed' });
          await clock.wait(gap);
        }
        await clock.wait(5000);
        assert.deepEqual(
          machine.tenants,
          five.map((one) => ({ domain: one, environment: 'production' })),
        );
        for (const one of five) {
          await disconnect(next, one);
          await clock.wait(gap);
        }
      })();
      void look(clock, next);
      await clock.run();
      assert.deepEqual([machine.tenants, [...machine.secrets]], [[], []]);
      assert.deepEqual([window.stored.tenants, next.stored.tenants], [[], []]);
    });

    it(`keep a tenant that is connected again ${gap} ms after it was disconnected, behind the others`, async () => {
      const { clock, machine, window } = start();
      const [other = ''] = five;
      void (async () => {
        await connect(window);
        await connect(window, other);
        await clock.wait(5000);
        await disconnect(window);
        await clock.wait(gap);
        await connect(window);
        await look(clock, window);
      })();
      await clock.run();
      assert.deepEqual(machine.tenants, [{ domain: other }, { domain }]);
      assert.deepEqual(new Set(machine.secrets.keys()), new Set([key, `tenant:${other}`]));
      assert.ok(!window.changes.includes('disconnected'));
    });
  }

  for (const gap of [210, 300, 500, 800, 999, 1200]) {
    it(`do not undo what another window does ${gap} ms later, which has heard of them`, async () => {
      const { clock, machine, window } = start();
      const other = openWindow(machine);
      void (async () => {
        await connect(window);
        await clock.wait(gap);
        await disconnect(other);
        await clock.wait(gap);
        await connect(window);
        await clock.wait(gap);
        await other.stored.put(domain, (now) => now && { ...now, label: 'Acme' });
      })();
      void look(clock, window);
      void look(clock, other);
      await clock.run();
      assert.deepEqual([machine.tenants, [...machine.secrets.keys()]], [[{ domain, label: 'Acme' }], [key]]);
      assert.deepEqual(window.stored.tenants, other.stored.tenants);
    });
  }

  for (const gap of gaps) {
    it(`lose no tenant of two windows that connect one each, ${gap} ms after each other`, async () => {
      const { clock, machine, window } = start();
      const other = openWindow(machine);
      const [one = '', another = ''] = five;
      void (async () => {
        void connect(window, one);
        await clock.wait(gap);
        await connect(other, another);
      })();
      void look(clock, window);
      void look(clock, other);
      await clock.run();
      assert.deepEqual(other.stored.tenants, window.stored.tenants);
      const listed = window.stored.tenants.map((tenant) => tenant.domain);
      assert.deepEqual(
        [new Set(listed), new Set(machine.secrets.keys())],
        [new Set([one, another]), new Set(secretsOf([one, another]))],
      );
    });
  }

  const label = ({ stored }: Window, one: string, text: string) =>
    stored.put(one, (now) => now && { ...now, label: text });

  for (const second of [850, 900, 950, 990]) {
    it(`lose no tenant where both windows change others in between, up to ${second} ms later`, async () => {
      const { clock, machine, window } = start();
      const [x = '', y = '', z = ''] = five;
      machine.tenants = [{ domain: y }, { domain: z }];
      const [one, other] = [openWindow(machine), openWindow(machine)];
      void connect(one, x);
      void clock.wait(50).then(() => label(other, y, 'first'));
      void clock.wait(second).then(() => label(one, z, 'Z'));
      void clock.wait(second + 50).then(() => label(other, y, 'Y'));
      for (const each of [window, one, other]) void look(clock, each);
      await clock.run();
      assert.deepEqual(
        new Set((machine.tenants as readonly { domain: string }[]).map((tenant) => tenant.domain)),
        new Set([x, y, z]),
      );
      assert.deepEqual([...machine.secrets.keys()], secretsOf([x]));
    });

    it(`leave the order as another window puts it ${second - 600} ms later, which is closed then`, async () => {
      const { clock, machine } = start();
      const [x = '', y = '', z = ''] = five;
      machine.tenants = [{ domain: x }, { domain: y }];
      const [one, other] = [openWindow(machine), openWindow(machine)];
      void connect(one, z);
      void clock.wait(second - 600).then(() => other.stored.change((tenants) => tenants.toReversed()));
      void clock.wait(second - 100).then(() => {
        other.stored.dispose();
      });
      void look(clock, one);
      await clock.run();
      assert.deepEqual(machine.tenants, [{ domain: z }, { domain: y }, { domain: x }]);
    });
  }

  it('write a tenant of an application once, whatever the order of its parts', async () => {
    const { clock, machine, window } = start();
    const other = openWindow(machine);
    await Promise.all([window.vault.connect(domain, application()), clock.run()]);
    const before = other.changes.length;
    await Promise.all([label(other, domain, 'Acme'), clock.run()]);
    other.others.recordOwnChange({ domain, kind: 'changed' });
    window.others.noticeTenants();
    assert.deepEqual(Object.keys((machine.tenants as readonly object[])[0] ?? {}), ['domain', 'label', 'application']);
    assert.deepEqual(other.changes.slice(before), []);
  });
});
