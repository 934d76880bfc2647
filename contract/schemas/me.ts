/**
 * A youth's own page, as it is opened, sent in and answered (R16, R18, R28, R40, R41, R44–R47, R53, L8), and the start
 * codes staff hand out.
 */
import { z } from 'zod';
import { MEETING_ANSWERS, STAFF_ROLES, TASK_KINDS } from '../messages/vocabulary';
import { instant, isoDay } from './answers/common';
import { wordsOf } from './plan';
import { moment } from './times';

const secret = (description: string, example: string): z.ZodString =>
  z
    .string()
    .trim()
    .min(1, 'mangler')
    .max(200, 'er for lang')
    .meta({ description, examples: [example] });

export const openBody = z
  .strictObject({
    link: secret('Det sidste i linket til siden, efter /mig/.', 'k7mp3xq9abcdef'),
    code: secret('Den kode, du har valgt eller vælger nu.', 'grøn kanin 7'),
    startCode: secret('Startkoden, første gang eller når koden er glemt.', 'k7mp-3xq9').exactOptional(),
  })
  .meta({
    description: 'Åbner ens egen side. Med startCode bliver code ens nye kode.',
    examples: [{ link: 'k7mp3xq9abcdef', code: 'grøn kanin 7' }],
  });

export const openAnswer = z
  .strictObject({
    token: z.string().meta({ description: 'Sendes som Authorization: Bearer til /api/v1/me.' }),
    until: instant,
  })
  .meta({
    description: 'Adgang til ens egen side, for en kort tid.',
    examples: [{ token: 'eyJ5b3V0aCI6InkxIn0.c2ln', until: '2026-11-22T12:30:00+01:00' }],
  });

export const ownAnswerBody = z
  .strictObject({
    answer: z
      .enum(MEETING_ANSWERS)
      .meta({ description: 'coming, anotherTime eller callMe (R40).', examples: ['anotherTime'] }),
    to: moment.exactOptional().meta({
      description: 'En af de tider, mødet foreslår. Kun med anotherTime; udeladt finder vi en.',
      examples: ['2026-12-11T11:00'],
    }),
  })
  .refine(({ answer, to }) => to === undefined || answer === 'anotherTime', {
    message: 'hører kun til svaret anotherTime',
    path: ['to'],
  })
  .meta({ description: 'Svaret på en invitation.', examples: [{ answer: 'coming' }] });

export const ownPointBody = z
  .strictObject({ text: wordsOf(500, 'Det, du vil tale om.', 'Jeg vil tale om min mentor.') })
  .meta({
    description: 'Et punkt til mødet, i dine ord.',
    examples: [{ text: 'Jeg vil tale om min mentor.' }],
  });

export const ownPlaceBody = z
  .strictObject({
    place: wordsOf(200, 'Hvor du vil mødes (R41).', 'Biblioteket').exactOptional(),
    supportPerson: wordsOf(100, 'Den, du tager med (R18).', 'Min storesøster').exactOptional(),
  })
  .meta({ description: 'Stedet, og hvem du tager med.', examples: [{ place: 'Biblioteket' }] });

export const ownDeclineBody = z
  .strictObject({
    note: wordsOf(500, 'Hvorfor, hvis du vil sige det.', 'Jeg har det fint nu.').exactOptional(),
  })
  .meta({ description: 'Nej tak til mødet (R45).', examples: [{}] });

export const ownTalkBody = z.strictObject({}).meta({ description: 'Ring til mig (R53).', examples: [{}] });

export const ownWishBody = z
  .strictObject({
    wish: z
      .literal('anotherContactPerson')
      .meta({ description: 'En anden kontaktperson (R28).', examples: ['anotherContactPerson'] }),
  })
  .meta({ description: 'Et ønske, der går til lederen.', examples: [{ wish: 'anotherContactPerson' }] });

export const ownPulseBody = z
  .union([
    z.strictObject({ score: z.int().meta({ description: 'Et tal på spørgsmålets skala.', examples: [4] }) }),
    z.strictObject({ declined: z.literal(true).meta({ description: 'Spørg mig ikke mere (R45).' }) }),
  ])
  .meta({
    description: 'Svaret på: Hvordan har du det? (R08).',
    examples: [{ score: 4 }, { declined: true }],
  });

export const ownMorningBody = z
  .strictObject({})
  .meta({ description: 'Nej tak til beskeden om morgenen (R45).', examples: [{}] });

const adult = z.strictObject({
  name: z.string(),
  role: z.enum(STAFF_ROLES),
  mobile: z.string().optional(),
});

