import { openDatabase } from '../db/open-database.ts'
import { readFacts } from './read-facts.ts'

/** A reader in a process of its own, to be killed: writes what it handled into `handled` in the reader's transaction. */
const [url = '', tenant = '', reader = '', after = ''] = process.argv.slice(2)
const database = openDatabase({ url, max: 4 })
process.on('disconnect', () => process.exit(0))
for (;;) {
  const { more } = await readFacts(
    database,
    tenant,
    { reader, limit: 7, from: 'beginning', shards: reader === 'sharded' ? 4 : 1, ...(after ? { after } : {}) },
    async (tx, facts) => {
      await tx.execute({
        text: `insert into handled (reader, fact, person, n) select $1, f.fact, f.person, f.n from unnest($2::uuid[], $3::uuid[], $4::int[]) f(fact, person, n)`,
        values: [reader, facts.map(({ id }) => id), facts.map(({ person }) => person), facts.map(({ payload }) => payload.n)],
      })
    },
  )
  // The one who kills waits for this, or on a busy machine nobody would live long enough to read.
  process.send?.('turned')
  if (!more) await new Promise((resolve) => setTimeout(resolve, 5))
}
