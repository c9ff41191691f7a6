import { share } from './block-marks.ts'

/** PostgreSQL would stand idle while we read and encode, and we while it writes: two blocks keep both cores at work. */
const blocksAtOnceMax = 2

interface Flight {
  readonly marks: ReadonlySet<string>
  readonly landed: Promise<void>
}
interface Flights<B> {
  readonly blocks: AsyncIterable<B>
  /** What a block names; null: it must be written alone. Blocks that share a mark keep their order. */
  readonly marksOf: (block: B) => ReadonlySet<string> | null
  readonly take: (block: B) => Promise<void>
}

/** Takes blocks in the order of the file, as many at once as name different records; ends at the first fault, when all in flight have landed. */
export const takeSideBySide = async <B>({ blocks, marksOf, take }: Flights<B>): Promise<void> => {
  const flights = new Set<Flight>()
  const faults: unknown[] = []
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
      if (faults.length > 0) break
      const flight: Flight = {
        marks: marks ?? new Set(),
        landed: take(block)
          .catch((fault: unknown) => {
            faults.push(fault)
          })
          .then(() => {
            flights.delete(flight)
          }),
      }
      flights.add(flight)
    }
  } finally {
    await Promise.all([...flights].map(({ landed }) => landed))
  }
  if (faults.length > 0) throw faults[0]
}
