/**
 * What a person notes of a youth's situation, as it is sent in and answered: work and pauses (R32), tracked goals (R34),
 * referrals (R50), moves (R51), notifications of concern (L3) – and what may be handed on (L4).
 */
import { z } from 'zod';
import { PAUSE_REASONS, SCHOOL_EVENTS, STAFF_ROLES } from '../messages/vocabulary';
import { SHARED_FIELDS } from '../../rules/sharing';
import { instant, isoDay } from './answers/common';
import { day, moment } from './times';

const from = day.meta({ description: 'Første dag.', examples: ['2026-11-01'] });
const to = day.meta({ description: 'Sidste dag; den er med.', examples: ['2026-12-31'] });
const ordered = { message: 'skal være samme dag som den første eller senere', path: ['to'] };

export const workBody = z
  .strictObject({
    hoursPerWeek: z
      .int('skal være et helt tal fra 0 til 80')
      .min(0, 'skal være et helt tal fra 0 til 80')
      .max(80, 'skal være et helt tal fra 0 til 80')
      .meta({ description: 'Timers lønnet arbejde om ugen.', examples: [25] }),
    from,
    to: to.exactOptional(),
  })
  .refine(({ from: first, to: last }) => last === undefined || first <= last, ordered)
  .meta({ description: 'Lønnet arbejde (R32).', examples: [{ hoursPerWeek: 25, from: '2026-11-01' }] });

export const pauseBody = z
  .strictObject({
    why: z.enum(PAUSE_REASONS).meta({ description: 'Hvorfor der er pause.', examples: ['parentalLeave'] }),
    from,
    to,
  })
  .refine(({ from: first, to: last }) => first <= last, ordered)
  .meta({
    description: 'En dateret pause (R32). Når den er slut, går det videre af sig selv.',
    examples: [{ why: 'parentalLeave', from: '2026-11-01', to: '2027-05-01' }],
  });

export const goalBody = z
  .strictObject({ from, to })
  .refine(({ from: first, to: last }) => first <= last, ordered)
  .meta({
    description: 'Et uddannelsespålæg (R34). Det følges op, før det slutter, så længe loven har det (L6).',
    examples: [{ from: '2026-11-01', to: '2026-12-20' }],
  });

export const referralBody = z
  .strictObject({
    to: z
      .enum(STAFF_ROLES)
      .meta({ description: 'Hvem den unge henvises til.', examples: ['socialServices'] }),
  })
  .meta({
    description: 'En henvisning; lederen siger ja eller nej (R50).',
    examples: [{ to: 'socialServices' }],
  });

export const notificationBody = z.strictObject({ receivedAt: moment }).meta({
  description: 'En underretning er kommet (L3). Hvad der står i den, hører ikke til her.',
  examples: [{ receivedAt: '2026-11-20T09:30' }],
});

export const notificationNoted = z
  .strictObject({ receivedAt: instant })
  .meta({ description: 'Det er noteret.', examples: [{ receivedAt: '2026-11-20T09:30:00+01:00' }] });

export const moveBody = z
  .strictObject({
    municipality: z
      .int('skal være en kommunekode på tre cifre')
      .min(101, 'skal være en kommunekode på tre cifre')
      .max(860, 'skal være en kommunekode på tre cifre')
      .meta({ description: 'Den nye kommunes kode.', examples: [461] }),
    on: day.meta({ description: 'Dagen, den unge flytter.', examples: ['2026-12-01'] }),
    consented: z
      .boolean()
      .meta({ description: 'Den unge har sagt ja til, at mere gives videre (L4).', examples: [false] }),
  })
  .meta({
    description: 'Den unge flytter til en anden kommune (R51).',
    examples: [{ municipality: 461, on: '2026-12-01', consented: false }],
  });

export const returnBody = z
  .strictObject({ on: day.meta({ description: 'Dagen, den unge er tilbage.', examples: ['2027-02-01'] }) })
  .meta({ description: 'Den unge er flyttet tilbage (R51).', examples: [{ on: '2027-02-01' }] });

export const talkBody = z
  .strictObject({ wanted: z.literal(true, 'skal være true').meta({ examples: [true] }) })
  .meta({ description: 'Den unge vil gerne tale med nogen (R53).', examples: [{ wanted: true }] });

