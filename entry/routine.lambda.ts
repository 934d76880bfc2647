/**
 * The routine, every few minutes: starts what must run by itself, delivers what is owed, and measures how things stand.
 */
import { routineEnvironment } from '../contract/schemas/cloud';
import { readEnvironment } from './cloud/environment';
import { cloudLog, measure } from './cloud/logging';
import { domainNumbers } from './cloud/numbers';
import { cloudParts, engineOf, once } from './cloud/parts';
import { type LogLine } from './log';
import { deliverOwed, startWhatRunsByItself } from './standing';

const ports = once(async () => {
  const environment = readEnvironment(routineEnvironment, process.env);
  const parts = await cloudParts(environment);
  return {
    stage: environment.STAGE,
    table: parts.table,
    engine: engineOf(parts, environment),
    now: Date.now,
    log: (line: LogLine) => {
      cloudLog.write(line);
    },
  };
});

export async function handler(): Promise<void> {
  const { stage, ...rest } = await ports();
  await startWhatRunsByItself(rest);
  const { delivered, left } = await deliverOwed(rest);
  if (delivered + left > 0) cloudLog.write({ event: 'swept', delivered, left });
  measure(stage, await domainNumbers(rest), rest.now());
}
