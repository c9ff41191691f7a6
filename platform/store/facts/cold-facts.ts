import { createHash } from 'node:crypto'
import { open, rm } from 'node:fs/promises'
import { pipeline as chain, Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import type { Fact } from '@lianke/kernel'
import type { Database } from '../db/database.ts'
import { newId } from '../db/new-id.ts'
import { ident } from '../db/sql.ts'
import { type FilePlace, type FileStore, temporaryFile } from '../files/file-store.ts'
import { factColumns } from './read-facts.ts'

const factsPerPage = 5000

/** One month in a file: gzip of a JSON fact per line, in the order of the ledger. */
interface ColdMonth {
  readonly month: string
  readonly place: string
  readonly facts: number
  readonly sha256: string
}

/** What passes, counted and hashed. */
const measured = () => {
  const hash = createHash('sha256')
  let bytes = 0
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk)
      bytes += chunk.length
      done(null, chunk)
    },
  })
  return { stream, digest: () => ({ sha256: hash.digest('hex'), bytes }) }
}

/** The facts of a partition in sets, in the order of the ledger. */
async function* factsOf(database: Database, tenant: string, month: string): AsyncGenerator<Fact[]> {
  for (let last = '0'; ; ) {
    const page = await database.query<Fact>(tenant, {
      text: `select ${factColumns} from ${ident(month)} f where f.seq > $1 order by f.seq limit ${factsPerPage}`,
      values: [last],
    })
    yield page
    if (page.length < factsPerPage) return
    last = page.at(-1)?.seq ?? last
  }
}

/**
 * Writes a month of the ledger into a file of the store, reads it back, and notes it; once. Nothing is dropped here: that is for
 * whoever sees it return.
 */
export const keepColdMonth = async (
  database: Database,
  tenant: string,
  { store, root }: FilePlace,
  month: string,
): Promise<void> => {
  const [todo] = await database.query(tenant, {
    text: `select 1 where not exists (select 1 from fact_cold where month = $1) and exists (select 1 from ${ident(month)})`,
    values: [month],
  })
  if (!todo) return
  const id = newId()
  const file = await temporaryFile(root, id)
  const { stream, digest } = measured()
  let facts = 0
  const lines = async function* () {
    for await (const page of factsOf(database, tenant, month)) {
      facts += page.length
      yield page.map((fact) => `${JSON.stringify(fact)}\n`).join('')
    }
  }
  try {
    await pipeline(Readable.from(lines()), createGzip(), stream, file.stream)
    await settled(file.path)
    const place = `${tenant}/${id.slice(0, 2)}/${id}`
    await store.keep(place, file.path)
    const { sha256, bytes } = digest()
    for await (const _ of coldFacts(store, { month, place, facts, sha256 }));
    await database.transaction(tenant, (tx) =>
      tx.execute({
        text: 'insert into fact_cold (month, place, facts, bytes, sha256) values ($1, $2, $3, $4, $5)',
        values: [month, place, facts, bytes, sha256],
      }),
    )
  } finally {
    await rm(file.path, { force: true })
  }
}

/** On the disk, not only on its way there. */
const settled = async (path: string): Promise<void> => {
  const file = await open(path)
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Months that lie in files, oldest first. */
export const coldMonths = (database: Database, tenant: string): Promise<ColdMonth[]> =>
  database.query<ColdMonth>(tenant, { text: 'select month, place, facts, sha256 from fact_cold order by month' })

/** The facts of one month's file in sets. Throws when the file is not the one that was written. */
export async function* coldFacts(store: FileStore, { month, place, facts, sha256 }: ColdMonth): AsyncGenerator<Fact[]> {
  const { stream, digest } = measured()
  const broken = (cause?: unknown) => new Error(`${month} in ${place} is not the file that was written`, { cause })
  // What breaks on the way is thrown by the loop below.
  const text = chain(await store.read(place), stream, createGunzip(), () => undefined).setEncoding('utf8')
  let rest = ''
  let read = 0
  try {
    for await (const chunk of text) {
      const lines = `${rest}${chunk}`.split('\n')
      rest = lines.pop() ?? ''
      read += lines.length
      if (lines.length > 0) yield lines.map((line): Fact => JSON.parse(line))
    }
  } catch (error) {
    throw broken(error)
  }
  if (read !== facts || rest !== '' || digest().sha256 !== sha256) throw broken()
}
