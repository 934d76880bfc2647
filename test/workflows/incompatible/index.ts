/** Workflows changed in a way that breaks every recorded history: the replay test must be able to fail. */
import { sleep } from '@temporalio/workflow';
import { absenceCase as real } from '../../../workflows/absenceCase';
import { type AbsenceCaseInput } from '../../../contract/messages/procedures';

export { dispatch, journey, schoolFeed } from '../../../workflows';

export async function absenceCase(input: AbsenceCaseInput): Promise<void> {
  await sleep('1 hour'); // a day's patience that nobody agreed on
  await real(input);
}
