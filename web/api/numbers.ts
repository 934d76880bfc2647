/**
 * Numbers over everybody, over JSON (R23, R49): for those who answer for the whole municipality.
 */
import { yearQuery, yearStatusAnswer } from '../../contract/schemas/answers/numbers';
import { readYearStatus } from '../yearStatus';
import { type Route, route } from './route';

const year = route({
  method: 'get',
  path: '/api/v1/numbers/year',
  tag: 'Tal',
  summary: { da: 'Årsstatus', en: 'Yearly status' },
  details:
    'Et skoleårs tal efter skole og trin: sager, svartid, frister, trivsel, skift af voksne, kø til pladser og sidste kontakt. Små tal, og hvad de ville følge af, er skjult. Hentningen bliver skrevet ned (L10).',
  query: yearQuery,
  answer: ['YearStatus', yearStatusAnswer],
  problems: ['invalid-input'],
  async handle({ ports, person, query }) {
    const asked = query.year === undefined ? undefined : Number(query.year);
    const status = await readYearStatus(ports, person, asked, 'export');
    return {
      year: status.year,
      smallest: status.smallest,
      lines: status.lines.map(({ subject, group, kind, count, ...rest }) => ({
        subject,
        group,
        ...(kind !== undefined && { kind }),
        count: count ?? null,
        ...('part' in rest && { part: rest.part ?? null }),
      })),
    };
  },
});

export const numberRoutes: readonly Route[] = [year];
