/**
 * What can come of a task, as it is sent in: one schema per form of outcome, built from `contract/messages/outcomes`,
 * which says what is allowed and which the workflow asks again.
 */
import { z } from 'zod';
import { type Outcome, type OutcomeForm, outcomeForm, OUTCOMES, TARGET_BOUNDS } from '../messages/outcomes';
import { CAUSES, CHANNELS, PARTIES, REMEDIES, STAFF_ROLES, type TaskKind } from '../messages/vocabulary';
import { isDate } from '../../rules/calendar';
import { moment } from './times';

/** Words a person adds. They are kept in records and never reach the engine. */
export const note = z
  .string()
  .trim()
  .max(4000, 'må højst være 4000 tegn')
  .meta({
    description: 'Ord til opgaven, som kun dem med adgang ser.',
    examples: ['Vi aftalte at ses tirsdag.'],
  });

const channel = z.enum(CHANNELS).meta({ description: 'Måden, der blev prøvet (R05).', examples: ['sms'] });
const cause = z
  .enum(CAUSES)
  .meta({ description: 'Årsagen, som den unge ser den (R06).', examples: ['hardToLeaveHome'] });
const remedy = z
  .enum(REMEDIES)
  .meta({ description: 'Hvad der bliver gjort (R06, R10).', examples: ['wakeUpContact'] });

const whole = ([low, high]: readonly [number, number]): z.ZodInt => z.int().min(low).max(high);
const target = z
  .strictObject({
    maxUnlawfulDays: whole(TARGET_BOUNDS.maxUnlawfulDays),
    withinSchoolDays: whole(TARGET_BOUNDS.withinSchoolDays),
  })
  .meta({
    description: 'Det aftalte mål for fremmøde (R06). Udeladt gælder skolens aftale.',
    examples: [{ maxUnlawfulDays: 1, withinSchoolDays: 20 }],
  });
const person = z
  .string()
  .trim()
  .min(1, 'mangler')
  .meta({ description: 'Medarbejderen, der får rollen.', examples: ['coordinator-01'] });

const next = moment.meta({
  description: 'Tiden for det næste møde, aftalt før dette lukkes (R15).',
  examples: ['2026-12-10T10:00'],
});
const agreements = z
  .array(
    z.strictObject({
      party: z.enum(PARTIES).meta({ description: 'Hvem aftalen binder.', examples: ['municipality'] }),
      role: z
        .enum(STAFF_ROLES)
        .exactOptional()
        .meta({ description: 'Hvem i kommunen; udeladt tovholderen.', examples: ['guidance'] }),
      due: z
        .string()
        .refine(isDate, 'skal være en dato, der findes, som 2026-12-01')
        .meta({ description: 'Dagen, den skal være holdt.', examples: ['2026-12-01'] }),
    }),
  )
  .max(20)
  .meta({ description: 'Hvad I aftalte, hver part for sig (R16). Kommunens bliver til opgaver.' });
const earlier = z
  .array(z.strictObject({ agreement: z.string().min(1), kept: z.boolean() }))
  .max(40)
  .meta({ description: 'Om tidligere aftaler blev holdt. De øvrige kommer på næste dagsorden (R16).' });

const noted = { note: note.exactOptional() };

