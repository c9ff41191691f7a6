import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useModel } from '../../base/client/meta.ts'
import { listPath } from '../../base/client/peek.ts'
import { useLanguage, useText, useWords, type WordKey } from '../../base/i18n/i18n.ts'
import { useAppearance } from '../../base/theme/scheme.tsx'
import { useStartCommand } from '../command/command-provider.tsx'
import { useFormDrawer } from './create.tsx'
import type { Section } from './navigation.ts'

/** One line of the palette. */
export interface Item {
  readonly key: string
  readonly group: WordKey
  readonly icon?: string
  readonly face?: string
  readonly label: string
  readonly hint?: string
  readonly words: string
  run(): void
}

/** Pages of the modules and lists of their objects. */
const usePlaces = (sections: readonly Section[]): readonly Item[] => {
  const w = useWords()
  const text = useText()
  const navigate = useNavigate()
  return useMemo(
    () =>
      sections.flatMap((section): Item[] => [
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
      ]),
    [sections, text, w, navigate],
  )
}

/** A new record of whatever may be made. */
const useCreates = (): readonly Item[] => {
  const w = useWords()
  const text = useText()
  const model = useModel()
  const openForm = useFormDrawer()
  return useMemo(
    () =>
      model.objects
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
        ),
    [model, text, w, openForm],
  )
}

/** Acts that are done anywhere. */
const useActs = (): readonly Item[] => {
  const text = useText()
  const model = useModel()
  const start = useStartCommand()
  return useMemo(
    () =>
      model.commands
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
        ),
    [model, text, start],
  )
}

/** How the house looks, and in which language. */
const useLooks = (): readonly Item[] => {
  const w = useWords()
  const { scheme, setChoice } = useAppearance()
  const { language, setLanguage } = useLanguage()
  return useMemo(
    () => [
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
    ],
    [w, scheme, setChoice, language, setLanguage],
  )
}

/** Everything of the palette that is there before anything is typed. */
export const useFixedItems = (sections: readonly Section[]): readonly Item[] => {
  const creates = useCreates()
  const acts = useActs()
  const places = usePlaces(sections)
  const looks = useLooks()
  return useMemo(() => [...creates, ...acts, ...places, ...looks], [creates, acts, places, looks])
}
