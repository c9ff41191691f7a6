import { isSpec, type Law } from './law.ts'

const filesMax = 80
/** A module, an engine, a channel, an application; in the platform and the shared screens, whose rooms are built of shelves, a shelf. */
const roomOf = (path: string): string | null =>
  /^(?:(?:platform|ui)\/[^/]+\/[^/]+|(?:modules|engines|channels|apps)\/[^/]+)(?=\/)/.exec(path)?.[0] ?? null

/** A module that one cannot walk round is two modules. */
export const roomSize: Law = {
  name: 'room size',
  breaches: (sources) => {
    const sizes = new Map<string, number>()
    for (const { path } of sources) {
      const room = roomOf(path)
      if (room && !isSpec(path)) sizes.set(room, (sizes.get(room) ?? 0) + 1)
    }
    return [...sizes].flatMap(([place, size]) =>
      size > filesMax ? [{ place, size, says: `${size} files, at most ${filesMax}: split the room by subject` }] : [],
    )
  },
}
