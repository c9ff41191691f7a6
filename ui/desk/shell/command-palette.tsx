import { useNavigate } from '@tanstack/react-router'
import { Modal } from 'antd'
import { type KeyboardEvent, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { useModel } from '../../base/client/meta.ts'
import { useSearch } from '../../base/client/records.ts'
import { Avatar } from '../../base/feedback/avatar.tsx'
import { useLanguage, useText, useWords, type WordKey } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { useStartCommand } from '../command/command-provider.tsx'
import { useAppearance } from '../../base/theme/scheme.tsx'
import { useFormDrawer } from './create.tsx'
import type { Section } from './navigation.ts'
import { listPath, recordPath } from '../../base/client/peek.ts'
import { recentRecords, rememberRecord } from './recent.ts'

interface Item {
  readonly key: string
  readonly group: WordKey
  readonly icon?: string
  readonly face?: string
  readonly label: string
  readonly hint?: string
  readonly words: string
  run(): void
}
const shownPerGroupMax = 7

/** One box: records, pages and acts. Everything by keyboard. */
const CommandPalette = ({ close, sections }: { readonly close: () => void; readonly sections: readonly Section[] }) => {
  const w = useWords()
  const text = useText()
  const model = useModel()
  const navigate = useNavigate()
  const openForm = useFormDrawer()
  const start = useStartCommand()
  const { scheme, setChoice } = useAppearance()
  const { language, setLanguage } = useLanguage()
  const [q, setQ] = useState('')
  const deferred = useDeferredValue(q.trim())
  const hits = useSearch(deferred)
  const [at, setAt] = useState(0)
  const list = useRef<HTMLDivElement>(null)

  const fixed = useMemo((): Item[] => {
    const pages = sections.flatMap((section): Item[] => [
      ...section.pages.map(
        (page): Item => ({
          key: page.name,
          group: 'search.pages',
          icon: page.icon ?? section.icon,
          label: text(page.label),
          hint: w(`area.${section.area}`),
          words: `${page.label.zh} ${page.label.en}`,
          run: () => void navigate({ to: page.path }),
        }),
      ),
      ...section.objects.map(
        (object): Item => ({
          key: object.name,
          group: 'search.pages',
          icon: object.icon ?? 'box',
          label: text(object.plural ?? object.label),
          hint: w(`area.${section.area}`),
          words: `${object.label.zh} ${object.label.en} ${object.plural?.en ?? ''}`,
          run: () => void navigate({ to: listPath(object.name) }),
        }),
      ),
    ])
    const creates = model.objects
      .filter((object) => object.may.create && !object.hidden && !object.partOf && !object.ledger)
      .map(
        (object): Item => ({
          key: `new:${object.name}`,
          group: 'search.actions',
          icon: 'plus',
          label: w('search.new', { object: text(object.label) }),
          words: `新建${object.label.zh} new create ${object.label.en}`,
          run: () => openForm({ object: object.name }),
        }),
      )
    const acts = model.commands
      .filter(({ place }) => place.includes('global'))
      .map(
        (command): Item => ({
          key: command.name,
          group: 'search.actions',
          icon: command.icon ?? 'zap',
          label: text(command.label),
          words: `${command.label.zh} ${command.label.en}`,
          run: () => start({ command, target: { kind: 'none' } }),
        }),
      )
    return [
      ...creates,
      ...acts,
      ...pages,
      {
        key: 'scheme',
        group: 'search.actions',
        icon: scheme === 'dark' ? 'sun' : 'moon',
        label: w('search.toggle_scheme'),
        words: '深色 浅色 主题 dark light theme',
        run: () => setChoice(scheme === 'dark' ? 'light' : 'dark'),
      },
      {
        key: 'language',
        group: 'search.actions',
        icon: 'book',
        label: w('search.toggle_language'),
        words: '语言 中文 english language',
        run: () => setLanguage(language === 'en' ? 'zh-CN' : 'en'),
      },
    ]
  }, [sections, model, scheme, language, text, w, navigate, openForm, start, setChoice, setLanguage])

  const items = useMemo((): Item[] => {
    const record = (hit: { object: string; id: string; title: string; subtitle?: string | null }, group: WordKey): Item => ({
      key: `${hit.object}:${hit.id}`,
      group,
      face: hit.title,
      label: hit.title,
      hint: [hit.subtitle, text(model.object(hit.object)?.label)].filter(Boolean).join(' · '),
      words: '',
      run: () => {
        rememberRecord(hit)
        void navigate({ to: recordPath(hit.object, hit.id) })
      },
    })
    if (!deferred)
      return [
        ...recentRecords().map((hit) => record(hit, 'search.recent')),
        ...fixed.filter(({ group }) => group === 'search.actions').slice(0, 5),
        ...fixed.filter(({ group }) => group === 'search.pages').slice(0, 6),
      ]
    const wanted = deferred.toLowerCase().split(/\s+/)
    const fits = fixed.filter((item) => wanted.every((word) => `${item.words} ${item.label}`.toLowerCase().includes(word)))
    return [
      ...(hits.data?.data ?? []).map((hit) => record(hit, 'search.records')),
      ...fits.filter(({ group }) => group === 'search.actions').slice(0, shownPerGroupMax),
      ...fits.filter(({ group }) => group === 'search.pages').slice(0, shownPerGroupMax),
    ]
  }, [deferred, hits.data, fixed, model, navigate, text])

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new question starts at its first answer
  useEffect(() => setAt(0), [deferred])
  useEffect(() => {
    // Newer browsers answer a promise, which is no way to clean up after an effect.
    void list.current?.querySelector(`[data-at="${at}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [at])
  const run = (item: Item | undefined) => {
    if (!item) return
    close()
    item.run()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      setAt((old) => (items.length === 0 ? 0 : (old + (event.key === 'ArrowDown' ? 1 : items.length - 1)) % items.length))
    } else if (event.key === 'Enter') {
      event.preventDefault()
      run(items[at])
    }
  }
  return (
    <Modal
      open
      onCancel={close}
      footer={null}
      closable={false}
      width={640}
      style={{ top: '12vh' }}
      styles={{ container: { padding: 0, overflow: 'hidden' } }}
      className="lk-palette"
      transitionName=""
      maskTransitionName=""
    >
      <div className="lk-palette-input">
        <Icon name="search" size={17} />
        <input
          // biome-ignore lint/a11y/noAutofocus: the palette exists to be typed into
          autoFocus
          value={q}
          onChange={(event) => setQ(event.target.value)}
          onKeyDown={onKeyDown}
          placeholder={w('search.placeholder')}
          aria-label={w('search.placeholder')}
          role="combobox"
          aria-expanded
          aria-controls="palette-list"
          aria-activedescendant={items[at] ? `palette-${at}` : undefined}
        />
        <span className="lk-kbd">Esc</span>
      </div>
      <div className="lk-palette-list" id="palette-list" role="listbox" ref={list}>
        {items.map((item, index) => (
          <div key={item.key}>
            {item.group !== items[index - 1]?.group ? <div className="lk-palette-group">{w(item.group)}</div> : null}
            {/* biome-ignore lint/a11y/useKeyWithClickEvents: the input above handles the keys */}
            <div
              id={`palette-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === at}
              data-at={index}
              className={`lk-palette-item${index === at ? ' active' : ''}`}
              onMouseMove={() => setAt(index)}
              onClick={() => run(item)}
            >
              {item.face ? (
                <Avatar name={item.face} size={22} />
              ) : (
                <span className="lk-palette-icon">
                  <Icon name={item.icon} size={16} />
                </span>
              )}
              <span className="lk-ellipsis">{item.label}</span>
              <span className="lk-palette-hint lk-ellipsis">{item.hint}</span>
            </div>
          </div>
        ))}
        {hits.error && deferred ? <div className="lk-palette-note">{w('search.failed')}</div> : null}
        {items.length === 0 && !hits.isFetching ? (
          <div className="lk-palette-note">
            <strong>{w('search.nothing', { q })}</strong>
            <br />
            {w('search.hint')}
          </div>
        ) : null}
      </div>
      <div className="lk-palette-foot">
        <span className="lk-kbd">↑</span>
        <span className="lk-kbd">↓</span>
        {w('key.move')}
        <span className="lk-kbd">
          <Icon name="enter" size={11} />
        </span>
        {w('key.open')}
      </div>
    </Modal>
  )
}
export default CommandPalette
