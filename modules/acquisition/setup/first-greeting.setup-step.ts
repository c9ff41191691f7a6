import { defineSetupStep, label, type SetupState } from '@lianke/kernel'
import { channelCode } from '../objects/channel-code.object.ts'

/** Somebody came by a code and was greeted: all before it works. */
export const firstGreetingStep = defineSetupStep({
  name: 'acquisition.first_greeting',
  order: 50,
  label: label('第一位客户收到欢迎语', 'The first customer is greeted'),
  help: label('用手机扫一扫，几秒内就会收到欢迎语', 'Scan it with a phone: the welcome arrives within seconds'),
  state: ({ unit }): Promise<SetupState> =>
    unit(async (work) => {
      const { data } = await work.system.records.list(channelCode, {
        filter: {
          or: [
            { field: 'greeted', op: 'gt', value: 0 },
            { field: 'greeting_failure', op: 'not_empty' },
          ],
        },
        fields: ['greeted', 'greeting_failure'],
        sort: ['-greeted'],
        limit: 1,
      })
      const [code] = data
      if (!code) return { done: false }
      return Number(code.greeted) > 0 ? { done: true } : { done: false, problem: { code: code.greeting_failure ?? '' } }
    }),
})
