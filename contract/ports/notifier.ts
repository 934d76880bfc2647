/**
 * Sending: staff by e-mail through a topic they subscribe to, youths and guardians by SMS.
 */

export interface EmailMessage {
  /** The staff member; the topic's subscriptions are filtered by it. */
  readonly recipient: string;
  readonly subject: string;
  readonly text: string;
}

export interface SmsMessage {
  /** The notice it comes from, so that what the network says of it later can be traced. */
  readonly notice: string;
  /** E.164, `+4531000000`. */
  readonly phone: string;
  readonly senderId: string;
  readonly text: string;
}

/** Both reject with {@link NotSentError} when it is certain that nothing was sent; any other rejection leaves it open. */
export interface Notifier {
  email(message: EmailMessage): Promise<void>;
  sms(message: SmsMessage): Promise<void>;
}

/** Nothing was sent. `retryable` tells whether trying later can help. */
export class NotSentError extends Error {
  constructor(
    /** A code, no text and no address: it is journalled. */
    readonly code: string,
    readonly retryable: boolean,
  ) {
    super(code);
  }
}
