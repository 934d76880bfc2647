/** What a thread of `npm run simulate` runs. */
import { serveShards } from '../simulation/shardThread';

serveShards();
