import { check } from '@lianke/kernel'
import type { CorpHost } from '../corp/corp-host.ts'
import { call } from '../api/client.ts'
import { WecomError } from '../api/wecom-error.ts'

/** What we want a code to be. `state` is the code's own mark, unique among our codes: by it a lost config_id is found again. */
interface ContactWayWanted {
  readonly state: string
  readonly users: readonly string[]
  readonly departments?: readonly number[]
  readonly remark?: string
  readonly skip_verify?: boolean
  /** When the wish was written down, before any call; the search for a lost code begins there. */
  readonly requested_at: string
  readonly config_id?: string | null
}
export interface ContactWay {
  readonly config_id: string
  readonly state: string
  readonly remark: string
  readonly qr_code: string
  readonly skip_verify: boolean
  readonly users: readonly string[]
  readonly departments: readonly number[]
}
interface ContactWaySaved {
  readonly way: ContactWay
  readonly outcome: 'created' | 'adopted' | 'updated'
}

interface VendorWay {
  readonly config_id: string
  readonly state?: string
  readonly remark?: string
  readonly qr_code?: string
  readonly skip_verify?: boolean
  readonly user?: readonly string[]
  readonly party?: readonly number[]
}

const stateCharactersMax = 30
const remarkCharactersMax = 30
const listLimit = 1000
const pagesMax = 500
const searchMarginSeconds = 120

const clip = (text: string, max: number): string => [...text].slice(0, max).join('')
const wayOf = (way: VendorWay): ContactWay => ({
  config_id: way.config_id,
  state: way.state ?? '',
  remark: way.remark ?? '',
  qr_code: way.qr_code ?? '',
  skip_verify: way.skip_verify ?? true,
  users: way.user ?? [],
  departments: way.party ?? [],
})
const bodyOf = (wanted: ContactWayWanted): Record<string, unknown> => ({
  remark: clip(wanted.remark ?? '', remarkCharactersMax),
  skip_verify: wanted.skip_verify ?? true,
  state: wanted.state,
  user: wanted.users,
  party: wanted.departments ?? [],
})

/** Reads one code back; null when it is no more. */
export const readContactWay = async (host: CorpHost, config_id: string): Promise<ContactWay | null> => {
  try {
    return wayOf(
      (await call<{ contact_way: VendorWay }>(host, '/cgi-bin/externalcontact/get_contact_way', { body: { config_id } }))
        .contact_way,
    )
  } catch (cause) {
    if (cause instanceof WecomError && cause.errcode === 41044) return null
    throw cause
  }
}

/** Every config_id made since a moment, page by page. */
async function* listContactWays(host: CorpHost, since: string): AsyncGenerator<readonly string[]> {
  const start_time = Math.floor(Date.parse(since) / 1000) - searchMarginSeconds
  const end_time = Math.ceil(Date.parse(host.now()) / 1000) + searchMarginSeconds
  let cursor = ''
  for (let page = 0; page < pagesMax; page++) {
    const answer: { contact_way?: readonly { config_id: string }[]; next_cursor?: string } = await call(
      host,
      '/cgi-bin/externalcontact/list_contact_way',
      { body: { start_time, end_time, limit: listLimit, ...(cursor ? { cursor } : {}) } },
    )
    yield (answer.contact_way ?? []).map((way) => way.config_id)
    cursor = answer.next_cursor ?? ''
    if (!cursor) return
  }
}

/** The code that carries this state, made since the wish was written: what a crash between call and record leaves behind. */
const findContactWay = async (
  host: CorpHost,
  wanted: Pick<ContactWayWanted, 'state' | 'requested_at'>,
): Promise<ContactWay | null> => {
  for await (const ids of listContactWays(host, wanted.requested_at))
    for (const config_id of ids) {
      const way = await readContactWay(host, config_id)
      if (way?.state === wanted.state) return way
    }
  return null
}

/**
 * Makes the vendor's code equal to the wish and reads it back. Without a config_id it first looks for one that an earlier,
 * interrupted attempt made, so that repeating never makes a second code and never loses the first.
 */
export const saveContactWay = async (host: CorpHost, wanted: ContactWayWanted): Promise<ContactWaySaved> => {
  check(wanted.state !== '' && [...wanted.state].length <= stateCharactersMax, 'a contact code has a state of 1 to 30 characters')
  check(!Number.isNaN(Date.parse(wanted.requested_at)), 'a contact code says when it was wished for')
  const held = (wanted.config_id ? await readContactWay(host, wanted.config_id) : null) ?? (await findContactWay(host, wanted))
  if (held) {
    await call(host, '/cgi-bin/externalcontact/update_contact_way', { body: { config_id: held.config_id, ...bodyOf(wanted) } })
    const outcome = held.config_id === wanted.config_id ? 'updated' : 'adopted'
    return { way: await readBack(host, held.config_id), outcome }
  }
  // Type 2 from the start: a code's type cannot change later, its members can.
  const made = await call<{ config_id: string }>(host, '/cgi-bin/externalcontact/add_contact_way', {
    body: { type: 2, scene: 2, ...bodyOf(wanted) },
  })
  return { way: await readBack(host, made.config_id), outcome: 'created' }
}

const readBack = async (host: CorpHost, config_id: string): Promise<ContactWay> => {
  const way = await readContactWay(host, config_id)
  check(way, 'a contact code that was just saved can be read')
  return way
}

/** Removes a code; one that is already gone counts as removed. */
export const deleteContactWay = async (host: CorpHost, config_id: string): Promise<void> => {
  try {
    await call(host, '/cgi-bin/externalcontact/del_contact_way', { body: { config_id } })
  } catch (cause) {
    if (!(cause instanceof WecomError && cause.errcode === 41044)) throw cause
  }
}
