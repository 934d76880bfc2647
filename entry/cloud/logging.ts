/**
 * The log of a program in the cloud: one JSON line per event on standard output, and numbers as lines CloudWatch makes
 * metrics of. Codes, ids and numbers; never personal data.
 */
import { metricNamespace } from '../../contract/schemas/cloud';
import { type Log, type LogLine } from '../log';

export const cloudLog: Log = {
  write(line) {
    print(line);
  },
  close: () => undefined,
};

/** A line in CloudWatch's embedded metric format. */
export function measure(stage: string, numbers: Readonly<Record<string, number>>, now: number): void {
  const Metrics = Object.keys(numbers).map((Name) => ({ Name }));
  print({
    ...numbers,
    _aws: {
      Timestamp: now,
      CloudWatchMetrics: [{ Namespace: metricNamespace(stage), Dimensions: [[]], Metrics }],
    },
  });
}

function print(line: LogLine | Readonly<Record<string, unknown>>): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
