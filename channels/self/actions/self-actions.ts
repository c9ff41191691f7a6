import { defineAction, integer, json, label, longText, tags, text, user } from '@lianke/kernel'

/** What the house may ask of itself. `content` of the request carries these fields; the person is named by the request. */
export const selfActions = [
  defineAction({
    name: 'self.add_tag',
    label: label('加标签', 'Add tags'),
    fields: { tags: tags(label('标签', 'Tags'), { required: true }) },
  }),
  defineAction({
    name: 'self.remove_tag',
    label: label('去标签', 'Remove tags'),
    fields: { tags: tags(label('标签', 'Tags'), { required: true }) },
  }),
  defineAction({
    name: 'self.create_task',
    label: label('建任务', 'Create a task'),
    fields: {
      title: text(label('标题', 'Title'), { required: true, max: 200 }),
      note: longText(label('说明', 'Note')),
      assignee: user(label('执行人', 'Assignee'), { help: label('不填则交给客户的所有者', 'Empty: the owner of the person') }),
      due_in_hours: integer(label('几小时内完成', 'Due in hours'), { min: 0, max: 8760 }),
    },
  }),
  defineAction({
    name: 'self.update_field',
    label: label('改字段', 'Update a field'),
    fields: {
      field: text(label('字段', 'Field'), { required: true, max: 64 }),
      value: json(label('值', 'Value')),
    },
  }),
  defineAction({
    name: 'self.emit',
    label: label('发出事件', 'Emit an event'),
    fields: {
      event: text(label('事件', 'Event'), { required: true, max: 100, pattern: '^[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)+$' }),
      payload: json(label('内容', 'Payload')),
    },
  }),
]
