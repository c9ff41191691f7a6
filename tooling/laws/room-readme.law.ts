import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../layers.ts'
import type { Law } from './law.ts'

/** Whoever enters a module reads at the door what it is for. */
export const roomReadme: Law = {
  name: 'a README for each room',
  breaches: (sources) => {
    const rooms = new Set(sources.flatMap(({ path }) => /^(?:modules|engines|channels|ui)\/[^/]+(?=\/)/.exec(path)?.[0] ?? []))
    return [...rooms].flatMap((room) =>
      existsSync(join(root, room, 'README.md')) ? [] : [{ place: room, size: 1, says: 'no README.md says what the room is for' }],
    )
  },
}
