import { label, textsIn, titleIn } from '@lianke/kernel'
import {
  type Choice,
  Choices,
  CommandFrame,
  type DialogProps,
  latelyChosen,
  latelyFirst,
  nearness,
  rememberChosen,
  useCommandForm,
  useRows,
  useText,
} from '@lianke/ui'
import { useDeferredValue, useState } from 'react'

const tagsMax = 200
const lately = 'tag'
const removing = 'customer.tag_remove'

/** The tags that may be put on or taken off: those chosen lately first, then by their groups; what is so already is seen and not chosen. */
const useTagChoices = (
  { command, target }: DialogProps['asked'],
  typed: string,
): { readonly choices: readonly Choice[]; readonly waits: boolean } => {
  const text = useText()
  const search = useDeferredValue(typed.trim())
  const { data, isPending, isPlaceholderData } = useRows('customer.tag', {
    limit: tagsMax,
    fields: ['name', 'tag_group'],
    sort: ['name'],
    ...(search ? { search } : {}),
  })
  // Enter takes the first one: until the answer to what is typed is there, what does not fit it is no choice.
  const answered = !isPending && !isPlaceholderData && search === typed.trim()
  const row = target.kind === 'records' ? target.row : undefined
  const carried = row ? textsIn(row.tags) : null
  const off = command.name === removing
  const rows = (data?.data ?? []).flatMap((tag) => {
    const name = String(tag.name ?? '')
    const group = titleIn(tag.tag_group)
    const stale = !answered && !name.toLowerCase().includes(typed.trim().toLowerCase())
    return stale || (off && carried && !carried.includes(name)) ? [] : [{ name, group }]
  })
  const loose = off && carried ? carried.filter((name) => !rows.some((one) => one.name === name)) : []
  const all = [...rows.toSorted((a, b) => a.group.localeCompare(b.group, 'zh')), ...loose.map((name) => ({ name, group: '' }))]
  const settled = (name: string) => !off && carried?.includes(name) === true
  const known = new Set(latelyChosen(lately))
  const sorted = search
    ? all.toSorted((a, b) => nearness(a.name, search) - nearness(b.name, search))
    : latelyFirst(lately, all, ({ name }) => name)
  const choices = sorted.map(({ name, group }) => ({
    key: name,
    settled: settled(name),
    group: search ? undefined : known.has(name) ? text(label('最近用过', 'Lately used')) : group,
    face: (
      <>
        <span className="lk-pill lk-tag">{name}</span>
        <span className="lk-label">{settled(name) ? text(label('已有', 'Has it already')) : group}</span>
      </>
    ),
  }))
  return { choices, waits: !answered }
}

/** Tags by typing: Enter puts the one on and is done; Tab or a click gathers several. */
const TagDialog = (props: DialogProps) => {
  const text = useText()
  const form = useCommandForm(props.asked)
  const [typed, type] = useState('')
  const chosen = textsIn(form.values.tags)
  const { choices, waits } = useTagChoices(props.asked, typed)
  const send = async (tags: readonly string[]) => {
    const outcome = await form.submit({ tags })
    if (!outcome) return
    rememberChosen(lately, tags)
    props.finished(outcome)
  }
  const toggle = (name: string) =>
    form.change('tags', chosen.includes(name) ? chosen.filter((one) => one !== name) : [...chosen, name])
  return (
    <CommandFrame
      {...props}
      form={form}
      width={440}
      hint={text(label('Enter 确定 · Tab 再选一个', 'Enter: this one and done · Tab: one more'))}
    >
      <div>
        {chosen.length > 0 ? (
          <div className="lk-row" style={{ flexWrap: 'wrap', gap: 4, marginBottom: 8 }}>
            {chosen.map((name) => (
              <button key={name} type="button" className="lk-pill lk-c-blue lk-plain" onClick={() => toggle(name)}>
                {name} ×
              </button>
            ))}
          </div>
        ) : null}
        <Choices
          label={text(label('标签', 'Tags'))}
          typed={typed}
          type={type}
          choices={choices}
          chosen={chosen}
          waits={waits}
          take={(name) => void send([...new Set([...chosen, name])])}
          toggle={toggle}
          confirm={() => void send(chosen)}
        />
        {form.problems.tags ? (
          <span className="lk-field-problem" role="alert">
            {form.problems.tags}
          </span>
        ) : null}
      </div>
    </CommandFrame>
  )
}
export default TagDialog
