/**
 * SMS that did not arrive: SNS writes them to a log, the log starts this, and a person calls instead.
 */
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { smsNotDelivered } from '../activities/smsStatus';
import { routineEnvironment } from '../contract/schemas/cloud';
import { readEnvironment } from './cloud/environment';
import { cloudLog } from './cloud/logging';
import { cloudParts, engineOf, once } from './cloud/parts';

/** What CloudWatch Logs sends: lines of a log, zipped. */
const logEvent = z.object({ awslogs: z.object({ data: z.base64() }) });
const logLines = z.object({ logEvents: z.array(z.object({ message: z.string() })) });
/** What of SNS's line is used; the number it went to is not. */
const status = z.object({ notification: z.object({ messageId: z.string() }), status: z.string() });

const ports = once(async () => {
  const environment = readEnvironment(routineEnvironment, process.env);
  const parts = await cloudParts(environment);
  return { table: parts.table, engine: engineOf(parts, environment), now: Date.now };
});

export async function handler(event: unknown): Promise<void> {
  const { awslogs } = logEvent.parse(event);
  const { logEvents } = logLines.parse(
    JSON.parse(gunzipSync(Buffer.from(awslogs.data, 'base64')).toString()),
  );
  for (const { message } of logEvents) {
    const { notification, status: how } = status.parse(JSON.parse(message));
    if (how !== 'FAILURE') continue;
    const what = await smsNotDelivered(await ports(), notification.messageId);
    cloudLog.write({ event: 'sms.notDelivered', messageId: notification.messageId, what });
  }
}
