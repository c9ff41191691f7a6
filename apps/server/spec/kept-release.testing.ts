import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { databaseUser, startPostgres } from '@lianke/platform/runtime'
import { type Content, contentOf, type Story, unpackFolder } from '@lianke/tooling/release'

export const checkout = join(import.meta.dirname, '../../..')
const folder = join(import.meta.dirname, 'releases')

interface KeptRelease {
  readonly name: string
  readonly commit: string
  readonly story: Story
  readonly counts: Readonly<Record<string, number>>
}
/** The kept installations, one a release. */
export const keptReleases = (): readonly KeptRelease[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => ({ name: file.slice(0, -'.json'.length), ...JSON.parse(readFileSync(join(folder, file), 'utf8')) }))

/** A data folder of its own with what the release left, owned by whom PostgreSQL runs as. */
export const unpackRelease = (name: string): { data: string; drop: () => void } => {
  const place = mkdtempSync(join(tmpdir(), 'lianke-upgrade-'))
  chmodSync(place, 0o711) // PostgreSQL's own user passes through
  const data = join(place, 'data')
  unpackFolder(join(folder, `${name}.data.zst`), data)
  chmodSync(data, 0o711)
  const user = databaseUser()
  if (user) execFileSync('chown', ['-R', `${user.uid}:${user.gid}`, join(data, 'postgres')])
  return { data, drop: () => rmSync(place, { recursive: true, force: true }) }
}

/** What the stopped installation in `data` holds. */
export const contentIn = async (data: string): Promise<Content> => {
  const postgres = await startPostgres({ directory: join(data, 'postgres') })
  try {
    return await contentOf(postgres.url)
  } finally {
    await postgres.stop()
  }
}