const k = z.int().meta({ description: 'Nummeret, som det kendes ved.' });

export const situationAnswer = z
  .strictObject({
    youth: z.string(),
    standing: z
      .enum(['out', 'enrolled', 'working', 'paused', 'placed'])
      .meta({ description: 'Om den unge er i gang i dag (R32).' }),
    work: z.array(z.strictObject({ k, hoursPerWeek: z.int(), from: isoDay, to: isoDay.optional() })),
    pauses: z.array(z.strictObject({ k, why: z.enum(PAUSE_REASONS), from: isoDay, to: isoDay })),
    goals: z.array(z.strictObject({ k, from: isoDay, to: isoDay })),
    referrals: z.array(z.strictObject({ k, to: z.enum(STAFF_ROLES), by: z.string() })),
    notifications: z.array(z.strictObject({ k, receivedAt: instant })),
    moves: z.array(
      z.strictObject({
        k,
        municipality: z.int(),
        on: isoDay,
        consented: z.boolean(),
        backOn: isoDay.optional(),
      }),
    ),
    lastEvent: z
      .strictObject({ event: z.enum(SCHOOL_EVENTS), on: isoDay })
      .optional()
      .meta({ description: 'Det seneste fra en skole (R33).' }),
  })
  .meta({
    description: 'Den unges situation ud over skolen.',
    examples: [
      {
        youth: 'y7k2m',
        standing: 'paused',
        work: [],
        pauses: [{ k: 1, why: 'parentalLeave', from: '2026-11-01', to: '2027-05-01' }],
        goals: [],
        referrals: [],
        notifications: [],
        moves: [],
      },
    ],
  });

export const handoverAnswer = z
  .strictObject({
    fields: z.array(z.enum(SHARED_FIELDS)).meta({ description: 'Hvad der må gives videre (L4).' }),
    name: z.string().optional(),
    born: isoDay.optional(),
    contact: z.strictObject({ mobile: z.string().optional(), email: z.string().optional() }).optional(),
    status: z.string().optional(),
    school: z.string().optional(),
    contactPerson: z.string().optional(),
    trackedGoal: isoDay.optional().meta({ description: 'Dagen, et uddannelsespålæg slutter.' }),
    dropout: z.strictObject({ event: z.enum(SCHOOL_EVENTS), on: isoDay }).optional(),
    plan: z.strictObject({ purpose: z.string().optional(), efforts: z.array(z.string()) }).optional(),
    risk: z.string().optional(),
  })
  .meta({
    description: 'Det om den unge, som den nye kommune må få (R51, L4).',
    examples: [{ fields: ['name', 'born'], name: 'Malthe Jensen', born: '2009-03-14' }],
  });

export const eventBody = z
  .strictObject({
    id: z
      .string('mangler')
      .trim()
      .min(1, 'mangler')
      .max(100, 'må højst være 100 tegn')
      .regex(/^[\w.:-]+$/, 'må kun have bogstaver, tal, punktum, kolon og bindestreg')
      .meta({
        description: 'Skolens eget nummer for det. Samme nummer igen er en gentagelse.',
        examples: ['H-117'],
      }),
    student: z
      .string('mangler')
      .trim()
      .min(1, 'mangler')
      .max(100)
      .meta({ description: 'Elevnummer.', examples: ['E8500420'] }),
    event: z.enum(SCHOOL_EVENTS).meta({ description: 'Hvad der er sket (R33).', examples: ['interrupted'] }),
    date: day.meta({ description: 'Dagen, det skete.', examples: ['2026-11-20'] }),
  })
  .meta({
    description: 'Noget er sket med en elev (R33). Aldrig hvorfor (R43).',
    examples: [{ id: 'H-117', student: 'E8500420', event: 'interrupted', date: '2026-11-20' }],
  });

export const eventAnswer = z
  .strictObject({
    id: z.string(),
    status: z
      .enum(['accepted', 'duplicate', 'undelivered'])
      .meta({ description: 'undelivered: forløbet hører om det senere. Du skal ikke gøre noget.' }),
  })
  .meta({ description: 'Hvad der blev af det.', examples: [{ id: 'H-117', status: 'accepted' }] });
