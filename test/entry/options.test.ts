/** What the program was asked to do. */
import { resolve } from 'node:path';
import { startOptions, UsageError } from '../../entry/options';

it('has a port, a data directory and nothing more when nothing is said', () => {
  expect(startOptions([], {})).toEqual({
    port: { number: 8080, wanted: false },
    data: resolve('.data'),
    byNpm: false,
  });
});

it('takes what is said', () => {
  const args = ['--port', '9000', '--data', 'x', '--load', 'y', '--no-demo'];
  expect(startOptions(args, { TEMPORAL_ADDRESS: 'engine:7233', npm_lifecycle_event: 'start' })).toEqual({
    port: { number: 9000, wanted: true },
    data: resolve('x'),
    load: resolve('y'),
    demo: false,
    engineAddress: 'engine:7233',
    byNpm: true,
  });
});

it('asks for help, and for nothing else then', () => {
  expect(startOptions(['--help'], {})).toBeUndefined();
});

it.each([
  ['--port'],
  ['--port', '0'],
  ['--port', '65536'],
  ['--port', '80.5'],
  ['--demo=x'],
  ['--unknown'],
  ['word'],
])('refuses %j %j', (...args) => {
  expect(() => startOptions(args, {})).toThrow(UsageError);
});
