import type { Actor } from '@lianke/kernel'
import { openPlatform } from '../../../open-platform.ts'
import { countingShop, purse } from './ledgers.testing.ts'

const poster: Actor = { kind: 'system', id: 'poster' }
/** How many post at once in one process. */
const lanes = 8

/** What one poster does: keys are numbered, so that one that was killed begins anew and repeats what it may have done already. */
export const postedBy = (process: number, lane: number, n: number, persons: readonly string[]) => {
  const mark = process * 7 + lane * 5 + n * 3
  return {
    key: `${process}/${lane}/${n}`,
    account: { person: persons[mark % persons.length] ?? '' },
    amount: { amount: String([25, -10, -20, 5][mark % 4] ?? 0), currency: 'CNY' },
  }
}
export const postingsEach = 12

// Run as a program: posts, holds and settles until it is done or killed.
if (process.argv[1] === import.meta.filename) {
  const [databaseUrl = '', clickhouseUrl = '', tenant = '', number = '0', ...persons] = process.argv.slice(2)
  const platform = await openPlatform({
    databaseUrl,
    clickhouseUrl,
    secret: 'a secret for tests only',
    modules: countingShop,
    connectionsMax: lanes + 1,
  })
  process.stdout.write('ready\n')
  await Promise.all(
    Array.from({ length: lanes }, async (_, lane) => {
      for (let n = 0; n < postingsEach; n++) {
        const posting = postedBy(Number(number), lane, n, persons)
        // Two accounts in one set, in whatever order they are named.
        const other = { ...postedBy(Number(number), lane, n + 1, persons), key: `${posting.key}/other` }
        await platform.work(tenant, poster, (work) => work.ledger(purse).post([posting, other], { partial: true }))
        const held = { ...posting, key: `${posting.key}/hold`, amount: { amount: '-3', currency: 'CNY' } }
        await platform.work(tenant, poster, (work) => work.ledger(purse).hold([held], { partial: true }))
        const settle = n % 2 === 0 ? ('capture' as const) : ('release' as const)
        await platform.work(tenant, poster, (work) =>
          work.ledger(purse)[settle]([{ key: `${posting.key}/end`, of: held.key }], { partial: true }),
        )
        process.stdout.write(`${posting.key}\n`)
      }
    }),
  )
  await platform.close()
}
