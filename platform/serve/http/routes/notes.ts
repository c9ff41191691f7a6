import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import type { Notes } from '@lianke/kernel'
import { z } from 'zod'

const written = z.strictObject({ value: z.record(z.string(), z.string()), until: z.number() })

/** Notes of one module: what another module or another installation wrote is not read. */
export const openNotes = (secret: string, room: string, now: () => number = Date.now): Notes => {
  const key = Buffer.from(hkdfSync('sha256', secret, 'lianke', `lianke notes of ${room}`, 32))
  const sign = (text: string): Buffer => createHmac('sha256', key).update(text).digest()
  return {
    write(value, seconds) {
      const body = Buffer.from(JSON.stringify({ value, until: now() + seconds * 1000 })).toString('base64url')
      return `${body}.${sign(body).toString('base64url')}`
    },
    read(text) {
      const [body = '', mark = ''] = text.split('.')
      const [given, due] = [Buffer.from(mark, 'base64url'), sign(body)]
      if (given.length !== due.length || !timingSafeEqual(given, due)) return null
      const note = written.parse(JSON.parse(Buffer.from(body, 'base64url').toString()))
      return note.until > now() ? note.value : null
    },
  }
}
