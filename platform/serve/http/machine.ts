import { RetryLater } from '@lianke/kernel'
import { gauge, metrics } from '../../run/log/metrics.ts'
import type { Platform } from '../../platform.ts'
import { restartsTold } from '../../run/log/beat.ts'

/** How much room a disk has for what lies on it. */
export interface DiskState {
  /** What it holds: `database`, `analytics`, `files`, `data` (everything else). */
  readonly holds: readonly string[]
  readonly free_bytes: number
  readonly size_bytes: number
  /** `low`: make room soon. `full`: writing may be refused at any moment. */
  readonly state: 'good' | 'low' | 'full'
}

/** What this process can say about the machine below it. */
export interface MachineGiven {
  /** Free room of the disks of this machine. */
  readonly disks?: () => Promise<readonly DiskState[]>
}
/** A store and whether it answers; `problem` is for operators. */
export interface StoreState {
  readonly store: 'database' | 'analytics'
  readonly answers: boolean
  readonly problem: string | null
}
const answerMs = 3_000
/** PostgreSQL writes its log in files of this size: with less room it cannot go on. */
const noRoomBytes = 16 * 1024 ** 2

const within = async (work: Promise<unknown>): Promise<string | null> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(`no answer in ${answerMs / 1000} s`), answerMs)
  })
  const done = work.then(
    () => null,
    (error: Error) => error.message.slice(0, 200),
  )
  return Promise.race([done, late]).finally(() => clearTimeout(timer))
}

/** Asks both stores, three seconds at most. */
export const storeStates = async ({ database, analytics }: Platform): Promise<readonly StoreState[]> => {
  const asked = {
    database: within(database.home.query({ text: 'select 1' })),
    analytics: within(analytics.query('', 'select {tenant:String} as tenant')),
  }
  return Promise.all(
    (['database', 'analytics'] as const).map(async (store) => {
      const problem = await asked[store]
      return { store, answers: problem === null, problem }
    }),
  )
}

/** The worst of these disks, for health. */
export const worstOf = (disks: readonly DiskState[]): DiskState['state'] =>
  (['full', 'low'] as const).find((state) => disks.some((disk) => disk.state === state)) ?? 'good'

/** A store on a disk without room may not even be able to say so: it goes away and comes back until there is room. */
export const withCause = async (error: unknown, { disks }: MachineGiven): Promise<unknown> => {
  if (!disks || !(error instanceof RetryLater) || !error.says.endsWith('.no_answer')) return error
  const full = (await disks().catch(() => [])).some(({ free_bytes }) => free_bytes < noRoomBytes)
  return full ? new RetryLater('a disk is full', 5_000, error, 'storage.full') : error
}

/** Figures of the machine at `/metrics`. */
export const machineMetrics = ({ disks = async () => [] }: MachineGiven): void => {
  // Registered anew by whoever opens the product last in this process (tests open it often).
  for (const name of ['free_bytes', 'size_bytes']) metrics.removeSingleMetric(`lianke_disk_${name}`)
  const told = (state: 'free_bytes' | 'size_bytes') =>
    async function collect(this: { set(labels: Record<string, string>, value: number): void }) {
      for (const disk of await disks()) this.set({ holds: disk.holds.join(',') }, disk[state])
    }
  gauge({ name: 'lianke_disk_free_bytes', help: 'Free room', labelNames: ['holds'], collect: told('free_bytes') })
  gauge({ name: 'lianke_disk_size_bytes', help: 'Size of the disk', labelNames: ['holds'], collect: told('size_bytes') })
  gauge({
    name: 'lianke_process_restarts',
    help: 'Processes of this machine started again since the supervisor began',
    labelNames: ['process', 'reason'],
    collect() {
      for (const { process, ended, hung } of restartsTold()) {
        this.set({ process, reason: 'ended' }, ended)
        this.set({ process, reason: 'hung' }, hung)
      }
    },
  })
}
