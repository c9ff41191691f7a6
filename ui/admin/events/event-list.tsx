import { label, type HeldEvents, type OwnEvent } from '@lianke/kernel'
import type { ReactNode } from 'react'
import { useModel } from '../../base/client/meta.ts'
import { useNumbers } from '../../base/field-types/parts/number.ts'
import { useText } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'

interface Choice {
  readonly name: string
  readonly said: string
  readonly held: number
  readonly off?: boolean
  readonly icon?: string | undefined
}

const Item = ({
  of: { name, said, held, off, icon = 'activity' },
  active,
  choose,
}: {
  readonly of: Choice
  readonly active: boolean
  choose(): void
}) => {
  const text = useText()
  const { number } = useNumbers()
  return (
    <button
      type="button"
      className={`lk-split-item${active ? ' active' : ''}`}
      aria-current={active || undefined}
      style={off ? { opacity: 0.55 } : undefined}
      title={name}
      onClick={choose}
    >
      <Icon name={icon} size={15} />
      <span className="lk-ellipsis lk-grow">{said}</span>
      {off ? <span className="lk-label">{text(label('已停用', 'Off'))}</span> : null}
      {held > 0 ? (
        <span className="lk-pill lk-c-orange lk-num" title={text(label('隔离 {n} 条', '{n} in quarantine'), { n: number(held) })}>
          {number(held)}
        </span>
      ) : null}
    </button>
  )
}

/** Events by whose they are: the company's own, names that were told and nobody described, the product's. */
export const EventList = ({
  own,
  held,
  chosen,
  choose,
}: {
  readonly own: readonly OwnEvent[]
  readonly held: readonly HeldEvents[]
  readonly chosen: string | null
  choose(name: string): void
}) => {
  const text = useText()
  const { events } = useModel()
  const names = new Set(own.map(({ name }) => name))
  const heldOf = (name: string) => held.reduce((sum, one) => (one.event === name ? sum + one.count : sum), 0)
  const unknown = [...new Set(held.map(({ event }) => event))].filter((name) => !names.has(name))
  const section = (said: string, choices: readonly Choice[]): ReactNode =>
    choices.length === 0 ? null : (
      <section aria-label={said}>
        <h2 className="lk-label" style={{ padding: '8px 8px 4px' }}>
          {said}
        </h2>
        {choices.map((one) => (
          <Item key={one.name} of={one} active={one.name === chosen} choose={() => choose(one.name)} />
        ))}
      </section>
    )
  return (
    <nav className="lk-split-list" aria-label={text(label('事件', 'Events'))}>
      {section(
        text(label('自己的事件', 'Your own')),
        own.map((one) => ({
          name: one.name,
          said: text(one.label),
          held: heldOf(one.name),
          off: one.archived_at !== null,
        })),
      )}
      {section(
        text(label('收到但没有定义', 'Told, not described')),
        unknown.map((name) => ({ name, said: name, held: heldOf(name) })),
      )}
      {section(
        text(label('系统事件', 'Of the product')),
        events.filter((one) => !one.own).map((one) => ({ name: one.name, said: text(one.label), held: 0, icon: one.icon })),
      )}
    </nav>
  )
}
