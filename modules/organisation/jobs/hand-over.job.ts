import { defineJob } from '@lianke/kernel'
import { handedOverIn, handOverSet } from '../commands/hand-over.ts'

const sixHours = 6 * 3_600_000

/** Hands over what a colleague who left had, a set to a transaction: a crash loses and doubles nothing. */
export const handOverJob = defineJob<{ from: string; to: string }>({
  name: 'organisation.hand_over',
  timeoutMs: sixHours,
  attemptsMax: 20,
  run: async (work, pair) => {
    let done = 0
    const objects = await work.transaction(async (room) => handedOverIn(room))
    for (const object of objects) {
      for (;;) {
        work.signal.throwIfAborted()
        const given = await work.transaction((room) => handOverSet(room, object, pair))
        if (given === 0) break
        done += given
        await work.progress(done, null)
      }
    }
  },
})
