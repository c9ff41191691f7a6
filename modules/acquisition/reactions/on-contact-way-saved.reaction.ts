import { defineReaction, textIn } from '@lianke/kernel'
import { answersNow, codeByState } from '../queries/channel-code.query.ts'
import { askContactWay } from '../commands/ask-contact-way.ts'
import { channelCode } from '../objects/channel-code.object.ts'

/** The channel has made the code: keep its id (without it the code could never be changed again) and its picture. */
export const onContactWaySaved = defineReaction({
  name: 'marketing.on_contact_way_saved',
  hears: ['code.saved'],
  once: (fact) => fact.id,
  run: async (work, fact) => {
    const code = await codeByState(work, String(fact.payload.state ?? ''))
    if (!code || code.status === 'stopped') return
    await work.records.update(channelCode, code.id, {
      config_id: textIn(fact.payload.config_id),
      qr_url: textIn(fact.payload.qr_code) || null,
      status: 'live',
      failure: null,
    })
    if (code.status !== 'live') {
      await work.emit({
        name: 'channel_code.published',
        subject: { object: channelCode.name, id: code.id },
        payload: { name: code.name, state: code.state },
        cause: { id: fact.id, hops: fact.hops },
      })
    }
  },
})

/** The channel has ended the code: only now is its id there given up. One that was published again meanwhile is made anew. */
export const onContactWayDeleted = defineReaction({
  name: 'marketing.on_contact_way_deleted',
  hears: ['code.deleted'],
  once: (fact) => fact.id,
  run: async (work, fact) => {
    const code = await codeByState(work, String(fact.payload.state ?? ''))
    if (!code?.config_id || code.config_id !== textIn(fact.payload.config_id)) return
    await work.records.update(channelCode, code.id, { config_id: null })
    const now = code.status === 'publishing' || code.status === 'live' ? await answersNow(work, code) : null
    if (now && now.users.length > 0) await askContactWay(work, { ...code, config_id: null }, now)
  },
})
