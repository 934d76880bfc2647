/**
 * What the forms of one's own page do, by their name in the address. Each answers the name of what was done, for the
 * word that is said on the page that follows.
 */
import {
  ownAnswerBody,
  ownDeclineBody,
  ownPlaceBody,
  ownPointBody,
  ownPulseBody,
} from '../../../contract/schemas/me';
import { parsed } from '../../parsed';
import { type WebPorts } from '../../ports';
import { ME } from '../../../texts/me';
import { invalidInput } from '../../problem';
import {
  answerMeeting,
  answerOwnPulse,
  askForAnother,
  askForTalk,
  declineMeeting,
  declineWakeUp,
  prepareMeeting,
} from '../../youth/deeds';
import { type OwnReader } from '../../youth/session';
import { filled } from '../formPage';
import { type Sent } from '../visit';

interface FormSent {
  readonly ports: WebPorts;
  readonly reader: OwnReader;
  readonly sent: Sent;
  readonly requestId: string;
}

/** The radio button that says: none of these times. */
const NO_TIME = 'ingen';

export const DEEDS: ReadonlyMap<string, (form: FormSent) => Promise<string>> = new Map([
  [
    'svar',
    async ({ ports, reader, sent: { id = '', answer, to }, requestId }: FormSent) => {
      const { answer: said } = parsed(ownAnswerBody, { answer });
      if (said !== 'anotherTime') {
        await answerMeeting(ports, reader, id, { answer: said }, requestId);
        return said;
      }
      if (to === undefined) throw invalidInput([{ path: 'to', message: ME.otherTimes.slice(0, -1) }]);
      const time = to === NO_TIME ? {} : { to: Number(to) };
      await answerMeeting(ports, reader, id, { answer: said, ...time }, requestId);
      return said;
    },
  ],
  [
    'nej-tak',
    async ({ ports, reader, sent, requestId }: FormSent) => {
      const { note } = parsed(ownDeclineBody, filled(sent, 'note'));
      await declineMeeting(ports, reader, sent.id ?? '', note, requestId);
      return 'declined';
    },
  ],
  [
    'punkt',
    async ({ ports, reader, sent: { id = '', text = '' }, requestId }: FormSent) => {
      await prepareMeeting(ports, reader, id, { point: parsed(ownPointBody, { text }).text }, requestId);
      return 'prepared';
    },
  ],
  [
    'sted',
    async ({ ports, reader, sent, requestId }: FormSent) => {
      const wish = parsed(ownPlaceBody, filled(sent, 'place', 'supportPerson'));
      await prepareMeeting(ports, reader, sent.id ?? '', wish, requestId);
      return 'prepared';
    },
  ],
  [
    'snak',
    async ({ ports, reader, requestId }: FormSent) => {
      await askForTalk(ports, reader, requestId);
      return 'talk';
    },
  ],
  [
    'trivsel',
    async ({ ports, reader, sent: { score }, requestId }: FormSent) => {
      await answerOwnPulse(ports, reader, parsed(ownPulseBody, { score: Number(score) }), requestId);
      return 'pulse';
    },
  ],
  [
    'trivsel-nej',
    async ({ ports, reader, requestId }: FormSent) => {
      await answerOwnPulse(ports, reader, { declined: true }, requestId);
      return 'pulseDeclined';
    },
  ],
  [
    'morgen-nej',
    async ({ ports, reader, requestId }: FormSent) => {
      await declineWakeUp(ports, reader, requestId);
      return 'wakeUpDeclined';
    },
  ],
  [
    'en-anden',
    async ({ ports, reader, requestId }: FormSent) => {
      await askForAnother(ports, reader, requestId);
      return 'wish';
    },
  ],
]);
