/**
 * How long things are kept.
 */
import { RemovalPolicy } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';

/** Logs hold codes, ids and numbers only: three months answer for what happened, a week is enough to try things. */
export const logRetention = (production: boolean): RetentionDays =>
  production ? RetentionDays.THREE_MONTHS : RetentionDays.ONE_WEEK;

/**
 * The log of SMS that did not arrive holds phone numbers. It is read at once by the function it triggers; five days
 * let a failure of that function over a long week-end be found and made good.
 */
export const NUMBERS_RETENTION = RetentionDays.FIVE_DAYS;

/** Data of production outlives its stack. */
export const dataRemoval = (production: boolean): RemovalPolicy =>
  production ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
