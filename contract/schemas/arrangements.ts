/**
 * Offers, placements and programmes as they are sent in and answered (R35, R36, R38, R39).
 */
import { z } from 'zod';
import { ARRANGEMENT_STAGES, PROGRAMME_KINDS, WITHDRAWALS } from '../messages/arrangements';
import { instant, isoDay, somebody } from './answers/common';
import { wordsOf } from './plan';
import { day } from './times';

const whole = (low: number, high: number): z.ZodInt => z.int().min(low).max(high);
const offerId = z
  .string()
  .trim()
  .regex(/^[A-Z][A-Z0-9-]{1,29}$/, 'skal være 2-30 store bogstaver (A-Z), tal og bindestreger')
  .meta({ description: 'Tilbuddets korte navn.', examples: ['VAERKSTED'] });
const wish = wordsOf(500, 'Hvad den unge selv vil med det, i den unges ord (R45).', 'Jeg vil lave mad.');

/** The id of an offer, as it stands in the address. */
export const offerParams = z.strictObject({ id: offerId });

export const offerBody = z
  .strictObject({
    name: wordsOf(80, 'Det, folk kalder stedet.', 'Havnens værksted'),
    places: whole(0, 500)
      .exactOptional()
      .meta({ description: 'Pladser i alt; udeladt i et nyt tilbud: aftalens (R35).', examples: [20] }),
    school: z
      .string()
      .trim()
      .min(1, 'mangler')
      .exactOptional()
      .meta({ description: 'Skolen, stedet hører til.', examples: ['FGU-NORD'] }),
  })
  .meta({
    description: 'Et sted at være, med pladser. Bliver der færre, mister ingen sin (R35).',
    examples: [{ name: 'Havnens værksted', places: 20 }],
  });

export const placementBody = z.strictObject({ offer: offerId, wish }).meta({
  description: 'Den unge vil gerne have en plads (R35).',
  examples: [{ offer: 'VAERKSTED', wish: 'Jeg vil lave mad.' }],
});

export const programmeBody = z
  .strictObject({
    kind: z
      .enum(PROGRAMME_KINDS)
      .meta({ description: 'talks: samtaler; visits: besøg.', examples: ['talks'] }),
    everyDays: whole(1, 60)
      .exactOptional()
      .meta({ description: 'Dage imellem; udeladt: aftalens (R38).', examples: [7] }),
    from: day,
    until: day.exactOptional(),
    wish,
  })
  .meta({
    description:
      'Faste samtaler eller besøg, som den unge er med på (R38). Uden until varer de, som aftalen siger.',
    examples: [{ kind: 'talks', from: '2026-12-01', wish: 'Jeg vil gerne tale hver uge.' }],
  });

export const endBody = z
  .strictObject({
    why: z.enum(WITHDRAWALS).meta({
      description: 'declined: nej tak (R45); notPossible: det kan ikke lade sig gøre.',
      examples: ['declined'],
    }),
  })
  .meta({ description: 'Det slutter. En plads går til den næste i køen.', examples: [{ why: 'declined' }] });

export const proofBody = z.strictObject({ on: day }).meta({
  description: 'Dagen, den unge fik sit bevis. Beviset er den unges eget (R36).',
  examples: [{ on: '2027-02-18' }],
});

const seat = z.strictObject({
  youth: z.strictObject({ ref: z.string(), name: z.string() }).optional().meta({
    description: 'Kun, hvis du må se den unge.',
  }),
  since: instant,
});

const offer = z.strictObject({
  id: z.string(),
  name: z.string(),
  places: z.int(),
  school: z.string().optional(),
  held: z.array(seat).meta({ description: 'Dem, der har en plads eller har fået den tilbudt.' }),
  waiting: z.array(seat).meta({ description: 'Køen, den første først.' }),
});

export const offersAnswer = z.strictObject({ offers: z.array(offer) }).meta({
  description: 'Tilbud, pladser og køer.',
  examples: [{ offers: [{ id: 'VAERKSTED', name: 'Havnens værksted', places: 20, held: [], waiting: [] }] }],
});

const arrangement = z.strictObject({
  id: z.string(),
  what: z.enum(['placement', 'programme']),
  name: z.string().meta({ description: 'Stedet, eller slagsen af fast tid.' }),
  wish: z.string(),
  by: somebody,
  askedAt: instant,
  stage: z.enum(ARRANGEMENT_STAGES),
  since: instant.optional().meta({ description: 'Siden hvornår det står sådan.' }),
  line: z.int().optional().meta({ description: 'Plads i køen.' }),
  answerBy: instant.optional().meta({ description: 'Så længe holdes pladsen.' }),
  until: isoDay.optional(),
  why: z.string().optional().meta({ description: 'Hvorfor det sluttede: en kode.' }),
});

export const arrangementsAnswer = z.strictObject({ arrangements: z.array(arrangement) }).meta({
  description: 'Den unges pladser og faste tider, de nyeste først.',
  examples: [
    {
      arrangements: [
        {
          id: 'A-1f',
          what: 'placement',
          name: 'Havnens værksted',
          wish: 'Jeg vil lave mad.',
          by: { id: 'coordinator-01', name: 'Mette Dahl' },
          askedAt: '2026-11-20T12:00:00+01:00',
          stage: 'waiting',
          line: 2,
        },
      ],
    },
  ],
});
