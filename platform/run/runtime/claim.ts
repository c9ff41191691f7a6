import { randomBytes } from 'node:crypto'
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer, type Server } from 'node:net'
import { join } from 'node:path'

const answerMsMax = 2000
const turnsMax = 20

interface Note {
  readonly pid: number
  readonly claim: number
  readonly token: string
  /** Where its pages answer, once they do. */
  readonly port?: number
}
/** A data directory that is ours until we let go or end. */
export interface Claim {
  /** Says in the note where the pages answer. */
  serves(port: number): void
  release(): void
}

/** Does its writer still hold it? It answers on a port of its own with the word it wrote: a process number alone may belong to a stranger by now. */
const isHeld = ({ claim, token }: Note): Promise<boolean> =>
  new Promise((resolve) => {
    let heard = ''
    const socket = connect({ host: '127.0.0.1', port: claim, timeout: answerMsMax })
    const done = (held: boolean) => {
      socket.destroy()
      resolve(held)
    }
    socket.setEncoding('utf8')
    socket.on('data', (text: string) => {
      heard += text
      if (heard.length >= token.length) done(heard === token)
    })
    socket.on('end', () => done(heard === token))
    socket.on('timeout', () => done(false))
    socket.on('error', () => done(false))
  })

const answering = (token: string): Promise<{ server: Server; port: number }> =>
  new Promise((resolve, reject) => {
    const server = createServer((socket) => {
      socket.on('error', () => socket.destroy()) // the asker has gone: nobody to tell
      socket.end(token)
    })
    server.once('error', reject)
    server.listen({ host: '127.0.0.1', port: 0 }, () => {
      const address = server.address()
      server.unref()
      resolve({ server, port: typeof address === 'object' && address ? address.port : 0 })
    })
  })

const noteIn = (file: string): { text: string; note: Note | null } | null => {
  try {
    const text = readFileSync(file, 'utf8')
    try {
      const { pid, claim, token, port } = JSON.parse(text)
      return { text, note: typeof claim === 'number' && typeof token === 'string' ? { pid, claim, token, port } : null }
    } catch {
      return { text, note: null } // half written by a release that wrote it in place
    }
  } catch {
    return null // nobody holds it
  }
}

/** Takes a note out of the way, unless another process has put its own there meanwhile. */
const setAside = (file: string, text: string): void => {
  const aside = `${file}.${randomBytes(4).toString('hex')}`
  try {
    renameSync(file, aside)
  } catch {
    return // another process was faster
  }
  if (readFileSync(aside, 'utf8') !== text) tryLink(aside, file)
  rmSync(aside, { force: true })
}
const tryLink = (from: string, to: string): boolean => {
  try {
    linkSync(from, to)
    return true
  } catch {
    return false // somebody holds it
  }
}

/** Who runs on a data directory now; null: nobody, or only a note left by `kill -9`. */
export const runningOn = async ({ data }: { readonly data: string }): Promise<{ pid: number; port: number | null } | null> => {
  const note = noteIn(join(data, 'running.json'))?.note
  return note && (await isHeld(note)) ? { pid: note.pid, port: note.port ?? null } : null
}

const said = ({ port }: Note) => (port ? `runs on http://localhost:${port}` : 'starts')

/** Takes a data directory for this process from its first moment on; a note left by `kill -9` is passed over. Fails while another one holds it. */
export const claimDirectory = async (directory: string): Promise<Claim> => {
  const file = join(directory, 'running.json')
  const token = randomBytes(18).toString('base64url')
  const { server, port } = await answering(token)
  const own = `${file}.${process.pid}`
  const note: Note = { pid: process.pid, claim: port, token }
  let text = JSON.stringify(note)
  writeFileSync(own, text, { mode: 0o600 })
  try {
    for (let turn = 0; turn < turnsMax && !tryLink(own, file); turn++) {
      const found = noteIn(file)
      if (found?.note && (await isHeld(found.note)))
        throw new Error(`Lianke already ${said(found.note)} (process ${found.note.pid}, ${directory})`)
      if (found) setAside(file, found.text)
    }
    if (noteIn(file)?.text !== text) throw new Error(`Lianke already starts on ${directory}`)
  } catch (problem) {
    server.close()
    throw problem
  } finally {
    rmSync(own, { force: true })
  }
  return {
    serves(pages) {
      text = JSON.stringify({ ...note, port: pages } satisfies Note)
      writeFileSync(own, text, { mode: 0o600 })
      renameSync(own, file)
    },
    release() {
      server.close()
      if (noteIn(file)?.text === text) rmSync(file, { force: true })
    },
  }
}
