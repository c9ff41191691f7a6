import {
  type ChannelDefinition,
  defineChannel,
  defineModule,
  defineStep,
  label,
  longText,
  type ModuleDefinition,
} from '@lianke/kernel'
import { processModule } from '@lianke/engine-process'
import { definitions } from '../apps/definitions.ts'

/** A step that asks for one message to the person, by the channel of the bench. */
const note = defineStep({
  name: 'bench.note',
  label: label('发信', 'Send a note'),
  group: 'message',
  ignoresRuns: true,
  fields: { text: longText(label('文字', 'Text'), { required: true }) },
  outlets: ['next'],
  enter: async (host, node, runs) => {
    host.intend(
      runs.map((run) => ({
        key: `${run.id}:${node.id}:${run.entered_at}`,
        channel: 'post',
        action: 'post.note',
        person: run.person,
        content: { text: node.config.text },
        cause: run.cause,
        hops: run.hops,
      })),
    )
    return runs.map((run) => ({ run: run.id, outlet: 'next' }))
  },
})

/** A channel whose other end is `received`: told the user id of whoever a message is for. */
export const postChannel = (received: (user: string) => void): ChannelDefinition =>
  defineChannel({
    name: 'post',
    label: label('信箱', 'Post'),
    actions: [{ name: 'post.note', label: label('发信', 'Note'), fields: {}, touches: true, address: 'user_id' }],
    deliver: async (_host, request) => {
      received(request.address?.value ?? '')
      return { status: 'sent' }
    },
  })

/** The product with that step and channel: a graph is judged by the steps it may use, so the process module is made with this one too. */
export const withPost = (channel: ChannelDefinition): readonly ModuleDefinition[] => [
  ...definitions.map((module) =>
    module.name === 'process'
      ? processModule({
          kinds: definitions.flatMap(({ processes }) => processes ?? []),
          steps: [...definitions.filter(({ name }) => name !== 'process').flatMap(({ steps }) => steps ?? []), note],
          channels: definitions.flatMap(({ channels }) => channels ?? []),
        })
      : module,
  ),
  defineModule({ name: 'bench', label: label('测量', 'Bench'), steps: [note], channels: [channel] }),
]
