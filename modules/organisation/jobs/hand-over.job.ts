import { defineJob } from '@lianke/kernel'
import { handedOverIn, handOverSet } from '../commands/hand-over.ts'

const sixHours = 6 * 3_600_000

/** Hands over what a colleague who left had, a set to a transaction: a crash loses and doubles nothing. */
export const handOverJob = defineJob<{ from: string; to: string }>({
  name: 'organisation.hand_over',
  timeoutMs: sixHours,
  attemptsMax: 20,
  run: async (job, pair) => {
    let done = 0
    const objects = await job.transaction(async (work) => handedOverIn(work))
    for (const object of objects) {
      for (;;) {
        job.signal.throwIfAborted()
        const given = await job.transaction((work) => handOverSet(work, object, pair))
        if (given === 0) break
        done += given
        await job.progress(done, null)
      }
    }
  },
})
