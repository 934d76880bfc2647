/**
 * Doing the same to many things without asking too much of any: a workflow takes ten updates at a time.
 */

/** What the engine takes at once for one workflow; the eleventh would be refused. */
const AT_ONCE_PER_WORKFLOW = 10;

/**
 * Works on each item; of those with the same queue at most `atOnce` at a time. Answers in the items' order; `work` must
 * not reject.
 */
export async function inQueues<Item, Result>(
  items: readonly Item[],
  queueOf: (item: Item) => string,
  work: (item: Item) => Promise<Result>,
  atOnce: number = AT_ONCE_PER_WORKFLOW,
): Promise<Result[]> {
  const results: Result[] = [];
  const queues = new Map<string, number[]>();
  items.forEach((item, index) => {
    const queue = queueOf(item);
    queues.set(queue, [...(queues.get(queue) ?? []), index]);
  });
  const worker = async (waiting: number[]): Promise<void> => {
    for (let index = waiting.shift(); index !== undefined; index = waiting.shift()) {
      const item = items[index];
      if (item !== undefined) results[index] = await work(item);
    }
  };
  const workers = [...queues.values()].flatMap((waiting) =>
    Array.from({ length: Math.min(atOnce, waiting.length) }, () => worker(waiting)),
  );
  await Promise.all(workers);
  return results;
}
