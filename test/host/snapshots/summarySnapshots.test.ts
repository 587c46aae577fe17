import * as assert from 'node:assert/strict';
import { connect, tenants } from '../tenants.ts';
import { compare, saving, summaryText, useSnapshots } from './snapshotSteps.ts';

const { inside } = tenants;

describe('A snapshot that was read with a token for summaries alone', () => {
  useSnapshots();

  it('says so, and has no difference in what the token was not sent, whatever token there is later', async () => {
    await connect(inside, { scope: 'read:organizations_summary' });
    const [message] = await saving('organizations');
    assert.match(message?.text ?? '', /organizations: 12\. It was read with a token that may not be sent all fields /);
    await connect(inside);
    const { different, same } = await compare();
    assert.deepEqual(
      different.flatMap(({ fields }) => fields),
      [],
    );
    assert.equal(same.length, 12);
    assert.match(await summaryText(), /Not compared: .*It was read with a token that may not be sent all fields /);
  });
});
