import type { Doors } from '../doors.ts'

/** Writes on each fact the person it counts for. */
export const stampFacts = async (
  doors: Doors,
  stamped: readonly { readonly fact: string; readonly recorded_at: string; readonly person: string }[],
): Promise<void> => {
  if (stamped.length === 0) return
  await doors.sql(
    `update fact f set person = s.person from unnest($1::uuid[], $2::uuid[]) as s (id, person)
      where f.id = s.id and f.recorded_at between $3 and $4 and f.person is distinct from s.person`,
    [
      stamped.map((one) => one.fact),
      stamped.map((one) => one.person),
      stamped.reduce((least, one) => (one.recorded_at < least ? one.recorded_at : least), stamped[0]?.recorded_at as string),
      // Read times carry milliseconds, the row microseconds.
      new Date(
        Date.parse(stamped.reduce((most, one) => (one.recorded_at > most ? one.recorded_at : most), '')) + 1,
      ).toISOString(),
    ],
  )
}
