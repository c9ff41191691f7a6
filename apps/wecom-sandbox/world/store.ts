import { codeOfError } from '@lianke/kernel/plain'
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { defaultSwitches, emptyWorld, type World } from './world.ts'

const saveDelayMs = 150

/** The world in memory, its clock, and the file that outlives the process. */
export interface Store {
  world: World
  /** Seconds since 1970, as the simulated corp counts them. */
  now(): number
  /** The real clock, by which callbacks are signed: a receiver compares it with its own. */
  realNow(): number
  /** A new made-up id; the same world and history give the same ids. */
  id(prefix: string, length?: number): string
  /** Call after every change. */
  changed(): void
  replace(world: World): void
  flush(): void
}

const letters = '0123456789abcdefghijkmnpqrstuvwxyz'
/** Spreads a counter over letters (a fixed multiplicative walk), so that ids look like the vendor's yet are reproducible. */
const spread = (serial: number, length: number): string => {
  let state = BigInt(serial) * 0x9e3779b97f4a7c15n + 0x632be59bd9b4e019n
  let out = ''
  while (out.length < length) {
    state = (state * 6364136223846793005n + 1442695040888963407n) & 0xffffffffffffffffn
    out += letters[Number((state >> 33n) % BigInt(letters.length))]
  }
  return out
}

/** Opens the world kept in `folder`; without a folder it lives in memory only. */
export const openStore = (folder: string | null, now: () => number): Store => {
  const file = folder ? join(folder, 'world.json') : null
  let timer: NodeJS.Timeout | null = null
  let dirty = false
  const store: Store = {
    world: (file && readWorld(file)) || emptyWorld(),
    now: () => Math.floor(now() / 1000) + store.world.clock_offset_seconds,
    realNow: () => Math.floor(now() / 1000),
    id: (prefix, length = 32) => prefix + spread(++store.world.serial, Math.max(4, length - prefix.length)),
    changed: () => {
      if (!file) return
      dirty = true
      timer ??= setTimeout(() => store.flush(), saveDelayMs)
    },
    replace: (world) => {
      store.world = world
      store.changed()
    },
    flush: () => {
      if (timer) clearTimeout(timer)
      timer = null
      if (!file || !folder || !dirty) return
      dirty = false
      mkdirSync(folder, { recursive: true })
      const handle = openSync(`${file}.new`, 'w')
      writeSync(handle, JSON.stringify(store.world))
      fsyncSync(handle)
      closeSync(handle)
      renameSync(`${file}.new`, file)
    },
  }
  // A process that was killed may have given out ids that its file does not know: go on beyond them.
  if (store.world.serial > 0) store.world.serial = Math.max(store.world.serial, store.realNow())
  return store
}

const readWorld = (file: string): World | null => {
  let source: string
  try {
    source = readFileSync(file, 'utf8')
  } catch (cause) {
    if (codeOfError(cause) === 'ENOENT') return null
    throw cause
  }
  const kept = JSON.parse(source) as World
  return { ...emptyWorld(), ...kept, switches: { ...defaultSwitches(), ...kept.switches } }
}
