import './command.css'
import { Input } from 'antd'
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { useWords } from '../../base/i18n/i18n.ts'
import { useHeldEnter } from '../../base/keys/use-held-enter.ts'
import { Icon } from '../../base/icons/icon.tsx'

export interface Choice {
  readonly key: string
  readonly face: ReactNode
  /** Said above the first of its group. */
  readonly group?: string
  /** It is so already: seen, not chosen. */
  readonly settled?: boolean
}
interface Props {
  readonly label: string
  readonly typed: string
  type(text: string): void
  readonly choices: readonly Choice[]
  readonly chosen?: readonly string[]
  /** The answer to what is typed is on its way: an Enter with nothing to take waits for it. */
  readonly waits?: boolean
  /** Enter or a click where one is enough. */
  take(key: string): void
  /** Where several may be chosen: a click or Tab; Enter takes one and is done. */
  toggle?(key: string): void
  /** Enter with nothing typed, when something is chosen. */
  confirm?(): void
}

const step = (event: KeyboardEvent): number => (event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0)

/** The line that keys are about: the first one again whenever something else is typed. */
const useCursor = (count: number, typed: string) => {
  const list = useRef<HTMLDivElement>(null)
  const [at, setAt] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new question starts at its first answer
  useEffect(() => setAt(0), [typed])
  useEffect(() => {
    void list.current?.querySelector(`[data-at="${at}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [at])
  return { list, at: Math.min(at, Math.max(0, count - 1)), setAt }
}

/** What keys do: arrows move, Enter takes, Tab adds where several may be chosen. */
const useKeys = (
  { typed, type, choices, chosen = [], waits = false, take, toggle, confirm }: Props,
  { at, setAt }: ReturnType<typeof useCursor>,
) => {
  const current = choices[at]
  const takeIt = () => (current && !current.settled ? take(current.key) : undefined)
  const hold = useHeldEnter(typed, waits, takeIt)
  return (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const by = step(event)
    if (by !== 0) {
      event.preventDefault()
      setAt((at + by + choices.length) % Math.max(1, choices.length))
    } else if (event.key === 'Tab' && !event.shiftKey && toggle && current && typed) {
      event.preventDefault()
      toggle(current.key)
      type('')
    } else if (event.key === 'Enter') {
      event.preventDefault()
      if (confirm && !typed && chosen.length > 0) confirm()
      else if (!current && waits) hold()
      else takeIt()
    }
  }
}

/** A box to type into and the choices below it, by keys alone. */
export const Choices = (props: Props) => {
  const { label, typed, type, choices, chosen = [], take, toggle } = props
  const w = useWords()
  const cursor = useCursor(choices.length, typed)
  const { list, at, setAt } = cursor
  const onKeyDown = useKeys(props, cursor)
  return (
    <div onKeyDown={onKeyDown} role="presentation">
      <Input
        autoFocus
        role="combobox"
        aria-label={label}
        aria-expanded
        aria-controls="lk-choices"
        aria-activedescendant={choices[at] ? `lk-choice-${at}` : undefined}
        placeholder={w('field.search')}
        value={typed}
        onChange={(event) => type(event.target.value)}
      />
      <div
        className="lk-choices"
        id="lk-choices"
        role="listbox"
        aria-label={label}
        aria-multiselectable={Boolean(toggle)}
        ref={list}
      >
        {choices.map((choice, index) => (
          <Line
            key={choice.key}
            choice={choice}
            index={index}
            active={index === at}
            heads={choice.group !== choices[index - 1]?.group}
            over={() => setAt(index)}
            pick={() => (toggle ?? take)(choice.key)}
            on={toggle ? chosen.includes(choice.key) : undefined}
          />
        ))}
      </div>
      {choices.length === 0 ? <p className="lk-muted">{w('field.none_found')}</p> : null}
    </div>
  )
}

interface LineProps {
  readonly choice: Choice
  readonly index: number
  readonly active: boolean
  readonly heads: boolean
  /** Chosen among several; absent where one is the whole answer. */
  readonly on: boolean | undefined
  over(): void
  pick(): void
}
const Line = ({ choice, index, active, heads, on, over, pick }: LineProps) => (
  <>
    {heads && choice.group ? <div role="presentation">{choice.group}</div> : null}
    {/* biome-ignore lint/a11y/useKeyWithClickEvents: the input above handles the keys */}
    <div
      id={`lk-choice-${index}`}
      role="option"
      tabIndex={-1}
      data-at={index}
      aria-selected={active}
      aria-checked={on}
      aria-disabled={choice.settled}
      onMouseMove={over}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => (choice.settled ? undefined : pick())}
    >
      {on === undefined ? null : (
        <span className={`lk-check${on || choice.settled ? ' on' : ''}`}>
          {on || choice.settled ? <Icon name="check" size={12} /> : null}
        </span>
      )}
      {choice.face}
    </div>
  </>
)
