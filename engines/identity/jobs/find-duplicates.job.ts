import { defineJob, type JobWork } from '@lianke/kernel'
import { compareRecords, type Vector } from '../rules/comparison.rule.ts'
import { learn, type LinkModel } from '../rules/expectation.rule.ts'
import { scorePair } from '../rules/link-score.rule.ts'
import { suggestFrom } from '../settings/suggest-from.setting.ts'
import {
  countNames,
  keepSuggestions,
  type LinkPair,
  nextPairs,
  someLinks,
  type Suggested,
  withdrawStale,
} from '../statements/link-pairs.statement.ts'
import { blockPasses, clearLinks, linkPersons, makeBlocks } from '../statements/link-records.statement.ts'

const chancePersonsMax = 2000
const chancePairs = 60_000
const learningPairsMax = 60_000

/**
 * Looks for persons who may be one by what is known of them: folds all persons in sets, brings together who shares a key, learns how telling each
 * agreement is, scores every pair once and keeps the likely ones with their reasons, for a human to decide.
 */
export const findDuplicates = defineJob({
  name: 'identity.find_duplicates',
  cron: '20 3 * * *',
  timeoutMs: 3_600_000,
  attemptsMax: 2,
  run: async (job) => {
    const since = await job.transaction(async (work) => {
      await clearLinks(work)
      return work.now
    })
    await foldAll(job)
    for (let pass = 0; pass < blockPasses; pass++) await job.transaction((work) => makeBlocks(work, pass))
    const learnt = await job.transaction((work) => learnFrom(work))
    if (learnt) await scoreAll(job, learnt)
    if (!job.signal.aborted) await job.transaction((work) => withdrawStale(work, since))
  },
})

const foldAll = async (job: JobWork): Promise<void> => {
  let done = 0
  for (let after: string | null = null; !job.signal.aborted; ) {
    const set: Awaited<ReturnType<typeof linkPersons>> = await job.transaction((work) => linkPersons(work, after))
    done += set.count
    await job.progress(done, null)
    after = set.next
    if (after === null) return
  }
}

interface Learnt {
  readonly model: LinkModel
  readonly all: number
  readonly blocks: number
}

/** Keys are drawn like lots, so the first blocks are as good as any. */
const learnFrom = async (work: Parameters<typeof nextPairs>[0]): Promise<Learnt | null> => {
  const { records, all, blocks } = await someLinks(work, chancePersonsMax)
  if (all < 2) return null
  const chance: Vector[] = []
  for (let n = 0; n < chancePairs; n++) {
    const [a, b] = [records[n % records.length], records[(n * 7919 + Math.floor(n / records.length) + 1) % records.length]]
    if (a && b && a !== b) chance.push(compareRecords(a, b))
  }
  const candidates: Vector[] = []
  let seen = 0
  for (let after: number | null = null; candidates.length < learningPairsMax; ) {
    const set: Awaited<ReturnType<typeof nextPairs>> = await nextPairs(work, after)
    for (const { left, right } of set.pairs) candidates.push(compareRecords(left.record, right.record))
    seen += set.blocks
    after = set.next
    if (after === null) break
  }
  const sampled = blocks === 0 ? 1 : seen / blocks
  return { model: learn(candidates, chance, { pairs: (all * (all - 1)) / 2, sampled }), all, blocks }
}

const scoreAll = async (job: JobWork, learnt: Learnt): Promise<void> => {
  let done = 0
  for (let after: number | null = null; !job.signal.aborted; ) {
    const set = await job.transaction(async (work) => {
      const from = await work.setting<number>(suggestFrom.name)
      const found: Awaited<ReturnType<typeof nextPairs>> = await nextPairs(work, after)
      const names = found.pairs.flatMap(({ left, right }) => (left.record.name === right.record.name ? [left.record.name] : []))
      const counts = names.length === 0 ? new Map<string, number>() : await countNames(work, names)
      await keepSuggestions(work, likely(found.pairs, { learnt, counts, from }))
      return found
    })
    done += set.blocks
    await job.progress(done, learnt.blocks)
    after = set.next
    if (after === null) return
  }
}

const likely = (
  pairs: readonly LinkPair[],
  { learnt, counts, from }: { readonly learnt: Learnt; readonly counts: ReadonlyMap<string, number>; readonly from: number },
): Suggested[] =>
  pairs.flatMap(({ left, right }) => {
    const { probability, reasons } = scorePair(learnt.model, left.record, right.record, (_, name) => {
      const count = counts.get(name)
      // Others than these two who have it: the two may be one.
      return count === undefined ? undefined : Math.max(0.5, count - 1.5) / learnt.all
    })
    return probability >= from
      ? [{ left: left.person, right: right.person, score: Math.round(probability * 1e4) / 1e4, reasons }]
      : []
  })
