import { defineGreeting, type GreetingContent, label, type Newcomer, scheduleMoment, type UnitOfWork } from '@lianke/kernel'
import { channelCode } from '../objects/channel-code.object.ts'
import { type CodeRow, codeOf } from '../rules/code-row.rule.ts'
import { welcomeOf } from '../rules/welcome.rule.ts'

/** What codes greet with at this moment. */
export const greetings = async (
  work: UnitOfWork,
): Promise<(code: CodeRow, nickname: string | null) => GreetingContent | null> => {
  const at = scheduleMoment((await work.calendars()).usual, work.now, work.zone)
  return (code, nickname) =>
    welcomeOf(
      {
        text: code.welcome_text,
        attachments: code.welcome_attachments,
        segments: code.welcome_segments,
        blockedNames: code.blocked_names,
      },
      nickname,
      at,
    )
}

/** Whoever comes by a channel code is greeted with the words of that code. */
export const channelCodeGreeting = defineGreeting({
  name: 'marketing.channel_code',
  label: label('渠道活码欢迎语', 'Welcome of a channel code'),
  greet: async (work: UnitOfWork, newcomers: readonly Newcomer[]) => {
    const states = [...new Set(newcomers.map(({ state }) => state))]
    const codes = await work.system.records.list(channelCode, {
      filter: { field: 'state', op: 'in', value: states },
      limit: Math.max(1, states.length),
    })
    const byState = new Map(codes.data.map((code) => [code.state, codeOf(code)]))
    const greetingOf = await greetings(work)
    return newcomers.map(({ state, nickname }) => {
      const code = byState.get(state)
      return code ? greetingOf(code, nickname) : null
    })
  },
})
