import { share } from './block-marks.ts'

/** PostgreSQL would stand idle while we read and encode, and we while it writes: two blocks keep both cores at work. */
const blocksAtOnceMax = 2

interface Flight {
  readonly marks: ReadonlySet<string>
  /** The next one may begin. */
  readonly underWay: Promise<void>
  readonly landed: Promise<void>
}
interface Flights<B> {
  readonly blocks: AsyncIterable<B>
  /** What a block names; null: it must be written alone. Blocks that share a mark keep their order. */
  readonly marksOf: (block: B) => ReadonlySet<string> | null
  /** A block begins when the one before is under way: when its taking says so, at the latest when it has landed. */
  readonly inTurn: boolean
  readonly take: (block: B, underWay: () => void) => Promise<void>
}

/** Takes blocks in the order of the file, as many at once as name different records; ends at the first fault, when all in flight have landed. */
export const takeSideBySide = async <B>({ blocks, marksOf, inTurn, take }: Flights<B>): Promise<void> => {
  const flights = new Set<Flight>()
  const faults: unknown[] = []
  let before: Promise<void> = Promise.resolve()
  const free = async (marks: ReadonlySet<string> | null): Promise<void> => {
    for (;;) {
      const inTheWay = marks === null ? [...flights] : [...flights].filter((flight) => share(marks, flight.marks))
      if (inTheWay.length === 0 && flights.size < blocksAtOnceMax) return
      await Promise.race((inTheWay.length > 0 ? inTheWay : [...flights]).map(({ landed }) => landed))
    }
  }
  try {
    for await (const block of blocks) {
      const marks = marksOf(block)
      await free(marks)
      if (inTurn) await before
      if (faults.length > 0) break
      const flight = fly(block, marks ?? new Set(), take, (fault) => faults.push(fault))
      before = flight.underWay
      void flight.landed.then(() => flights.delete(flight))
      flights.add(flight)
    }
  } finally {
    await Promise.all([...flights].map(({ landed }) => landed))
  }
  if (faults.length > 0) throw faults[0]
}

const fly = <B>(block: B, marks: ReadonlySet<string>, take: Flights<B>['take'], failed: (fault: unknown) => void): Flight => {
  const { promise: told, resolve: underWay } = Promise.withResolvers<void>()
  const landed = take(block, underWay).catch(failed)
  return { marks, landed, underWay: Promise.race([told, landed]) }
}
