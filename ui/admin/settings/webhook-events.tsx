import { Select } from 'antd'
import { label } from '@lianke/kernel'
import { useModel } from '../../base/client/meta.ts'
import { useText } from '../../base/i18n/i18n.ts'

const acts = [
  ['*', label('{name}：全部变化', '{name}: all changes')],
  ['created', label('{name}：新建', '{name}: created')],
  ['updated', label('{name}：修改', '{name}: changed')],
  ['deleted', label('{name}：删除', '{name}: deleted')],
  ['restored', label('{name}：恢复', '{name}: restored')],
] as const
const everything = label('全部事件和变化', 'All events and changes')
const elsewhere = label('其他', 'Others')

const own = label('自己的事件', 'Our own')

interface Choice {
  readonly value: string
  readonly label: string
}

/** Everything that can be subscribed to, module by module: changes of its records, then what happens in it. */
const useChoices = () => {
  const text = useText()
  const model = useModel()
  const nouns = new Map(model.objects.map(({ name }) => [name.split('.')[1], name.split('.')[0]]))
  const modules = new Map(model.modules.map((module) => [module.name, text(module.label)]))
  const roomOf = (name: string): string => {
    const [first = ''] = name.split('.')
    return modules.get(first) ?? modules.get(nouns.get(first) ?? '') ?? text(elsewhere)
  }
  const rooms = new Map<string, Choice[]>()
  const add = (room: string, ...choices: Choice[]) => rooms.set(room, [...(rooms.get(room) ?? []), ...choices])
  for (const object of model.objects.filter(({ partOf }) => !partOf))
    add(
      roomOf(object.name),
      ...acts.map(([act, said]) => ({ value: `${object.name}.${act}`, label: text(said, { name: text(object.label) }) })),
    )
  for (const event of model.events)
    add(event.own ? text(own) : roomOf(event.name), { value: event.name, label: text(event.label) })
  return [
    { value: '*', label: text(everything) },
    ...[...rooms].map(([room, options]) => ({ label: room, title: room, options })),
  ]
}

/** What an event of a subscription is called. */
export const useEventNames = (): ((event: string) => string) => {
  const choices = useChoices()
  const names = new Map(
    choices.flatMap((choice) => ('options' in choice ? choice.options : [choice])).map(({ value, label: said }) => [value, said]),
  )
  return (event) => names.get(event) ?? event
}

/** Chooses events and changes. */
export const EventPicker = ({
  id,
  value,
  onChange,
}: {
  readonly id?: string
  readonly value?: readonly string[]
  readonly onChange?: (events: string[]) => void
}) => {
  const choices = useChoices()
  return (
    <Select
      id={id}
      mode="multiple"
      value={value ? [...value] : []}
      // All of it makes every other choice idle.
      onChange={(next: string[]) => onChange?.(next.includes('*') ? ['*'] : next)}
      showSearch={{ optionFilterProp: 'label' }}
      options={choices}
    />
  )
}
