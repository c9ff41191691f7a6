import { Input } from 'antd'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { ChildLines, EventLines, FieldLines, ReadyLines } from './chooser-lines.tsx'
import { type Choices, type Choosing, useChoices } from './use-choices.ts'

/** Which kind of condition is looked through. */
const Kinds = ({ choices: { ready, tabbed, kind, setKind } }: { readonly choices: Choices }) => {
  const w = useWords()
  if (!tabbed) return null
  const kinds = [
    ...(ready.length > 0 ? [['ready', 'filter.ready'] as const] : []),
    ['fields', 'filter.fields'],
    ['children', 'filter.children'],
    ['events', 'filter.events'],
  ] as const
  return (
    <div className="lk-chooser-kinds" role="tablist">
      {kinds.map(([one, word]) => (
        <button key={one} type="button" role="tab" aria-selected={kind === one} onClick={() => setKind(one)}>
          {w(word)}
        </button>
      ))}
    </div>
  )
}

/** What is typed, the way back, and the kinds. */
const Head = ({ choices }: { readonly choices: Choices }) => {
  const w = useWords()
  const text = useText()
  const { q, setQ, atRoot, back, backSaid } = choices
  return (
    <>
      {/* biome-ignore lint/a11y/noAutofocus: opened to be typed into */}
      <Input
        autoFocus
        variant="borderless"
        placeholder={w('filter.find')}
        value={q}
        onChange={(event) => setQ(event.target.value)}
        prefix={<Icon name="search" size={14} />}
      />
      {atRoot ? null : (
        <button type="button" className="lk-chooser-item back" onClick={back}>
          <Icon name="chevron-left" size={14} />
          {text(backSaid)}
        </button>
      )}
      <Kinds choices={choices} />
    </>
  )
}

/** Finds a field by typing, by walking through references, or a kind of related record. */
export const FieldChooser = (choosing: Choosing) => {
  const w = useWords()
  const { onField, onChild, onGroup, onEvent, onSegment, onReady } = choosing
  const choices = useChoices(choosing)
  if (!choices.object) return null
  return (
    <div className="lk-chooser">
      <Head choices={choices} />
      <div className="lk-chooser-list">
        <FieldLines choices={choices} onField={onField} />
        <ReadyLines choices={choices} onReady={onReady} />
        <ChildLines choices={choices} onChild={onChild} />
        <EventLines choices={choices} onEvent={onEvent} />
      </div>
      {onSegment && choices.atRoot ? (
        <button type="button" className="lk-chooser-item foot" onClick={onSegment}>
          <Icon name="pie" size={14} />
          {w('filter.segment')}
        </button>
      ) : null}
      {onGroup ? (
        <button type="button" className="lk-chooser-item foot" onClick={onGroup}>
          <Icon name="layers" size={14} />
          {w('filter.add_group')}
        </button>
      ) : null}
    </div>
  )
}