const ownMeeting = z.strictObject({
  task: z.string(),
  kind: z.enum(TASK_KINDS),
  at: instant.optional().meta({ description: 'Udeladt, mens vi finder en tid.' }),
  place: z.string().optional(),
  purpose: z.string().optional().meta({ description: 'Med jeres egne ord (R47).' }),
  people: z.array(z.strictObject({ name: z.string(), role: z.enum(STAFF_ROLES).optional() })),
  supportPerson: z.string().optional(),
  points: z.array(z.strictObject({ by: z.enum(['youth', 'family', 'staff']), text: z.string() })),
  overdueSubGoals: z.array(z.string()),
  answer: z.enum(MEETING_ANSWERS).optional(),
  times: z.array(instant).meta({ description: 'Andre tider at vælge imellem (R41).' }),
  mayAnswer: z.boolean(),
  mayDecline: z.boolean(),
});

export const ownPageAnswer = z
  .strictObject({
    name: z.string(),
    face: adult.optional().meta({ description: 'Det ene ansigt øverst.' }),
    adults: z.array(adult),
    meetings: z.array(ownMeeting),
    talkAsked: z.boolean().meta({ description: 'Der er bedt om en snak, som ikke er holdt (R53).' }),
    callBy: instant.meta({ description: 'Vi ringer senest da (R53).' }),
    wished: z.boolean().meta({ description: 'Lederen finder en anden kontaktperson (R28).' }),
    plan: z
      .strictObject({
        state: z.enum(['none', 'active', 'suspended', 'declined']),
        purpose: z.string().optional(),
        text: z.string().optional().meta({ description: 'Planen i den unges udgave (R46).' }),
        subGoals: z.array(z.strictObject({ text: z.string(), due: isoDay, reached: z.boolean() })),
      })
      .optional(),
    promises: z
      .array(z.strictObject({ due: isoDay, kept: z.boolean().optional() }))
      .optional()
      .meta({ description: 'Det, vi har lovet, og om vi holdt det (R16).' }),
    notes: z
      .array(z.strictObject({ at: instant, by: z.string(), text: z.string() }))
      .optional()
      .meta({ description: 'Notater, du må se (R44).' }),
    pulse: z
      .strictObject({ until: instant, from: z.int(), to: z.int() })
      .optional()
      .meta({ description: 'Et spørgsmål, der venter på svar, og dets skala (R08).' }),
    wakeUp: z
      .strictObject({ time: z.string(), until: isoDay })
      .optional()
      .meta({ description: 'Det, der er aftalt om morgenen (R41).' }),
    notSecret: z.string().meta({ description: 'Det, der aldrig kan holdes hemmeligt (R44).' }),
  })
  .meta({
    description: 'Ens egen side. plan, promises og notes er kun den unges.',
    examples: [
      {
        name: 'Malthe',
        face: { name: 'Liv Krog', role: 'contactPerson' },
        adults: [],
        meetings: [],
        talkAsked: false,
        callBy: '2026-11-23T16:00:00+01:00',
        wished: false,
        notSecret: 'Er et barn i fare, skal vi sige det.',
      },
    ],
  });

export const leftAnswer = z
  .strictObject({ ended: z.literal(true) })
  .meta({ description: 'Man er logget ud alle steder.', examples: [{ ended: true }] });

const whose = z
  .int()
  .min(0)
  .max(9)
  .exactOptional()
  .meta({ description: 'Værgens nummer fra 0; udeladt den unge selv.', examples: [0] });

export const handOutBody = z
  .strictObject({ guardian: whose })
  .meta({ description: 'Hvem startkoden er til.', examples: [{}] });

export const handOutAnswer = z
  .strictObject({
    path: z.string().meta({ description: 'Linket, efter sidens adresse.' }),
    startCode: z.string().meta({ description: 'Vises kun her.' }),
    until: instant,
  })
  .meta({
    description: 'Giv den unge begge dele. Koden bruges én gang.',
    examples: [{ path: '/mig/k7mp3xq9abcdef', startCode: 'k7mp-3xq9', until: '2026-11-29T12:00:00+01:00' }],
  });

export const handedOutAnswer = z
  .strictObject({
    pages: z.array(
      z.strictObject({
        name: z.string(),
        guardian: z.int().optional(),
        state: z.enum(['none', 'waiting', 'expired', 'open']),
        path: z.string().optional(),
        until: instant.optional(),
        lastUsed: instant.optional(),
      }),
    ),
  })
  .meta({
    description: 'Siderne, og om de er i brug.',
    examples: [{ pages: [{ name: 'Malthe', state: 'none' }] }],
  });
