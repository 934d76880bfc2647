/**
 * An agreement between the municipality and a school (R07) in plain sentences.
 */
import { type Policy } from '../contract/schemas/policy';
import { CHANNEL_LABELS, ROLE_LABELS } from './labels';
import { daysText } from './times';

/** A heading and the sentences below it. */
export interface Clause {
  readonly heading: string;
  readonly sentences: readonly string[];
}

const time = (text: string): string =>
  `kl. ${String(Number(text.slice(0, 2)))}${text.endsWith(':00') ? '' : `.${text.slice(3)}`}`;

export function agreementText({
  absence,
  deadlines,
  reminders,
  messages,
  silence,
  backlog,
}: Policy): Clause[] {
  const counts = (what: 'unlawful' | 'all'): string =>
    what === 'all' ? 'alt fravær' : 'kun fravær uden lov';
  return [
    {
      heading: 'Hvornår vi ser på fravær',
      sentences: [
        `Er en ung væk ${daysText(absence.consecutiveDays)} i træk, åbner vi en sag.`,
        `Det gør vi også ved ${daysText(absence.daysPerMonth)} på en måned.`,
        `En dag tæller med, når den unge er væk i ${String(absence.countsFromMinutes)} min.`,
        `På FGU tæller ${counts(absence.counts.fgu)}. I folkeskolen tæller ${counts(absence.counts.primary)}.`,
        `Er den unge væk igen i ${daysText(absence.renewed.days)} på ${daysText(absence.renewed.withinCalendarDays)}, tager vi næste skridt.`,
      ],
    },
    {
      heading: 'Sådan får vi fat i den unge',
      sentences: [
        `Vi prøver i den her orden: ${absence.channels.map((channel) => CHANNEL_LABELS[channel].toLowerCase()).join(', ')}.`,
        `Efter ${String(absence.attempts)} forsøg går den et trin op.`,
        `Målet er højst ${daysText(absence.target.maxUnlawfulDays)} væk på ${String(absence.target.withinSchoolDays)} skoledage, når I ikke har sat et andet.`,
      ],
    },
    {
      heading: 'Frister',
      sentences: [
        `En frist går ud på dagen ${time(deadlines.closing)}.`,
        `Man kan højst give ${daysText(deadlines.postponeMaxDays)} mere.`,
        `Vi minder om en frist ${time(reminders.morning)} på dagen.`,
        `Har man mere end ${daysText(reminders.longerThanDays)}, minder vi også om den ${daysText(reminders.earlyDays)} før.`,
        `Er den over tid på sidste trin, minder vi om den hver ${String(reminders.overdueEveryDays)}. dag.`,
      ],
    },
    {
      heading: 'Beskeder',
      sentences: [
        `Vi skriver til unge fra ${time(messages.youth.from)} til ${time(messages.youth.to)}, højst ${String(messages.youth.capPerDay)} på en dag.`,
        `Til dem, der er på job, går der højst ${String(messages.staff.capPerDay)} mails på en dag.`,
        `Vi minder om en aftalt tid ${daysText(messages.meetingReminder.daysBefore)} før, ${time(messages.meetingReminder.at)}.`,
      ],
    },
    {
      heading: 'Data',
      sentences: [
        `Hører vi ikke fra skolen i ${daysText(silence.schoolDays)}, spørger vi, om alt er vel.`,
        `Når der kommer mange nye unge, får hver højst ${String(backlog.perPersonAndWeek)} nye om ugen.`,
      ],
    },
  ];
}

/** A ladder as one line of labels: `kontaktlærer 1 dag → skolens leder 2 dage`. */
export function ladderText(ladder: Policy['ladders'][keyof Policy['ladders']]): string {
  return ladder.map(({ role, days }) => `${ROLE_LABELS[role]} ${daysText(days)}`).join(' → ');
}
