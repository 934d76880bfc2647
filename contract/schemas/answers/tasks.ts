/**
 * What the staff API answers about tasks.
 */
import { z } from 'zod';
import { OUTCOMES } from '../../messages/outcomes';
import { CHANNELS, STAFF_ROLES, TASK_KINDS } from '../../messages/vocabulary';
import { facts, instant, somebody } from './common';

const sentence = (description: string): z.ZodString => z.string().meta({ description });

/** A youth as the reader may see one: school roles get name and student number of their own students only (R43). */
const taskYouth = z.strictObject({
  ref: z.string().optional().meta({ description: 'Reference. Ikke for skolens folk.' }),
  name: z.string(),
  student: z.string().optional().meta({ description: 'Elevnummer.' }),
});

const EXAMPLE = {
  id: 'absenceCase.y7k2m.1.1',
  kind: 'absence.firstContact',
  title: 'Første kontakt om fravær',
  rule: 'R04',
  status: 'open',
  relation: 'holder',
  youth: { name: 'Malthe Jensen', student: 'E8500420' },
  school: 'FGU-NORD',
  role: 'contactTeacher',
  assignee: { id: 'contactTeacher-01', name: 'Maja Østergaard' },
  openedAt: '2026-08-21T08:00:05+02:00',
  due: '2026-08-24T16:00:00+02:00',
  overdue: false,
  whyMe: 'Du er kontaktlærer for den unge.',
  whyNow: 'Den unge var væk fra skole i 5 dage i træk.',
  whyThisDate: 'Der er 1 dag til det. Lørdag og søndag tæller ikke med.',
  whatIfNothing: 'Sker der ikke noget, går den videre den 24. august kl. 16.',
  reason: { threshold: 'consecutive', days: ['2026-08-17', '2026-08-18'] },
  form: 'contact',
  outcomes: ['reached', 'notReached', 'declined'],
  attempts: 0,
  channel: 'sms',
  postponed: false,
};

const shape = {
  id: z.string(),
  kind: z.enum(TASK_KINDS),
  title: sentence('Opgavens navn på dansk.'),
  rule: sentence('Reglen bag, som R04.'),
  status: z.enum(['open', 'completed', 'withdrawn']),
  relation: z.enum(['holder', 'given', 'unit', 'substitute', 'former', 'observer']).meta({
    description:
      'Din forbindelse: holder (din rolle), given (en kollega gav dig den), unit (jeres fælles liste), substitute (du tager den for en, der er væk), former (du havde den før), observer (du ser med).',
  }),
  youth: taskYouth.optional(),
  school: z.string().optional(),
  role: z.enum(STAFF_ROLES).meta({ description: 'Rollen, der har ansvaret nu.' }),
  assignee: somebody,
  openedAt: instant,
  due: instant,
  overdue: z.boolean().meta({ description: 'Opgaven er åben, og fristen er gået.' }),
  whyMe: sentence('Hvorfor mig?'),
  whyNow: sentence('Hvorfor nu?'),
  whyThisDate: sentence('Hvorfor den dag?'),
  whatIfNothing: sentence('Hvad sker der, hvis jeg ikke gør noget?'),
  reason: facts,
  form: z
    .enum(Object.keys(OUTCOMES) as (keyof typeof OUTCOMES)[])
    .meta({ description: 'Formen, en afslutning har: se complete.' }),
  outcomes: z.array(z.string()).meta({ description: 'De udfald, opgaven kan have.' }),
  attempts: z.int().meta({ description: 'Forgæves forsøg på kontakt (R05).' }),
  channel: z.enum(CHANNELS).optional().meta({ description: 'Næste måde at få kontakt på (R05).' }),
  meeting: instant.optional().meta({ description: 'Den aftalte tid.' }),
  window: z
    .strictObject({ from: instant, to: instant })
    .optional()
    .meta({ description: 'Hvornår mødet bør holdes (R15).' }),
  timing: z.enum(['inside', 'sooner', 'tooLate']).optional().meta({
    description: 'Om den aftalte tid ligger der. sooner er kun en advarsel (R15).',
  }),
  postponed: z.boolean(),
  closedAt: instant.optional(),
  closedBy: somebody.optional(),
  outcome: facts.optional().meta({
    description: 'Hvad der kom ud af den. Skolens folk ser kun, hvad skolen selv har svaret (R43).',
  }),
};

export const taskItem = z
  .strictObject(shape)
  .meta({ description: 'En opgave, som en liste viser den.', examples: [EXAMPLE] });

const words = z.strictObject({ at: instant, by: somebody, text: z.string() });
const notice = z.strictObject({
  about: z.string().meta({ description: 'Hvad beskeden er om, som task.opened.' }),
  to: z.enum(['staff', 'youth', 'guardian']),
  state: z.enum(['pending', 'claimed', 'sent', 'uncertain', 'failed', 'suppressed']),
  planned: instant,
  done: instant.optional(),
  why: z.string().optional().meta({ description: 'Hvorfor den ikke kom af sted: en kode.' }),
});

export const taskDetail = z
  .strictObject({
    ...shape,
    formers: z
      .array(z.strictObject({ id: z.string(), name: z.string(), until: instant }))
      .meta({ description: 'Hvem der havde den før.' }),
    words: z.array(words).meta({ description: 'Ord til opgaven. Skolens folk ser skolens egne (R43).' }),
    notices: z.array(notice).meta({ description: 'Beskeder om opgaven, og hvor langt de er.' }),
  })
  .meta({
    description: 'En opgave med ord og beskeder.',
    examples: [{ ...EXAMPLE, formers: [], words: [], notices: [] }],
  });

export const taskList = z
  .strictObject({ tasks: z.array(taskItem) })
  .meta({ description: 'Opgaver, den mest presserende først.', examples: [{ tasks: [EXAMPLE] }] });
