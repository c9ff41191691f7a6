import { Button, Input, Select } from 'antd'
import type { ReactNode } from 'react'
import { type Label, label, type SelectOption } from '@lianke/kernel'
import { useText, useWords } from '../../i18n/i18n.ts'
import { Icon } from '../../icons/icon.tsx'
import { dropPlace, MoveHandle } from '../../order/move-handle.tsx'

const colors = ['grey', 'blue', 'green', 'orange', 'red', 'purple', 'cyan', 'gold'] as const
const kind = 'choice'

interface ChoiceListProps {
  readonly list: readonly SelectOption[]
  change(list: readonly SelectOption[]): void
  /** Options that are kept somewhere already: retired and not taken away. Absent: any may go. */
  readonly stored?: ReadonlySet<string> | undefined
  /** How many records hold each. */
  readonly held?: ReadonlyMap<string, number> | undefined
  /** Those that stay on offer, each with the reason. */
  readonly kept?: Readonly<Record<string, Label>> | undefined
  /** Why none is added; null: one may be. */
  readonly closed?: Label | null | undefined
  /** What else may be said of one. */
  more?(one: SelectOption, set: (part: Partial<SelectOption>) => void): ReactNode
}

const moved = (list: readonly SelectOption[], from: number, to: number): readonly SelectOption[] => {
  const one = list[from]
  if (!one || to < 0 || to >= list.length) return list
  return list.toSpliced(from, 1).toSpliced(to, 0, one)
}

const ColorSelect = ({
  value,
  choose,
}: {
  readonly value: SelectOption['color']
  choose(color: SelectOption['color']): void
}) => {
  const text = useText()
  return (
    <Select
      size="small"
      aria-label={text(label('颜色', 'Colour'))}
      style={{ width: 68, flex: 'none' }}
      value={value ?? 'grey'}
      onChange={choose}
      options={colors.map((color) => ({
        value: color,
        label: (
          <span className={`lk-pill lk-c-${color}`} style={{ width: 24 }}>
            &nbsp;
          </span>
        ),
      }))}
    />
  )
}

/** Away with one that nobody holds; one that is stored goes out of use and comes back. */
const EndOrBack = ({
  one,
  stored,
  why,
  set,
  remove,
}: {
  readonly one: SelectOption
  readonly stored: boolean
  readonly why: Label | undefined
  set(archived: boolean): void
  remove(): void
}) => {
  const w = useWords()
  const text = useText()
  const name = text(one.label)
  if (!stored)
    return (
      <button type="button" className="lk-icon-button small" aria-label={`${w('common.delete')} ${name}`} onClick={remove}>
        <Icon name="close" size={13} />
      </button>
    )
  const word = text(one.archived ? label('恢复', 'Restore') : label('停用', 'Retire'))
  return (
    <Button
      size="small"
      type="text"
      disabled={Boolean(why) && !one.archived}
      title={why && !one.archived ? text(why) : undefined}
      aria-label={`${word} ${name}`}
      onClick={() => set(!one.archived)}
    >
      {word}
    </Button>
  )
}

const Held = ({ count }: { readonly count: number | undefined }) => {
  const text = useText()
  if (!count) return null
  return (
    <span className="lk-label lk-choice-held">{text(label('{n} 条在用', 'in {n} records'), { n: count.toLocaleString() })}</span>
  )
}

const ChoiceRow = ({
  props: { list, change, stored, held, kept, closed, more },
  one,
  at,
}: {
  readonly props: ChoiceListProps
  readonly one: SelectOption
  readonly at: number
}) => {
  const text = useText()
  const set = (part: Partial<SelectOption>) => change(list.map((old, index) => (index === at ? { ...old, ...part } : old)))
  const name = one.value || `new-${at}`
  const place = (from: string) => {
    const index = list.findIndex((other, where) => (other.value || `new-${where}`) === from)
    change(moved(list, index, at))
  }
  return (
    <div className={`lk-row lk-choice${one.archived ? ' off' : ''}`} style={{ gap: 6 }} {...dropPlace(kind, place)}>
      <MoveHandle
        kind={kind}
        name={name}
        said={text(label('移动“{name}”：拖动，或按上下键', 'Move {name}: drag, or arrow keys'), { name: text(one.label) })}
        move={(by) => change(moved(list, at, at + by))}
      />
      <ColorSelect value={one.color} choose={(color) => set({ color })} />
      <Input
        size="small"
        maxLength={60}
        aria-label={text(label('选项的中文名称', 'Chinese label of the option'))}
        placeholder={text(label('中文', 'Chinese'))}
        value={one.label.zh}
        onChange={(event) => set({ label: { zh: event.target.value, en: one.label.en } })}
      />
      <Input
        size="small"
        maxLength={60}
        aria-label={text(label('选项的英文名称', 'English label of the option'))}
        placeholder="English"
        value={one.label.en}
        onChange={(event) => set({ label: { zh: one.label.zh, en: event.target.value } })}
      />
      <Held count={held?.get(one.value)} />
      {more?.(one, set)}
      <EndOrBack
        one={one}
        stored={Boolean(one.value) && stored?.has(one.value) === true}
        why={kept?.[one.value] ?? closed ?? undefined}
        set={(archived) => set({ archived: archived || undefined })}
        remove={() => change(list.toSpliced(at, 1))}
      />
    </div>
  )
}

/** The options of a choice: their words, colours and order; those in use go out of use instead of away. */
export const ChoiceList = (props: ChoiceListProps) => {
  const text = useText()
  const { list, change, closed } = props
  return (
    <div className="lk-stack" style={{ gap: 6 }}>
      {list.map((one, at) => (
        // A new one has no value yet and is told by its place while it is typed.
        <ChoiceRow key={one.value || `new-${at}`} props={props} one={one} at={at} />
      ))}
      {closed ? (
        <span className="lk-label">{text(closed)}</span>
      ) : (
        <Button
          size="small"
          type="dashed"
          onClick={() => change([...list, { value: '', label: { zh: '', en: '' }, color: colors[list.length % colors.length] }])}
        >
          {text(label('添加选项', 'Add option'))}
        </Button>
      )}
    </div>
  )
}
