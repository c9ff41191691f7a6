import { defineSetupStep, type Filter, label, type SetupState } from '@lianke/kernel'
import { channelCode } from '../objects/channel-code.object.ts'

const greeting = (status: string): Filter => ({
  and: [
    { field: 'status', op: 'eq', value: status },
    { field: 'welcome_text', op: 'not_empty' },
  ],
})

/** A code that greets is in use. */
export const firstCodeStep = defineSetupStep({
  name: 'acquisition.first_code',
  order: 40,
  label: label('第一个活码', 'First code'),
  help: label(
    '一张能扫的二维码：谁来接待，用什么话欢迎',
    'A picture that can be scanned: who answers, and the words newcomers are greeted with',
  ),
  state: ({ unit }): Promise<SetupState> =>
    unit(async (work) => {
      const { records } = work.system
      if ((await records.count(channelCode, { filter: greeting('live') })) > 0) return { done: true }
      const failed = await records.list(channelCode, {
        filter: greeting('failed'),
        fields: ['failure'],
        sort: ['-updated_at'],
        limit: 1,
      })
      const [code] = failed.data
      return { done: false, problem: code ? { code: code.failure ?? 'channel_code.outcome_unknown' } : null }
    }),
})
