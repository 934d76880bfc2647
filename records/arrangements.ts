/**
 * What staff have arranged for a youth: placements (R35, R36, R39) and programmes (R38). What was asked for, with the
 * youth's own words, is written once at the edge; where it stands is written by its workflow.
 */
import { type ArrangementStage, type ProgrammeKind } from '../contract/messages/arrangements';
import { type OfferRef, type StaffRef, type YouthRef } from '../contract/messages/ids';
import { type CaseClosing } from '../contract/messages/vocabulary';
import { type Table } from '../contract/ports/table';
import { type IsoDate } from '../rules/calendar';
import { type Instant } from '../rules/clock';

interface Asked {
  readonly id: string;
  readonly by: StaffRef;
  readonly at: Instant;
  /** What the youth wants of it, in the youth's own words. */
  readonly wish: string;
}
export interface AskedPlacement extends Asked {
  readonly what: 'placement';
  readonly offer: OfferRef;
}
export interface AskedProgramme extends Asked {
  readonly what: 'programme';
  readonly kind: ProgrammeKind;
  readonly everyDays: number;
  readonly from: IsoDate;
  readonly until: IsoDate;
}
export type AskedArrangement = AskedPlacement | AskedProgramme;

/** Where an arrangement stands. */
export interface ArrangementState {
  readonly stage: ArrangementStage;
  readonly since: Instant;
  readonly workflowId: string;
  readonly answerBy?: Instant;
  readonly until?: IsoDate;
  readonly why?: CaseClosing;
}

export type ArrangementRow = AskedArrangement & {
  /** Undefined until its workflow has begun. */
  readonly state?: ArrangementState;
};

const pk = (youth: YouthRef): string => `youth/${youth}`;
const ASKED = 'arrangement/';
const STATE = 'arrangementState/';

/** Writes down what was asked for, once. */
export async function askForArrangement(
  table: Table,
  youth: YouthRef,
  asked: AskedArrangement,
): Promise<void> {
  await table.put({ pk: pk(youth), sk: `${ASKED}${asked.id}`, value: asked }, 'absent');
}

/** Notes where it stands; what a later effect of its workflow has written is left alone. */
export async function saveArrangementState(
  table: Table,
  youth: YouthRef,
  id: string,
  seq: number,
  state: ArrangementState,
): Promise<void> {
  const row = { pk: pk(youth), sk: `${STATE}${id}`, seq, value: state };
  await table.put(row, { field: 'seq', below: seq + 1 });
}

/** A youth's arrangements, the newest first. */
export async function arrangementsOf(table: Table, youth: YouthRef): Promise<ArrangementRow[]> {
  const rows = await table.list(pk(youth), { prefix: 'arrangement' });
  const states = new Map(
    rows
      .filter(({ sk }) => sk.startsWith(STATE))
      .map(({ sk, value }) => [sk.slice(STATE.length), value as ArrangementState]),
  );
  return rows
    .filter(({ sk }) => sk.startsWith(ASKED))
    .map(({ value }) => value as AskedArrangement)
    .map((asked): ArrangementRow => {
      const state = states.get(asked.id);
      return state ? { ...asked, state } : asked;
    })
    .sort((a, b) => b.at - a.at);
}

/** Whether it is still under way, or about to be. */
export const isUnderWay = ({ state }: ArrangementRow): boolean => state?.stage !== 'ended';

/** Stages in which a place taken is something to go to. */
const GOING: readonly (ArrangementStage | undefined)[] = ['visits', 'start', 'running'];

/** R35, L1: whether the youth has taken a place. */
export const isPlaced = (rows: readonly ArrangementRow[]): boolean =>
  rows.some(({ what, state }) => what === 'placement' && GOING.includes(state?.stage));
