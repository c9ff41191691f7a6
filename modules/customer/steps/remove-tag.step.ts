import { defineStep, label, tags } from '@lianke/kernel'

/** Takes tags off everyone who comes by. */
export const removeTagStep = defineStep({
  name: 'remove_tag',
  label: label('去标签', 'Remove tags'),
  icon: 'tag',
  group: 'record',
  fields: { tags: tags(label('标签', 'Tags'), { required: true }) },
  outlets: ['next'],
  enter: async (host, node, runs) => {
    host.intend(
      runs.map((run) => ({
        key: `${run.id}:${node.id}:${run.entered_at}`,
        channel: 'self',
        action: 'self.remove_tag',
        person: run.person,
        content: { tags: node.config.tags },
        cause: run.cause,
        hops: run.hops,
      })),
    )
    return runs.map((run) => ({ run: run.id, outlet: 'next' }))
  },
})
