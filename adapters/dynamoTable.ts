/**
 * The table on DynamoDB: one table, keys `pk` and `sk`, everything else as the row has it. The same client talks to
 * AWS and to dynalite on one machine. All reads are consistent.
 *
 * The SDK's validation errors quote the items they complain about, names and all: callers log an error's name, never
 * its message.
 */
import {
  ConditionalCheckFailedException,
  CreateTableCommand,
  type DynamoDBClient,
  ResourceInUseException,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  BatchWriteCommand,
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
} from '@aws-sdk/lib-dynamodb';
import { type Condition, type Key, type Range, type Row, type Table } from '../contract/ports/table';

/** Bounds of DynamoDB's batch calls. */
const GET_BATCH = 100;
const WRITE_BATCH = 25;
/** Batches on their way at once. */
const PARALLEL = 4;
/** What DynamoDB leaves undone of a batch is asked for again this often, after growing pauses. */
const BATCH_ATTEMPTS = 8;
const FIRST_PAUSE_MS = 25;

const CREATE_WITHIN_S = 20;

/** Sorts behind every character a key holds. */
const LAST = '\u{10FFFF}';

export class DynamoTable implements Table {
  private readonly client: DynamoDBDocumentClient;

  /** The table must exist; see {@link createTable}. */
  constructor(
    client: DynamoDBClient,
    private readonly name: string,
  ) {
    this.client = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
  }

  async get(key: Key): Promise<Row | undefined> {
    const { Item } = await this.client.send(
      new GetCommand({ TableName: this.name, Key: address(key), ConsistentRead: true }),
    );
    return Item as Row | undefined;
  }

  async getMany(keys: readonly Key[]): Promise<Row[]> {
    const found: Row[] = [];
    await inBatches(unique(keys).map(address), GET_BATCH, async (batch) => {
      await untilDone(batch, async (left) => {
        const { Responses, UnprocessedKeys } = await this.client.send(
          new BatchGetCommand({ RequestItems: { [this.name]: { Keys: left, ConsistentRead: true } } }),
        );
        found.push(...((Responses?.[this.name] ?? []) as Row[]));
        return (UnprocessedKeys?.[this.name]?.Keys ?? []) as Key[];
      });
    });
    return found;
  }

  async list(pk: string, range: Range = {}): Promise<Row[]> {
    const keys = keyCondition(pk, range);
    if (!keys) return [];
    const { reverse = false, limit = Infinity } = range;
    const rows: Row[] = [];
    let from: Record<string, unknown> | undefined;
    do {
      const page = await this.client.send(
        new QueryCommand({
          TableName: this.name,
          ConsistentRead: true,
          ScanIndexForward: !reverse,
          ...keys,
          ...(limit !== Infinity && { Limit: Math.max(1, limit - rows.length) }),
          ...(from && { ExclusiveStartKey: from }),
        }),
      );
      rows.push(...((page.Items ?? []) as Row[]));
      from = page.LastEvaluatedKey;
    } while (from && rows.length < limit);
    return rows.slice(0, limit);
  }

  async put(row: Row, condition?: Condition): Promise<boolean> {
    try {
      await this.client.send(
        new PutCommand({ TableName: this.name, Item: row, ...(condition && expression(condition)) }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }

  async putMany(rows: readonly Row[]): Promise<void> {
    const requests = unique(rows).map((Item) => ({ PutRequest: { Item } }));
    await inBatches(requests, WRITE_BATCH, async (batch) => {
      await untilDone(batch, async (left) => {
        const { UnprocessedItems } = await this.client.send(
          new BatchWriteCommand({ RequestItems: { [this.name]: left } }),
        );
        return (UnprocessedItems?.[this.name] ?? []) as typeof left;
      });
    });
  }

  async delete(key: Key): Promise<void> {
    await this.client.send(new DeleteCommand({ TableName: this.name, Key: address(key) }));
  }
}

/** Creates the table where there is none and waits until it can be used: local engines and tests only. */
export async function createTable(client: DynamoDBClient, name: string): Promise<void> {
  try {
    await client.send(
      new CreateTableCommand({
        TableName: name,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [
          { AttributeName: 'pk', AttributeType: 'S' },
          { AttributeName: 'sk', AttributeType: 'S' },
        ],
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
      }),
    );
  } catch (error) {
    if (!(error instanceof ResourceInUseException)) throw error;
  }
  await waitUntilTableExists(
    { client, maxWaitTime: CREATE_WITHIN_S, minDelay: 1, maxDelay: 1 },
    { TableName: name },
  );
}

const address = ({ pk, sk }: Key): Key => ({ pk, sk });

/** One row per key, the last given: a batch may not name a key twice. */
function unique<T extends Key>(rows: readonly T[]): T[] {
  return [...new Map(rows.map((row) => [`${row.pk}\n${row.sk}`, row])).values()];
}

function expression(condition: Condition): Partial<ConstructorParameters<typeof PutCommand>[0]> {
  if (condition === 'absent') return { ConditionExpression: 'attribute_not_exists(pk)' };
  const { field } = condition;
  const names = { ExpressionAttributeNames: { '#field': field } };
  if ('equals' in condition) {
    return {
      ...names,
      ConditionExpression: '#field = :value',
      ExpressionAttributeValues: { ':value': condition.equals },
    };
  }
  return {
    ...names,
    ConditionExpression: 'attribute_not_exists(pk) OR #field < :value',
    ExpressionAttributeValues: { ':value': condition.below },
  };
}

/** One condition on the sort key is all DynamoDB takes, so prefix and bounds become one span; undefined when it is empty. */
function keyCondition(
  pk: string,
  { prefix = '', from = '', to }: Range,
):
  | Pick<
      ConstructorParameters<typeof QueryCommand>[0],
      'KeyConditionExpression' | 'ExpressionAttributeValues'
    >
  | undefined {
  const low = from > prefix ? from : prefix;
  const ends = [...(prefix === '' ? [] : [`${prefix}${LAST}`]), ...(to === undefined ? [] : [to])].sort();
  const [high] = ends;
  if (high !== undefined && low > high) return undefined;
  const values = {
    ':pk': pk,
    ...(low !== '' && { ':low': low }),
    ...(high !== undefined && { ':high': high }),
  };
  const sort =
    high === undefined
      ? low === ''
        ? ''
        : ' AND sk >= :low'
      : low === ''
        ? ' AND sk <= :high'
        : ' AND sk BETWEEN :low AND :high';
  return { KeyConditionExpression: `pk = :pk${sort}`, ExpressionAttributeValues: values };
}

async function inBatches<T>(
  items: readonly T[],
  size: number,
  work: (batch: T[]) => Promise<void>,
): Promise<void> {
  const batches: T[][] = [];
  for (let at = 0; at < items.length; at += size) batches.push(items.slice(at, at + size));
  const worker = async (): Promise<void> => {
    for (let batch = batches.shift(); batch; batch = batches.shift()) await work(batch);
  };
  await Promise.all(Array.from({ length: Math.min(PARALLEL, batches.length) }, worker));
}

/** Repeats a batch call with what it left undone. Rejects when something stays undone. */
async function untilDone<T>(batch: T[], call: (left: T[]) => Promise<T[]>): Promise<void> {
  let left = batch;
  for (let attempt = 0; attempt < BATCH_ATTEMPTS; attempt += 1) {
    left = await call(left);
    if (left.length === 0) return;
    const pause = FIRST_PAUSE_MS * 2 ** attempt;
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
  throw new Error(`the table left ${String(left.length)} rows of a batch undone`);
}
