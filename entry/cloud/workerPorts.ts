/**
 * What the activities of the worker act on in the cloud, on Lambda and in a container alike.
 */
import { type Ports } from '../../activities';
import { noteSmsId } from '../../records/smsIds';
import { snsNotifier } from '../../adapters/sns';
import { type MessageMetric, type WorkerEnvironment } from '../../contract/schemas/cloud';
import { NotSentError, type Notifier } from '../../contract/ports/notifier';
import { errorFacts } from '../log';
import { cloudLog, measure } from './logging';
import { type CloudParts, engineOf } from './parts';

export function workerPorts(parts: CloudParts, environment: WorkerEnvironment): Ports {
  const { table } = parts;
  const notifier = snsNotifier(environment.STAFF_TOPIC, {}, async (messageId, notice) => {
    try {
      await noteSmsId(table, messageId, notice);
    } catch (error) {
      // The message has gone; all that is lost is what the network may say of it.
      cloudLog.write({ level: 'WARN', event: 'sms.untraceable', ...errorFacts(error) });
    }
  });
  return {
    table,
    engine: engineOf(parts, environment),
    notifier: counted(notifier, environment.STAGE),
    now: Date.now,
    pages: environment.PAGES,
  };
}

/** Counts what becomes of messages; the ledger knows each of them, the dashboard how many. */
function counted(notifier: Notifier, stage: string): Notifier {
  const count = (name: MessageMetric): void => {
    measure(stage, { [name]: 1 }, Date.now());
  };
  const counting = async (sending: Promise<void>): Promise<void> => {
    try {
      await sending;
      count('SentMessages');
    } catch (error) {
      count(error instanceof NotSentError ? 'FailedMessages' : 'UncertainMessages');
      throw error;
    }
  };
  return {
    email: (message) => counting(notifier.email(message)),
    sms: (message) => counting(notifier.sms(message)),
  };
}