const FORMS = {
  contact: z.strictObject({ outcome: z.enum(OUTCOMES.contact), channel, ...noted }).meta({
    title: 'Kontakt',
    description:
      'Fik du kontakt? Ved notReached bliver opgaven, med næste kanal og en arbejdsdag mere (R05).',
    examples: [{ outcome: 'reached', channel: 'phone' }],
  }),
  conversation: z
    .discriminatedUnion('outcome', [
      z.strictObject({
        outcome: z.enum(OUTCOMES.conversation).extract(['held']),
        cause,
        remedy,
        target: target.exactOptional(),
        ...noted,
      }),
      z.strictObject({ outcome: z.enum(OUTCOMES.conversation).exclude(['held']), ...noted }),
    ])
    .meta({
      title: 'Samtale',
      description:
        'En holdt samtale slutter med en årsag, en hjælp og et mål (R06). noShow giver ny tid (R37).',
      examples: [
        { outcome: 'held', cause: 'hardToLeaveHome', remedy: 'wakeUpContact', note: 'Vi prøver to uger.' },
        { outcome: 'noShow' },
      ],
    }),
  decision: z.strictObject({ outcome: z.enum(OUTCOMES.decision), remedy, ...noted }).meta({
    title: 'Lederens beslutning',
    description: 'Lederen beslutter støtte, aldrig udskrivning (R04). noSolution kan gå til netværket (R21).',
    examples: [{ outcome: 'support', remedy: 'mentor' }],
  }),
  assign: z
    .discriminatedUnion('outcome', [
      z.strictObject({ outcome: z.enum(OUTCOMES.assign).extract(['done']), person, ...noted }),
      z.strictObject({ outcome: z.enum(OUTCOMES.assign).exclude(['done']), ...noted }),
    ])
    .meta({
      title: 'Tildeling',
      description: 'Den unge får en person i rollen (R19, R27).',
      examples: [{ outcome: 'done', person: 'coordinator-01' }],
    }),
  booking: z
    .discriminatedUnion('outcome', [
      z.strictObject({ outcome: z.enum(OUTCOMES.booking).extract(['done']), next, ...noted }),
      z.strictObject({ outcome: z.enum(OUTCOMES.booking).exclude(['done']), ...noted }),
    ])
    .meta({
      title: 'Aftale om mødetid',
      description: 'Mødet har en tid (R15). Nej tak er et gyldigt svar (R45).',
      examples: [{ outcome: 'done', next: '2026-12-10T10:00' }],
    }),
  meeting: z
    .discriminatedUnion('outcome', [
      z.strictObject({
        outcome: z.enum(OUTCOMES.meeting).extract(['held']),
        next,
        agreements: agreements.exactOptional(),
        earlier: earlier.exactOptional(),
        ...noted,
      }),
      z.strictObject({ outcome: z.enum(OUTCOMES.meeting).extract(['moved']), next, ...noted }),
      z.strictObject({ outcome: z.enum(OUTCOMES.meeting).exclude(['held', 'moved']), ...noted }),
    ])
    .meta({
      title: 'Familiens møde',
      description:
        'Et holdt møde slutter med den næste tid (R15) og med aftaler pr. part (R16). noShow giver ny tid (R37).',
      examples: [
        {
          outcome: 'held',
          next: '2026-12-10T10:00',
          agreements: [{ party: 'municipality', role: 'guidance', due: '2026-12-01' }],
        },
      ],
    }),
  round: z.strictObject({ outcome: z.enum(OUTCOMES.round), ...noted }).meta({
    title: 'Møde om mange unge',
    description: 'Mødet er holdt. Hver ung har først fået sine svar (R13, R26).',
    examples: [{ outcome: 'held' }],
  }),
  plain: z.strictObject({ outcome: z.enum(OUTCOMES.plain), ...noted }).meta({
    title: 'Andre opgaver',
    description: 'Gjort, kan ikke lade sig gøre, eller nej tak (R45).',
    examples: [{ outcome: 'done' }],
  }),
} as const satisfies Record<OutcomeForm, z.ZodType>;

/** A result with the words that go with it. */
export interface Completion {
  readonly outcome: Outcome;
  readonly note?: string;
}

/** All forms; which one a task takes follows from its kind. */
export const completeBody = z.union(Object.values(FORMS)).meta({
  description: 'Hvad der kom ud af opgaven. Formen følger af opgavens art, som står i feltet form.',
});

/** The schema of one kind of task's result; answers it apart from the words. */
export function completionOf(kind: TaskKind): z.ZodType<Completion> {
  const form: z.ZodType<Outcome & { readonly note?: string }> = FORMS[outcomeForm(kind)];
  return form.transform(({ note: words, ...outcome }) => ({
    outcome,
    ...(words !== undefined && { note: words }),
  }));
}
