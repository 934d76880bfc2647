/**
 * One execution environment of the stand-in for Lambda: loads a packaged program once, as Lambda does, and then runs
 * one invocation after the other. Started with the file to load.
 */
import { createRequire } from 'node:module';

const { handler } = createRequire(import.meta.url)(process.argv[2]);

process.on('message', async ({ id, event, endsAt, arn }) => {
  const context = {
    awsRequestId: id,
    invokedFunctionArn: arn,
    functionName: 'roed-traad',
    memoryLimitInMB: '1024',
    getRemainingTimeInMillis: () => endsAt - Date.now(),
  };
  try {
    const result = await handler(event, context);
    process.send({ id, result: result ?? null });
  } catch (error) {
    process.send({ id, error: error instanceof Error ? `${error.name}: ${error.message}` : 'unknown' });
  }
});

process.send({ ready: true });
