/**
 * A program that is told too little says what is missing, and nothing of what it was told.
 */
import { routineEnvironment } from '../../contract/schemas/cloud';
import { EnvironmentError, readEnvironment } from '../../entry/cloud/environment';

const GIVEN = {
  STAGE: 'dev',
  PAGES: 'https://roedtraad.example',
  TABLE_NAME: 'table',
  PAYLOAD_KEY: 'key',
  APPLICATION_SECRET: 'arn:secret',
  TEMPORAL_ADDRESS: 'engine:7233',
  TEMPORAL_NAMESPACE: 'ns',
  TEMPORAL_TLS: 'true',
};

test('what is there is read; an API key is not always asked for', () => {
  expect(readEnvironment(routineEnvironment, { ...GIVEN, PATH: '/bin' })).toEqual(GIVEN);
});

test('everything missing or wrong is named, without its value', () => {
  const { TABLE_NAME: _, ...rest } = GIVEN;
  const read = (): unknown => readEnvironment(routineEnvironment, { ...rest, TEMPORAL_TLS: 'perhaps' });
  expect(read).toThrow(EnvironmentError);
  expect(read).toThrow(/TABLE_NAME mangler.*TEMPORAL_TLS må være true, false/);
  expect(read).not.toThrow(/arn:secret|perhaps/);
});
