/**
 * Digital Post: a letter to somebody whom no SMS reaches. Whoever carries it out looks up the recipient's CPR number
 * at the moment of sending; it stands in no workflow, notice or log (L9).
 */
import { type YouthRef } from '../messages/ids';

/** Who a letter is for. */
export interface LetterRecipient {
  readonly youth: YouthRef;
  /** The youth's guardian of this number, from 0; left out for the youth. */
  readonly guardian?: number;
}

export interface Letter {
  /** The same letter has the same key, however often it is sent: it arrives once. */
  readonly key: string;
  readonly recipient: LetterRecipient;
  /** Says that and not what (L8): it is shown before anybody has signed in. */
  readonly title: string;
  /** The document, as a whole page without anything from elsewhere. */
  readonly html: string;
}

export interface DigitalPost {
  /** Rejects with `NotSentError` (ports/notifier) when it is certain that nothing was sent. */
  send(letter: Letter): Promise<void>;
}
