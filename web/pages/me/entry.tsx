/**
 * The door to one's own page: the code one has chosen, or the start code and a code of one's own.
 */
import { ENTRY } from '../../../texts/entry';
import { type EntryStep } from '../../youth/entry';
import { type Failed } from '../formPage';
import { type FormState } from '../parts/fields';
import { type Markup } from '../parts/markup';
import { Problems } from '../parts/problems';
import { OwnFrame, OwnWord } from './frame';
import { Line } from './line';

interface EntryProps {
  readonly step: EntryStep;
  /** Address the code is sent to. */
  readonly action: string;
  readonly token: string;
  readonly failed: Failed | undefined;
}

export function EntryPage({ step, action, token, failed }: EntryProps): Markup {
  if (step === 'newCode') {
    return (
      <OwnWord title={ENTRY.newCodeTitle}>
        <p class="font-lead">{ENTRY.newCode}</p>
      </OwnWord>
    );
  }
  // What was typed as a code is never sent back.
  const state: FormState = {
    form: 'ind',
    values: { startCode: failed?.values.startCode ?? '' },
    problems: failed?.problems ?? {},
  };
  const first = step === 'choose';
  return (
    <OwnFrame title="Min side">
      {failed && <Problems state={state} title={failed.title} detail={failed.detail} />}
      <h1 class="h2">{first ? 'Velkommen' : 'Hej igen'}</h1>
      <p class="font-lead">{first ? ENTRY.chooseLead : ENTRY.lead}</p>
      <form method="post" action={action} class="rt-form me-form">
        <input type="hidden" name="token" value={token} />
        {first && (
          <Line state={state} name="startCode" label="Startkode" hint={ENTRY.startHint} as="openCode" />
        )}
        {first ? (
          <Line state={state} name="code" label="Find på din egen kode" hint={ENTRY.ownHint} as="openCode" />
        ) : (
          <Line state={state} name="code" label="Din kode" as="code" />
        )}
        <button class="button button-primary me-wide">{first ? 'Gem og gå ind' : 'Gå ind'}</button>
      </form>
      {!first && <p class="rt-quiet me-after">{ENTRY.forgot}</p>}
    </OwnFrame>
  );
}
