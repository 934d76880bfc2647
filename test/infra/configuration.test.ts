/**
 * A stage's configuration: wrong values are refused before anything is made, each by its path, in Danish.
 */
import { readStage, StageConfigError } from '../../contract/schemas/stage';
import { cdkContext } from './stacks';

const stages = cdkContext().stages;
const withDev = (changes: Record<string, unknown>): unknown => ({ dev: { ...stages.dev, ...changes } });

function refusal(of: unknown, name: unknown): string {
  try {
    readStage(of, name);
  } catch (error) {
    if (error instanceof StageConfigError) return error.message;
    throw error;
  }
  return 'taken';
}

test('the examples that ship with the project can be used, and what is left out has its default', () => {
  const dev = readStage(stages, 'dev');
  expect(dev).toMatchObject({
    worker: 'lambda',
    engine: { tls: true, apiKey: true },
    schools: { claim: 'school' },
  });
  expect(dev.engine.wakers).toHaveLength(5);
  expect(readStage(stages, 'prod').production).toBe(true);
});

test.each([
  ['test', 'Vælg et trin: dev eller prod (der står "test").'],
  [undefined, 'Vælg et trin: dev eller prod.'],
])('an unknown stage is refused with those there are: %s', (name, message) => {
  expect(refusal(stages, name)).toBe(message);
});

test.each([
  [{ account: '1234' }, 'account skal være 12 cifre (der står "1234")'],
  [{ region: 'Nordeuropa' }, 'region skal være en AWS-region, som eu-north-1 (der står "Nordeuropa")'],
  [{ runbook: 'http://eksempel.example/x' }, 'runbook skal være en adresse, der begynder med https://'],
  [
    { sms: { senderId: 'RødTråd', monthlyLimit: 1 } },
    'sms.senderId skal være 3-11 bogstaver uden æøå (der står "RødTråd")',
  ],
  [{ sms: { senderId: 'RoedTraad', monthlyLimit: 0 } }, 'sms.monthlyLimit skal være mindst 1 (der står 0)'],
  [{ email: { alarms: [] } }, 'email.alarms skal have mindst én adresse'],
  [{ email: { alarms: ['drift'] } }, 'email.alarms[0] skal være en e-mailadresse (der står "drift")'],
  [{ production: 'nej' }, 'production skal være true eller false (der står "nej")'],
  [{ worker: 'server' }, 'worker må være lambda, container (der står "server")'],
  [{ secret: 'x' }, 'ukendt felt: secret'],
])('%j is refused', (changes, message) => {
  const text = refusal(withDev(changes), 'dev');
  expect(text).toContain('Trinnet "dev" i cdk.json kan ikke bruges:');
  expect(text).toContain(message);
});

test('everything wrong is told at once', () => {
  expect(refusal(withDev({ account: 'x', region: 'y' }), 'dev').split('\n')).toHaveLength(3);
});
