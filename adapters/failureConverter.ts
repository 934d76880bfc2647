/**
 * Failures keep their messages and stacks in a payload, which is encrypted like any other; only their codes are plain.
 * Loaded by path, by worker and client, and bundled with the workflows.
 */
import { DefaultFailureConverter } from '@temporalio/common';

export const failureConverter = new DefaultFailureConverter({ encodeCommonAttributes: true });
