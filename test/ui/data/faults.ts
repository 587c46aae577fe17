import type { Fault } from '../../tenant/server.ts';
import { failureSamples } from '../../unit/api/failures.ts';

/** What goes wrong where tokens are fetched. */
export function tokenFaults(elsewhere: string, said: string): readonly Fault[] {
  const refusal = (status: number, error_description: string) => ({
    answer: { status, body: { error: 'access_denied', error_description } },
  });
  return [
    ...[429, 500].map((status) => refusal(status, 'No')),
    { answer: { status: 200, body: '<html>Please log in</html>', headers: { 'content-type': 'text/html' } } },
    { answer: { status: 302, body: '', headers: { location: elsewhere } } },
    { answer: { status: 307, body: '', headers: { location: elsewhere } } },
    { cut: 'before' },
    { cut: 'body' },
    { answer: { status: 200, body: { access_token: 5 } } },
    refusal(400, said),
  ];
}

/** What goes wrong at the API; rate limits last, since they stay used up. */
export function apiFaults(elsewhere: string, said: string): readonly Fault[] {
  const answers = failureSamples
    .toSorted((one, other) => Number(one.status === 429) - Number(other.status === 429))
    .map(({ status, body, headers = {} }) => ({
      answer: { status, body, headers: 'location' in headers ? { location: elsewhere } : headers },
    }));
  const echo = { answer: { status: 400, body: { statusCode: 400, message: said } } };
  return [echo, { cut: 'before' }, { cut: 'body' }, ...answers];
}
